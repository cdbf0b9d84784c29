// A line of time in proportion: where marks stand on it, and where their labels. Pure; tested in test/timeline.test.ts.

import { dayNumber } from "./format";

/** Days since 1970, with the part of the day where a moment tells it ("2026-08-14T16:22+09:00"), in the time of this machine. NaN: no day. */
export function placeInTime(at: string): number {
    if (!at.includes("T")) return dayNumber(at);
    const moment = new Date(at);
    return (moment.getTime() - moment.getTimezoneOffset() * 60000) / 86400000;
}

/**
 * Places for labels that want to stand at `wanted` (ascending), each at least `gap` behind the one before, all within `from` and `to`,
 * and altogether as near to what they want as can be (least squares: neighbours that clash are pooled around their mean).
 * Where there is no room for all, the gap still holds and the last ones stand behind `to`.
 */
export function spread(wanted: readonly number[], gap: number, from: number, to: number): number[] {
    const pools: { sum: number; count: number }[] = [];
    wanted.forEach((want, at) => {
        pools.push({ sum: want - at * gap, count: 1 });
        for (let last = pools.length - 1; last > 0 && mean(pools[last]!) < mean(pools[last - 1]!); last--) {
            const pool = pools.pop()!;
            pools[last - 1]!.sum += pool.sum;
            pools[last - 1]!.count += pool.count;
        }
    });
    const most = Math.max(from, to - (wanted.length - 1) * gap);
    return pools.flatMap((pool) => Array<number>(pool.count).fill(Math.min(most, Math.max(from, mean(pool))))).map((place, at) => place + at * gap);
}

const mean = (pool: { sum: number; count: number }): number => pool.sum / pool.count;

export interface Placed {
    readonly dot: number; // where the mark stands, in proportion to its day
    readonly label: number; // where its label begins
}

/** Marks (their days ascending) between `from` and `to`. All on one day stand at the beginning. */
export function placeMarks(days: readonly number[], gap: number, from: number, to: number): Placed[] {
    const first = days[0] ?? 0, last = days[days.length - 1] ?? 0;
    const dots = days.map((day) => (last === first ? from : from + ((day - first) / (last - first)) * (to - from)));
    const labels = spread(dots, gap, from, to);
    return dots.map((dot, at) => ({ dot, label: labels[at]! }));
}

// Half-width forms take half the room; a Latin letter takes at most 0.62 of the size, on average less.
const roomOf = (letter: string): number => (/[\u0000-\u02ff\uff61-\uff9f\u2010-\u2027]/.test(letter) ? 0.6 : 1);

/** A text that has room in `width` pixels at this size of letters; what was cut ends in "…". Errs on the narrow side. */
export function fitted(text: string, width: number, size: number): string {
    const letters = [...text];
    let room = width / size, kept = 0;
    for (const letter of letters) {
        room -= roomOf(letter);
        if (room < 0) break;
        kept++;
    }
    return kept === letters.length ? text : letters.slice(0, Math.max(0, kept - 1)).join("").trimEnd() + "…";
}
