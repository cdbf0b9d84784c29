// The days that count, the nearest first.

import { address } from "../api";
import type { Agenda as AgendaData, AgendaEntry } from "../case_types";
import { daysBetween, fullDay, money } from "../format";
import { useResource } from "../live";
import { Title } from "../part/title";
import { Fetching } from "../part/waits";
import { Badge, type Tone } from "../part/verdict";
import { link } from "../route";
import type { State } from "../types";
import { useWords, type Words } from "../words";

const TONES: Readonly<Record<AgendaEntry["stage"], Tone>> = { over: "bad", urgent: "bad", soon: "care", later: "calm" };

/** "3 days left", "today", "2 days ago" */
export function daysText(today: string, day: string, w: Words): string {
    const left = daysBetween(today, day);
    if (left === 0) return w.case.now.today;
    return left > 0 ? w.case.now.daysLeft(String(left)) : w.case.now.over(String(-left));
}

function Entry({ entry, today }: { entry: AgendaEntry; today: string }) {
    const { w, lang } = useWords();
    const side = entry.side === "theirs" ? `（${w.case.agenda.theirs}）` : "";
    return (
        <li class="card">
            <p class="row apart">
                <strong>{fullDay(entry.day, lang)}</strong>
                <Badge tone={entry.side === "ours" ? TONES[entry.stage] : "calm"} text={`${w.case.agenda.stage[entry.stage]}・${daysText(today, entry.day, w)}`} />
            </p>
            <p>{side}{entry.what}</p>
            {entry.amount !== null && <p class="soft">{w.case.now.atStake(money(entry.amount, entry.currency, lang))}{entry.charge_name !== null && `　${entry.charge_name}`}</p>}
            {entry.lost !== null && <p class="soft"><strong>{w.case.agenda.lost}{w.frame.colon}</strong>{entry.lost}</p>}
            {(entry.assumed || entry.own_reading) && (
                <p class="small soft">{entry.assumed && w.case.now.assumed} {entry.own_reading && w.case.agenda.ownReading}</p>
            )}
            <p><a href={link(["cases", entry.case])}>{w.case.agenda.toCase}</a></p>
        </li>
    );
}

export function Agenda() {
    const { w, lang } = useWords();
    const state = useResource<State>("state").value;
    const found = useResource<AgendaData>(state?.has_store ? "agenda" : null);
    const value = found.value;
    return (
        <>
            <Title text={w.case.agenda.title} />
            <p>{w.case.agenda.lead}</p>
            <Fetching of={found} />
            {(value?.entries.length === 0 || state?.has_store === false) && <p class="notice good">{w.case.agenda.none}</p>}
            {value && value.at_risk.length > 0 && (
                <section class="notice care">
                    <h2>{w.case.agenda.atRisk}</h2>
                    <ul>{value.at_risk.map((risk) => <li key={risk.case + risk.day}>{fullDay(risk.day, lang)}　<strong>{money(risk.amount, risk.currency, lang)}</strong></li>)}</ul>
                </section>
            )}
            {value && value.entries.length > 0 && (
                <>
                    <ul class="cards">{value.entries.map((entry) => <Entry key={entry.case + entry.key + entry.charge} entry={entry} today={value.today} />)}</ul>
                    <div class="buttons"><a class="button" href={address("agenda.ics")} download="mioboe.ics">{w.case.agenda.ics}</a></div>
                </>
            )}
            {value && value.rights.length > 0 && (
                <section class="card"><h2>{w.case.agenda.rights}</h2><ul>{value.rights.map((right) => <li key={right.what}>{right.what}</li>)}</ul></section>
            )}
        </>
    );
}
