// One charge: what it is and why, what else it may be, what to do.

import type { Case, CaseLine } from "../case_types";
import { fileName, fullDay, money, readable } from "../format";
import { useResource } from "../live";
import { creditsOf, marksOf } from "../marks";
import { Causes } from "../part/causes";
import { ChargeCards } from "../part/charge_card";
import { Compare } from "../part/compare";
import { Decide } from "../part/decide";
import { Diagram, partName } from "../part/diagram";
import { Timeline } from "../part/timeline";
import { Title } from "../part/title";
import { Fetching } from "../part/waits";
import { Badge, VerdictBadge } from "../part/verdict";
import { link } from "../route";
import type { Charge as ChargeData, ChargePage, Expected, Part, Place } from "../types";
import { merchantMeaning, useWords } from "../words";
import type { ViewProps } from "./props";

function PartList({ parts, currency }: { parts: readonly Part[]; currency: string | null }) {
    const { w, lang } = useWords();
    return (
        <ul>
            {parts.map((part, at) => (
                <li key={at}>
                    {partName(part, w)}　<strong class="number">{money(part.amount, currency, lang)}</strong>
                    {(part.order_id !== null || part.source !== null) && (
                        <div class="small soft">
                            {part.order_id !== null && <>{w.charge.order} <span class="number">{part.order_id}</span>　</>}
                            {part.source !== null && <Where place={part.source} />}
                        </div>
                    )}
                </li>
            ))}
        </ul>
    );
}

function Where({ place }: { place: Place }) {
    const { w } = useWords();
    return <span title={place.path}>{fileName(place.path)}　{w.charge.fileLine(place.line)}</span>;
}

function Why({ charge }: { charge: ChargeData }) {
    const { w, lang } = useWords();
    const parts = charge.explained_by;
    return (
        <section class="card">
            <h2>{w.charge.why}</h2>
            <p>
                {w.verdictLong[charge.verdict]}
                {charge.probability !== null && charge.verdict === "probable" && <>　{w.charge.certain(`${Math.floor(charge.probability * 100)}%`)}</>}
            </p>
            {parts.length > 0 && (
                <>
                    <h3>{w.charge.orders}</h3>
                    <Diagram parts={parts} currency={charge.currency} />
                    <p>{w.charge.sums(money(charge.amount, charge.currency, lang))}</p>
                    <details>
                        <summary>{w.frame.more}</summary>
                        <PartList parts={parts} currency={charge.currency} />
                    </details>
                </>
            )}
        </section>
    );
}

/** The case that has this charge, the newest of them; null: none, or not known yet. */
function useCaseOf(charge: ChargeData): Case | null {
    const cases = useResource<{ cases: readonly CaseLine[] }>("cases").value?.cases ?? [];
    const own = cases.filter((one) => one.charges.some((id) => charge.ids.includes(id)));
    return useResource<Case>(own.length > 0 ? `cases/${own[own.length - 1]!.case}` : null).value;
}

function Days({ charge }: { charge: ChargeData }) {
    const { w, lang } = useWords();
    const expected = useResource<{ expected: readonly Expected[] }>("expected").value?.expected ?? [];
    const order = charge.explained_by.find((part) => part.order_id !== null)?.order_id ?? null;
    const same = useResource<ChargePage>(order === null ? null : "charges", { q: order ?? "", limit: "100" }).value?.charges ?? [];
    const of = useCaseOf(charge);
    const marks = marksOf(charge, { expected, credits: creditsOf(charge, same), of }, w, lang);
    if (marks.length === 0) return null;
    return (
        <section class="card">
            <h2>{w.charge.line}</h2>
            {of !== null && <p><a href={link(["cases", of.case])}>{w.charge.ofCase}</a></p>}
            <Timeline marks={marks} name={w.charge.line} />
        </section>
    );
}

function Flags({ charge }: { charge: ChargeData }) {
    const { w } = useWords();
    if (charge.flags.length === 0) return null;
    return (
        <ul class="plain-list row" aria-label={w.charge.flags}>
            {charge.flags.map(({ flag, alarm }) => <li key={flag}><Badge tone={alarm ? "bad" : "calm"} text={w.flag[flag] ?? flag} /></li>)}
        </ul>
    );
}

function Alternatives({ charge }: { charge: ChargeData }) {
    const { w } = useWords();
    if (charge.alternatives.length === 0) return null;
    return (
        <section class="card">
            <h2>{w.charge.alternatives}</h2>
            {charge.alternatives.map((parts, at) => (
                <div key={at}>
                    <h3>{w.charge.alternative(at + 1)}</h3>
                    {parts.length === 0 ? <p>{w.charge.nothing}</p> : (
                        <>
                            <PartList parts={parts} currency={charge.currency} />
                            <Decide charge={charge} order={parts.find((part) => part.order_id !== null)?.order_id ?? null} isAlternative />
                        </>
                    )}
                </div>
            ))}
        </section>
    );
}

function Printed({ charge }: { charge: ChargeData }) {
    const { w, lang } = useWords();
    const { original, instalment } = charge;
    return (
        <dl class="facts">
            <dt>{w.charge.printed}</dt><dd>{charge.descriptor}</dd>
            {charge.card !== null && <><dt>{w.charges.card}</dt><dd>{w.charges.cardEnding(charge.card)}</dd></>}
            <dt>{w.charge.inFile}</dt><dd><Where place={charge.source} /></dd>
            {charge.also_in.length > 0 && (
                <><dt>{w.charge.alsoIn}</dt><dd>{charge.also_in.map((place, at) => <div key={at}><Where place={place} /></div>)}</dd></>
            )}
            {original && <><dt>{w.charge.original}</dt><dd>{money(original.amount, original.currency, lang)}</dd></>}
            {instalment && (
                <>
                    <dt>{w.charge.thisCharge}</dt>
                    <dd>
                        {w.charge.instalment(String(instalment.number ?? "?"), String(instalment.of ?? "?"))}
                        {instalment.billed !== null && <>　{w.charge.billed(money(instalment.billed, charge.currency, lang))}</>}
                    </dd>
                </>
            )}
        </dl>
    );
}

function Body({ charge, neighbours }: { charge: ChargeData; neighbours: readonly ChargeData[] }) {
    const { w, lang } = useWords();
    const meaning = merchantMeaning(charge.merchant, lang);
    return (
        <>
            <div class="charge-head">
                <div class="sum number">{money(charge.amount, charge.currency, lang)}</div>
                <div class="row"><VerdictBadge charge={charge} /><span>{charge.date === null ? w.charges.noDate : fullDay(charge.date, lang)}</span></div>
                <Flags charge={charge} />
            </div>
            {charge.explained_by.length > 0 && <Why charge={charge} />}
            <Decide charge={charge} order={charge.explained_by.find((part) => part.order_id !== null)?.order_id ?? null} />
            <Alternatives charge={charge} />
            {charge.causes.length > 0 && !charge.mine && (
                <section class="card">
                    <h2>{w.charge.causes}</h2>
                    <p class="soft">{w.charge.causesHint}</p>
                    <Causes causes={charge.causes} />
                </section>
            )}
            {charge.explained_by.length === 0 && <Why charge={charge} />}
            <Days charge={charge} />
            <Compare charge={charge} neighbours={neighbours} />
            {charge.hints && <p class="notice care">{w.charge.hints}</p>}
            <section class="card">
                <h2>{w.charge.meaning}</h2>
                {meaning && <p>{meaning}</p>}
                <Printed charge={charge} />
            </section>
            {neighbours.length > 0 && <section><h2>{w.charge.neighbours}</h2><ChargeCards groups={neighbours.slice(0, 6).map((one) => [one])} /></section>}
        </>
    );
}

export function Charge({ route }: ViewProps) {
    const { w } = useWords();
    const found = useResource<{ charge: ChargeData; neighbours: readonly ChargeData[] }>("charges/" + encodeURIComponent(route.path[1] ?? ""));
    const charge = found.value?.charge;
    return (
        <>
            <Title text={charge ? readable(charge.descriptor) : w.frame.loading} back={{ href: link(["charges"]), text: w.charges.title }} />
            <Fetching of={found} />
            {charge && <Body charge={charge} neighbours={found.value?.neighbours ?? []} />}
        </>
    );
}
