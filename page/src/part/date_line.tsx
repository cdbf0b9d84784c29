// The days of a charge in their order: ordered, dispatched, notice mail, charged, refund expected.

import { fullDay, money, momentText } from "../format";
import type { Charge, Expected } from "../types";
import { useWords, type Words } from "../words";
import type { Lang } from "../settings";

export interface Mark {
    readonly day: string;
    readonly text: string;
    readonly detail: string;
    readonly kind: "done" | "waited" | "bad";
}

/** All days that are known of it, earliest first. Pure but for the words. */
export function marksOf(charge: Charge, expected: readonly Expected[], w: Words, lang: Lang): Mark[] {
    const marks: Mark[] = [];
    const add = (day: string | null | undefined, text: string, detail = "", kind: Mark["kind"] = "done"): void => {
        if (day && !marks.some((mark) => mark.day === day && mark.text === text)) marks.push({ day, text, detail, kind });
    };
    for (const part of charge.explained_by) {
        add(part.ordered, w.charge.ordered, part.title ?? "");
        add(part.shipped, w.charge.shipped, part.title ?? "");
    }
    add(charge.date, w.charge.used, money(charge.amount, charge.currency, lang));
    for (const notice of charge.notices ?? []) {
        const amount = notice.amount === null ? "" : money(notice.amount, notice.currency, lang);
        add(notice.moment, w.charge.noticed, w.charge.noticeShop(notice.shop ?? "", amount) + (notice.changed ? `　${w.charge.noticeChanged}` : ""));
    }
    const orders = new Set(charge.explained_by.map((part) => part.order_id).filter((id) => id !== null));
    for (const one of expected) {
        if (one.kind !== "refund" || one.order_id === null || !orders.has(one.order_id)) continue;
        const kind = one.status === "overdue" ? "bad" : one.status === "pending" ? "waited" : "done";
        add(one.due_by, w.charge.refundDue, `${money(one.amount, one.currency, lang)}　${w.pictures[one.status]}`, kind);
    }
    return marks.sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
}

export function DateLine({ marks }: { marks: readonly Mark[] }) {
    const { lang } = useWords();
    return (
        <ol class="line">
            {marks.map((mark) => (
                <li key={mark.day + mark.text} class={mark.kind}>
                    <span class="day">{mark.day.includes("T") ? momentText(mark.day, lang) : fullDay(mark.day, lang)}</span>　{mark.text}
                    {mark.detail !== "" && <div class="soft small">{mark.detail}</div>}
                </li>
            ))}
        </ol>
    );
}
