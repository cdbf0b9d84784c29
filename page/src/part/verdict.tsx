// A verdict as a small sign: shape, colour and word say the same, none of them alone.

import type { JSX } from "preact";
import type { Charge, Verdict } from "../types";
import { useWords } from "../words";

export type Tone = "good" | "care" | "bad" | "calm";

const TONES: Readonly<Record<Verdict, Tone>> = {
    explained: "good", probable: "care", ambiguous: "care", unexplained: "bad", out_of_scope: "calm",
};

/** No record settles it, but the person said that it is theirs. */
export const isKnown = (charge: Charge): boolean => charge.mine === true && charge.verdict !== "explained" && charge.verdict !== "out_of_scope";

/** A charge that needs a look is shown as such whatever its verdict. */
export function toneOfCharge(charge: Charge): Tone {
    const tone = isKnown(charge) ? "good" : TONES[charge.verdict];
    return tone !== "bad" && charge.flags.some((flag) => flag.alarm) ? "care" : tone;
}

const line = { fill: "none", stroke: "currentColor", "stroke-width": 2.4, "stroke-linecap": "round", "stroke-linejoin": "round" } as const;

const SHAPES: Readonly<Record<Tone, JSX.Element>> = {
    good: <path d="M2.5 8.5l3.5 3.5 7.5-8" {...line} />,
    care: <path d="M8 3.5v5.5M8 12.4v.2" {...line} />,
    bad: <path d="M5 5.2a3 3 0 1 1 4.4 2.7C8.400 8.500 8 9 8 10M8 13v.2" {...line} />,
    calm: <path d="M3 8h10" {...line} />,
};

export const Shape = ({ tone }: { tone: Tone }) => <svg viewBox="0 0 16 16" aria-hidden="true">{SHAPES[tone]}</svg>;

export function Badge({ tone, text }: { tone: Tone; text: string }) {
    return <span class={"badge " + tone}><Shape tone={tone} />{text}</span>;
}

export function VerdictBadge({ charge }: { charge: Charge }) {
    const { w } = useWords();
    if (isKnown(charge)) return <Badge tone="good" text={w.charge.own} />;
    return <Badge tone={TONES[charge.verdict]} text={w.verdict[charge.verdict]} />;
}
