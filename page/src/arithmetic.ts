// The parts of an explanation as steps that lead to the amount of the charge. Pure; tested in test/arithmetic.test.ts.

import type { Part } from "./types";

export interface Step {
    readonly part: Part;
    readonly from: number; // the running sum before
    readonly to: number; // and after
}

export interface Sum {
    readonly steps: readonly Step[];
    readonly total: number;
    readonly low: number; // the least and the greatest running sum, 0 among them
    readonly high: number;
}

export function sumOf(parts: readonly Part[]): Sum {
    let at = 0, low = 0, high = 0;
    const steps = parts.map((part) => {
        const from = at;
        at += part.amount;
        low = Math.min(low, at);
        high = Math.max(high, at);
        return { part, from, to: at };
    });
    return { steps, total: at, low, high };
}

/** Where a running sum stands on a scale of `width`; a sum of which all is zero fills nothing. */
export const scaled = (value: number, sum: Sum, width: number): number =>
    sum.high === sum.low ? 0 : ((value - sum.low) / (sum.high - sum.low)) * width;
