// Payments that come back, as a calendar: a cell for each month, a mark where the price changed.

import { useLayoutEffect, useRef } from "preact/hooks";
import { fullDay, money, monthName, readable } from "../format";
import { useResource } from "../live";
import { link } from "../route";
import { monthsBetween, paymentsOf, perYear } from "../series";
import type { Charge, ChargePage, Recurring } from "../types";
import { useWords, type Words } from "../words";
import { Badge } from "./verdict";

const MONTHS = 12;

function periodText(period: string, w: Words): string {
    const found = /^(\d+) (month|day)s?$/.exec(period);
    if (!found) return period;
    return found[2] === "month" ? w.pictures.months1(Number(found[1])) : w.pictures.days1(Number(found[1]));
}

function Calendar({ recurring, charges, months }: { recurring: Recurring; charges: ReadonlyMap<string, Charge>; months: readonly string[] }) {
    const { w, lang } = useWords();
    const stepText = (step: number): string =>
        step > 0 ? w.pictures.stepUp(money(step, recurring.currency, lang)) : w.pictures.stepDown(money(-step, recurring.currency, lang));
    const box = useRef<HTMLDivElement>(null);
    // The newest month is what one looks for; on a telephone it would be out of sight.
    useLayoutEffect(() => {
        if (box.current) box.current.scrollLeft = box.current.scrollWidth;
    }, [months.length]);
    return (
        <div ref={box} class="scroll-x" tabIndex={0} role="group" aria-label={readable(recurring.descriptor)}>
            <ol class="months">
                {paymentsOf(recurring, charges, months).map(({ month, charge, step }) => (
                    <li key={month} class={charge === null ? "none" : step === 0 ? "paid" : "step"}>
                        <span class="small soft">{monthName(month, lang).replace(/^\d+年|\s\d+$/, "")}</span>
                        {charge === null ? <span class="soft" title={w.pictures.missing}>–</span> : (
                            <a class="number" href={link(["charges", charge.id])}>{money(charge.amount, charge.currency, lang)}</a>
                        )}
                        {step !== 0 && <span class="small">{step > 0 ? "▲" : "▼"}{stepText(step)}</span>}
                    </li>
                ))}
            </ol>
        </div>
    );
}

function One({ recurring, charges, months }: { recurring: Recurring; charges: ReadonlyMap<string, Charge>; months: readonly string[] }) {
    const { w, lang } = useWords();
    return (
        <li>
            <h3>{readable(recurring.descriptor)}</h3>
            <p>
                {w.pictures.every(periodText(recurring.period, w))}　<strong class="number">{money(recurring.amount, recurring.currency, lang)}</strong>
                <span class="soft">　{w.pictures.perYear(money(perYear(recurring), recurring.currency, lang))}
                    {recurring.next_due !== null && `　${w.pictures.nextDue(fullDay(recurring.next_due, lang))}`}</span>
            </p>
            {recurring.flags.length > 0 && (
                <p class="row">{recurring.flags.map(({ flag, alarm }) => <Badge key={flag} tone={alarm ? "bad" : "care"} text={w.flag[flag] ?? flag} />)}</p>
            )}
            <Calendar recurring={recurring} charges={charges} months={months} />
        </li>
    );
}

export function RecurringList() {
    const { w } = useWords();
    const found = useResource<{ recurring: readonly Recurring[] }>("recurring").value?.recurring;
    const page = useResource<ChargePage>("charges", { sort: "date", order: "desc", limit: "500" }).value;
    if (!found) return null;
    const charges = new Map((page?.charges ?? []).flatMap((charge) => charge.ids.map((id) => [id, charge] as const)));
    const months = monthsBetween([...charges.values()].map((charge) => charge.date?.slice(0, 7) ?? "").filter((month) => month !== "")).slice(-MONTHS);
    const sorted = [...found].sort((a, b) => b.flags.length - a.flags.length || perYear(b) - perYear(a));
    return (
        <section class="card">
            <h2>{w.pictures.recurring}</h2>
            {found.length === 0 ? <p>{w.pictures.noRecurring}</p> : <p class="soft">{w.pictures.recurringText}</p>}
            <ul class="plain-list apart-list">
                {sorted.map((recurring) => <One key={recurring.descriptor + recurring.amount + (recurring.charges[0] ?? "")} recurring={recurring} charges={charges} months={months} />)}
            </ul>
        </section>
    );
}
