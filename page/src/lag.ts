// How many days lie between a dispatch (or an order) and its charge, counted for drawing. Pure; tested in test/lag.test.ts.

import { daysBetween } from "./format";
import type { Charge } from "./types";

export type Since = "shipped" | "ordered";

export interface Lag {
    readonly charge: Charge;
    readonly since: Since;
    readonly days: number;
}

/** From the last dispatch that the charge pays for; where none is known, from the last order. Null: neither is known. */
export function lagOf(charge: Charge): Lag | null {
    for (const since of ["shipped", "ordered"] as const) {
        const days = charge.explained_by.map((part) => part[since]).filter((day): day is string => typeof day === "string").sort();
        const last = days[days.length - 1];
        if (last !== undefined && charge.date !== null && charge.amount > 0) return { charge, since, days: daysBetween(last, charge.date) };
    }
    return null;
}

export const lagsOf = (charges: readonly Charge[]): Lag[] => charges.map(lagOf).filter((lag): lag is Lag => lag !== null);

export interface Bin {
    readonly from: number;
    readonly to: number; // the last day that belongs to it
    readonly count: number;
}

/** Days in equal bins without gaps, from the smallest to the largest of `days` and `marks`; `days` alone are counted. `least` to `most` bins. */
export function binsOf(days: readonly number[], marks: readonly number[], least: number, most: number): Bin[] {
    const all = [...days, ...marks];
    if (all.length === 0) return [];
    const low = Math.min(...all), high = Math.max(low + least - 1, ...all);
    const size = Math.ceil((high - low + 1) / most);
    const bins: Bin[] = [];
    for (let from = low; from <= high; from += size) {
        const to = from + size - 1;
        bins.push({ from, to, count: days.filter((day) => from <= day && day <= to).length });
    }
    return bins;
}
