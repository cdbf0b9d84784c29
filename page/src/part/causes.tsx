// What a charge may be, likeliest first, each with what to look at next. Never a bare percentage: it is a ranking.

import type { Cause } from "../types";
import { causeName, nextStep, useWords, type Words } from "../words";

const SHOWN_FIRST = 3;
/** Less likely than this is not worth a worried person's time. */
const WORTH_SHOWING = 0.001;

export const likelihood = (probability: number): "high" | "middle" | "low" =>
    probability >= 0.5 ? "high" : probability >= 0.1 ? "middle" : "low";

function One({ cause, w, lang, isFirst }: { cause: Cause; w: Words; lang: "ja" | "en"; isFirst: boolean }) {
    const next = cause.next === null ? null : nextStep(cause.next, lang);
    const degree = likelihood(cause.probability);
    return (
        <li>
            <h3>{causeName(cause.cause, lang)} <span class="badge">{w.charge.likely[degree]}</span></h3>
            {next && (
                <p>
                    {isFirst && <strong>{w.charge.next}{w.frame.colon}</strong>}{next.text}
                    {next.url && <> <a href={next.url} target="_blank" rel="noreferrer noopener">{w.charge.openPage}</a></>}
                </p>
            )}
        </li>
    );
}

export function Causes({ causes }: { causes: readonly Cause[] }) {
    const { w, lang } = useWords();
    const worth = causes.filter((cause, at) => at === 0 || cause.probability >= WORTH_SHOWING);
    if (worth.length === 0) return null;
    const list = (some: readonly Cause[], from: number) => (
        <ol class="causes">
            {some.map((cause, at) => <One key={cause.cause} cause={cause} w={w} lang={lang} isFirst={from + at === 0} />)}
        </ol>
    );
    return (
        <>
            {list(worth.slice(0, SHOWN_FIRST), 0)}
            {worth.length > SHOWN_FIRST && (
                <details>
                    <summary>{w.charge.moreCauses}</summary>
                    {list(worth.slice(SHOWN_FIRST), SHOWN_FIRST)}
                </details>
            )}
        </>
    );
}
