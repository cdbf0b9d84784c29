// The days of a charge in their order: ordered, dispatched, notice mail, charged, posted, refund, and what its case tells.

import type { Case } from "./case_types";
import { money } from "./format";
import type { Lang } from "./settings";
import { placeInTime } from "./timeline";
import type { Charge, Expected } from "./types";
import type { Words } from "./words";

export interface Mark {
    readonly day: string; // a day or a moment
    readonly text: string;
    readonly detail: string;
    readonly kind: "done" | "waited" | "bad" | "case";
}

/** What is known around a charge: money that should still move, credits of the same orders, its case. */
export interface Around {
    readonly expected: readonly Expected[];
    readonly credits: readonly Charge[];
    readonly of: Case | null;
}

type Add = (day: string | null | undefined, text: string, detail?: string, kind?: Mark["kind"]) => void;

const ordersOf = (charge: Charge): Set<string> =>
    new Set(charge.explained_by.map((part) => part.order_id).filter((id): id is string => id !== null));

/** Credits that belong to one of the charge's orders. */
export function creditsOf(charge: Charge, charges: readonly Charge[]): Charge[] {
    const orders = ordersOf(charge);
    return charges.filter((one) => one.amount < 0 && [...ordersOf(one)].some((order) => orders.has(order)));
}

function addPurchase(charge: Charge, add: Add, w: Words, lang: Lang): void {
    for (const part of charge.explained_by) {
        add(part.ordered, w.charge.ordered, part.title ?? "");
        add(part.shipped, w.charge.shipped, part.title ?? "");
    }
    for (const notice of charge.notices ?? []) {
        const amount = notice.amount === null ? "" : money(notice.amount, notice.currency, lang);
        add(notice.moment, w.charge.noticed, w.charge.noticeShop(notice.shop ?? "", amount) + (notice.changed ? `　${w.charge.noticeChanged}` : ""));
    }
    add(charge.date, w.charge.used, money(charge.amount, charge.currency, lang));
}

function addRefunds(charge: Charge, around: Around, add: Add, w: Words, lang: Lang): void {
    const orders = ordersOf(charge);
    for (const one of around.expected) {
        if (one.kind !== "refund" || one.order_id === null || !orders.has(one.order_id)) continue;
        const kind = one.status === "overdue" ? "bad" : one.status === "pending" ? "waited" : "done";
        add(one.due_by, w.charge.refundDue, `${money(one.amount, one.currency, lang)}　${w.pictures[one.status]}`, kind);
    }
    for (const credit of around.credits) add(credit.date, w.charge.refundCame, money(credit.amount, credit.currency, lang));
}

/** Only what concerns this charge: what is about another charge of the case is left out. */
function addCase(charge: Charge, of: Case, add: Add, w: Words, lang: Lang): void {
    const own = of.charges.find((one) => charge.ids.includes(one.charge));
    add(of.opened, w.case.time.opened, "", "case");
    add(own?.posted_on, w.case.money.move["posted"] ?? "");
    for (const move of own?.moves ?? []) {
        const amount = move.amount === null ? "" : money(move.amount, own!.currency, lang) + "　";
        add(move.date, w.case.money.move[move.move] ?? move.move, amount + (w.case.money.source[move.source] ?? move.source), "case");
    }
    for (const one of of.contacts) {
        add(one.at, w.case.time.contact(w.case.talk.parties[one.party] ?? one.party, w.case.talk.channels[one.channel ?? ""] ?? ""), one.summary ?? "", "case");
    }
    for (const one of of.promises) {
        const kind = one.state === "kept" ? "done" : one.state === "broken" ? "bad" : "waited";
        add(one.due, w.charge.promised(w.case.talk.parties[one.party] ?? one.party), [w.case.talk.whats[one.what] ?? one.what, one.text].filter((text) => text).join("　"), kind);
    }
    for (const one of of.evidence) add(one.taken, w.case.time.evidence(one.name), one.note ?? "", "case");
    add(of.closed, w.case.time.closed, "", "case");
}

/** All days that are known of it, earliest first; what is told twice stands once. */
export function marksOf(charge: Charge, around: Around, w: Words, lang: Lang): Mark[] {
    const marks: Mark[] = [];
    const add: Add = (day, text, detail = "", kind = "done") => {
        if (day && !marks.some((mark) => mark.day === day && mark.text === text && mark.detail === detail)) marks.push({ day, text, detail, kind });
    };
    addPurchase(charge, add, w, lang);
    addRefunds(charge, around, add, w, lang);
    if (around.of) addCase(charge, around.of, add, w, lang);
    return marks.filter((mark) => !Number.isNaN(placeInTime(mark.day))).sort((a, b) => placeInTime(a.day) - placeInTime(b.day));
}
