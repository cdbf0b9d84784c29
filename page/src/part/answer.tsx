// The answer to "do I know all this?": how many are explained, how many to look at, the three that matter most on top.

import { count, money, readable } from "../format";
import { useResource } from "../live";
import { link } from "../route";
import type { ChargePage, Charge, Expected, State, Summary } from "../types";
import { useWords } from "../words";
import { ChargeCards } from "./charge_card";
import { Title } from "./title";

/** What the person is asked about: nothing explains it, or several things would, and they have not said that it is theirs. */
export const toCheck = (summary: Summary): number => summary.unexplained + summary.ambiguous + summary.probable - (summary.mine ?? 0);

/** Charges that mioboe looked up at all. */
export const lookedUp = (summary: Summary): number => summary.charges - summary.out_of_scope;

const weight = (charge: Charge): number =>
    (charge.flags.some((flag) => flag.alarm) ? 2 : 0) + (charge.verdict === "unexplained" ? 1 : 0);

/** The most pressing first: alarms, then what nothing explains, then the larger sum. */
export const mostPressing = (charges: readonly Charge[]): Charge[] =>
    [...charges].sort((a, b) => weight(b) - weight(a) || Math.abs(b.amount) - Math.abs(a.amount));

/** Charges of one shop and one amount are one question: the newest of them stands for all. */
export function likeGroups(charges: readonly Charge[]): Charge[][] {
    const groups = new Map<string, Charge[]>();
    for (const charge of charges) {
        const key = `${readable(charge.descriptor)} ${charge.amount} ${charge.currency}`;
        groups.set(key, [...(groups.get(key) ?? []), charge]);
    }
    const newest = (a: Charge, b: Charge): number => ((a.date ?? "") < (b.date ?? "") ? 1 : -1);
    return [...groups.values()].map((group) => group.sort(newest));
}

const CHECK = "unexplained,ambiguous,probable";

function Top({ summary }: { summary: Summary }) {
    const { w } = useWords();
    const all = toCheck(summary);
    const page = useResource<ChargePage>("charges", { verdict: CHECK, mine: "no", sort: "amount", order: "desc", limit: "100" });
    if (!page.value) return null;
    return (
        <section>
            <h2>{w.answer.top}</h2>
            <ChargeCards groups={likeGroups(mostPressing(page.value.charges)).slice(0, 3)} />
            {all > 3 && <p><a class="button" href={link(["charges"], { verdict: CHECK, mine: "no" })}>{w.answer.showAll(count(all))}</a></p>}
        </section>
    );
}

function Besides({ state }: { state: State }) {
    const { w } = useWords();
    const expected = useResource<{ expected: readonly Expected[] }>("expected");
    const late = expected.value?.expected.filter((one) => one.kind === "refund" && one.status === "overdue").length ?? 0;
    if (late === 0 && state.open_cases === 0) return null;
    return (
        <ul class="plain-list stack">
            {late > 0 && <li class="notice care"><a href={link(["pictures"], { show: "waiting" })}>{w.answer.late(count(late))}</a></li>}
            {state.open_cases > 0 && <li class="notice"><a href={link(["cases"])}>{w.answer.openCases(count(state.open_cases))}</a></li>}
        </ul>
    );
}

export function Answer({ state }: { state: State }) {
    const { w, lang } = useWords();
    const summary = state.summary;
    if (!summary) return null;
    const ask = toCheck(summary);
    const sums = Object.entries(summary.amount_unexplained)
        .map(([currency, amount]) => [currency, amount - (summary.amount_mine?.[currency] ?? 0)] as const)
        .filter(([, amount]) => amount !== 0);
    return (
        <>
            <section aria-live="polite">
                <Title text={w.answer.sentence(count(lookedUp(summary)), count(summary.explained))} />
                {ask > 0 ? <p class="answer ask">{w.answer.ask(count(ask))}</p> : <p class="answer clear">{w.answer.allClear}</p>}
                {sums.length > 0 && <p>{w.answer.sum(sums.map(([currency, amount]) => money(amount, currency, lang)).join("、"))}</p>}
            {(summary.mine ?? 0) > 0 && <p class="soft"><a href={link(["charges"], { mine: "yes" })}>{w.answer.mine(count(summary.mine ?? 0))}</a></p>}
            {summary.out_of_scope > 0 && <p class="soft">{w.answer.others(count(summary.out_of_scope))}</p>}
            </section>
            {ask > 0 && <Top summary={summary} />}
            <Besides state={state} />
            <div class="buttons">
                <a class="button" href={link(["charges"])}>{w.charges.title}</a>
                <a class="button" href={link(["pictures"])}>{w.pictures.title}</a>
            </div>
        </>
    );
}
