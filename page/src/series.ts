// What charts draw, worked out of the report. Pure; tested in test/series.test.ts.

import { dayNumber } from "./format";
import type { Charge, Recurring, Verdict } from "./types";
import { VERDICTS } from "./types";

export interface MonthRow {
    readonly month: string;
    readonly currency: string | null;
    readonly verdicts: Readonly<Partial<Record<Verdict, { readonly count: number; readonly amount: number }>>>;
}

export interface Segment {
    readonly verdict: Verdict;
    readonly from: number;
    readonly to: number;
    readonly count: number;
}

export interface Bar {
    readonly month: string;
    readonly segments: readonly Segment[];
    readonly total: number;
    readonly count: number;
}

/** Bars of one currency, a month each without gaps, what needs a look at the foot. Credits make nothing taller. */
export function barsOf(rows: readonly MonthRow[], currency: string | null): Bar[] {
    const own = rows.filter((row) => row.currency === currency);
    const months = monthsBetween(own.map((row) => row.month));
    return months.map((month) => {
        const row = own.find((one) => one.month === month);
        let at = 0, count = 0;
        const segments: Segment[] = [];
        for (const verdict of VERDICTS) {
            const part = row?.verdicts[verdict];
            if (!part) continue;
            count += part.count;
            const amount = Math.max(0, part.amount);
            segments.push({ verdict, from: at, to: at + amount, count: part.count });
            at += amount;
        }
        return { month, segments, total: at, count };
    });
}

/** All months from the first to the last of them, in order. */
export function monthsBetween(months: readonly string[]): string[] {
    const sorted = [...months].sort();
    const first = sorted[0], last = sorted[sorted.length - 1];
    if (first === undefined || last === undefined) return [];
    const all: string[] = [];
    for (let at = first; at <= last && all.length < 1200; at = monthAfter(at)) all.push(at);
    return all;
}

function monthAfter(month: string): string {
    const [year = 0, number = 0] = month.split("-").map(Number);
    return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, "0")}`;
}

/** Round numbers for an axis from 0 to at least `most`: three to six of them. */
export function ticks(most: number): number[] {
    if (most <= 0) return [0];
    const size = 10 ** Math.floor(Math.log10(most));
    const step = [0.2, 0.5, 1, 2, 5].map((part) => part * size).find((one) => most / one <= 5) ?? size;
    const all: number[] = [];
    for (let at = 0; all.length === 0 || all[all.length - 1]! < most; at += step) all.push(Math.round(at));
    return all;
}

export interface Payment {
    readonly month: string;
    readonly charge: Charge | null;
    readonly step: number; // more (or less) than the payment before; 0 also for the first
}

/** A subscription has a price and keeps it for a while; electricity does not, and marks would say nothing there. */
const isSteady = (amounts: readonly number[]): boolean =>
    amounts.filter((amount, at) => at > 0 && amount !== amounts[at - 1]).length * 3 <= amounts.length;

/** A recurring payment month by month, with where its price changed. */
export function paymentsOf(recurring: Recurring, charges: ReadonlyMap<string, Charge>, months: readonly string[]): Payment[] {
    const own = recurring.charges.map((id) => charges.get(id)).filter((one): one is Charge => one !== undefined && one.date !== null)
        .sort((a, b) => (a.date! < b.date! ? -1 : 1));
    const hasPrice = isSteady(own.map((charge) => charge.amount));
    let before: number | null = null;
    return months.map((month) => {
        const charge = own.find((one) => one.date!.startsWith(month)) ?? null;
        const step: number = hasPrice && charge !== null && before !== null ? charge.amount - before : 0;
        if (charge !== null) before = charge.amount;
        return { month, charge, step };
    });
}

/** How much a year it costs, by its period ("1 month", "14 days"). */
export function perYear(recurring: Recurring): number {
    const found = /^(\d+) (month|day)s?$/.exec(recurring.period);
    if (!found) return 0;
    const each = Number(found[1]);
    return Math.round(recurring.amount * (found[2] === "month" ? 12 / each : 365.25 / each));
}

export interface Dot {
    readonly charge: Charge;
    readonly x: number; // days
    readonly y: number; // amount
}

/** Charges as dots by day and amount; those without a day are left out. */
export const dotsOf = (charges: readonly Charge[]): Dot[] =>
    charges.filter((charge) => charge.date !== null).map((charge) => ({ charge, x: dayNumber(charge.date!), y: charge.amount }));
