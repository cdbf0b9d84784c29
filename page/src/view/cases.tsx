// All cases, a card for each.

import type { CaseLine } from "../case_types";
import { fullDay, momentText, money } from "../format";
import { useResource } from "../live";
import { Title } from "../part/title";
import { Fetching } from "../part/waits";
import { Badge } from "../part/verdict";
import { link } from "../route";
import type { State } from "../types";
import { useWords } from "../words";

function CaseCard({ of }: { of: CaseLine }) {
    const { w, lang } = useWords();
    const day = of.opened.slice(0, 10);
    return (
        <a class={"charge-card " + (of.open ? "care" : "good")} href={link(["cases", of.case])}>
            <span class="shop">{of.title ?? w.case.list.ground[of.ground] ?? of.case}</span>
            <span class="sum number">{of.owed > 0 ? money(of.owed, of.currency, lang) : ""}</span>
            <span class="more">
                {w.case.list.since(of.opened.includes("T") ? momentText(of.opened, lang).replace(/ \d\d:\d\d$/, "") : fullDay(day, lang))}
                {of.outcome !== null && <>　<Badge tone="good" text={w.case.end.outcomes[of.outcome] ?? of.outcome} /></>}
            </span>
            <span class="more">{of.owed > 0 ? w.case.list.owed(money(of.owed, of.currency, lang)) : w.case.list.nothingOwed}</span>
        </a>
    );
}

export function Cases() {
    const { w } = useWords();
    const state = useResource<State>("state").value;
    const found = useResource<{ cases: readonly CaseLine[] }>(state?.has_store ? "cases" : null); // before the first file there is none
    const all = found.value?.cases ?? [];
    const list = (title: string, some: readonly CaseLine[]) => some.length > 0 && (
        <section>
            <h2>{title}</h2>
            <ul class="cards">{some.map((one) => <li key={one.case}><CaseCard of={one} /></li>)}</ul>
        </section>
    );
    return (
        <>
            <Title text={w.case.list.title} />
            <p>{w.case.list.lead}</p>
            <Fetching of={found} />
            {(found.value || state?.has_store === false) && all.length === 0 && <p class="soft">{w.case.list.none}</p>}
            {list(w.case.list.open, all.filter((one) => one.open))}
            {list(w.case.list.closed, all.filter((one) => !one.open))}
            <div class="buttons"><a class="button main" href={link(["cases", "new"])}>{w.case.list.start}</a></div>
        </>
    );
}
