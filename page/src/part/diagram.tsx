// The arithmetic of an explanation: each part a bar that begins where the one before ended, the charge at the foot.

import { scaled, sumOf } from "../arithmetic";
import { money } from "../format";
import type { Part } from "../types";
import { useWidth } from "./width";
import { useWords, type Words } from "../words";

const BAR = 14, STEP = 52;

export function partName(part: Part, w: Words): string {
    if (part.what) return w.charge.adjustments[part.what] ?? part.what;
    return part.title ?? w.charge.parts[part.kind] ?? part.kind;
}

/** A label that fits its line; the whole text is in the list beside the diagram. */
const cut = (text: string, length: number): string => ([...text].length > length ? [...text].slice(0, length - 1).join("") + "…" : text);

export function Diagram({ parts, currency }: { parts: readonly Part[]; currency: string | null }) {
    const { w, lang } = useWords();
    const sum = sumOf(parts);
    const [box, width] = useWidth();
    const x = (value: number): number => scaled(value, sum, width);
    const height = (sum.steps.length + 1) * STEP + 8;
    const span = (from: number, to: number): number => Math.max(2, Math.abs(x(to) - x(from)));
    return (
        <div ref={box}>
        <svg class="diagram" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={w.charge.diagram}>
            {sum.steps.map(({ part, from, to }, at) => (
                <g key={at}>
                    <text x="0" y={at * STEP + 18} font-size="16">{cut(partName(part, w), Math.floor((width - 110) / 17))}</text>
                    <text x={width} y={at * STEP + 18} font-size="16" text-anchor="end" font-weight="600">{money(part.amount, currency, lang)}</text>
                    <rect class={part.amount < 0 ? "minus" : "plus"} x={Math.min(x(from), x(to))} y={at * STEP + 26} width={span(from, to)} height={BAR} rx="3" />
                    <line class="guide" x1={x(to)} x2={x(to)} y1={at * STEP + 26 + BAR} y2={(at + 1) * STEP + 26} />
                </g>
            ))}
            <text x="0" y={sum.steps.length * STEP + 18} font-size="16" font-weight="700">{w.charge.thisCharge}</text>
            <text x={width} y={sum.steps.length * STEP + 18} font-size="16" text-anchor="end" font-weight="700">{money(sum.total, currency, lang)}</text>
            <rect class="total" x={Math.min(x(0), x(sum.total))} y={sum.steps.length * STEP + 26} width={span(0, sum.total)} height={BAR} rx="3" />
        </svg>
        </div>
    );
}
