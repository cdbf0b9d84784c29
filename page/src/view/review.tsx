// The review: what should not be as it is, worst first, and the questions that no file answers.

import { useCommand, type Command } from "../command";
import { count, fullDay, money, shortDay } from "../format";
import { useResource } from "../live";
import { ErrorNotice } from "../part/error";
import { PasswordCheck } from "../part/password_check";
import { Title } from "../part/title";
import { Badge, type Tone } from "../part/verdict";
import type { Finding, Item, ReviewQuestion, ReviewTold } from "../review_types";
import { link } from "../route";
import type { State } from "../types";
import { useWords, type Words } from "../words";
import type { ViewProps } from "./props";

const TONES: Readonly<Record<Finding["severity"], Tone>> = { urgent: "bad", high: "bad", middle: "care", low: "calm" };

/** Where a case about a finding begins: with its charge or order, else as an account that others use. */
export function caseQuery(finding: Finding): Record<string, string> {
    if (finding.charge !== null) return { charge: finding.charge };
    if (finding.order !== null) return { begin: "order", order: finding.order };
    return { begin: "takeover" };
}

function Items({ items, all, w }: { items: readonly Item[]; all: number; w: Words }) {
    const { lang } = useWords();
    if (items.length === 0) return null;
    return (
        <details>
            <summary>{w.reviewView.items(count(all))}</summary>
            <div class="scroll-x">
                <table>
                    <tbody>
                        {items.map((item, at) => (
                            <tr key={at}>
                                <td>{[item.text, item.place].filter((text) => text).join("　")}</td>
                                <td>{item.day === null ? "" : shortDay(item.day, lang)}</td>
                                <td class="number">{item.amount === null ? "" : money(item.amount, item.currency, lang)}</td>
                                <td class="number">{item.yearly === null ? "" : w.reviewView.yearly(money(item.yearly, item.currency, lang))}</td>
                            </tr>
                        ))}
                    </tbody>
                </table>
            </div>
        </details>
    );
}

interface Told {
    readonly steps: readonly string[];
    readonly where: string | null;
    readonly url: string | null;
    readonly note?: string | null;
}

function HowTo({ of, w }: { of: Told; w: Words }) {
    const r = w.reviewView;
    return (
        <>
            {of.steps.length > 0 && (
                <>
                    <h3>{r.steps}</h3>
                    <ol>{of.steps.map((step) => <li key={step}>{step}</li>)}</ol>
                </>
            )}
            {(of.where !== null || of.url !== null) && (
                <p>
                    <strong>{r.where}</strong>　{of.where}
                    {of.url !== null && <> <a href={of.url} target="_blank" rel="noreferrer noopener">{r.open}</a></>}
                </p>
            )}
            {of.note && <p class="notice care">{of.note}</p>}
        </>
    );
}

function One({ finding, command, w }: { finding: Finding; command: Command; w: Words }) {
    const { lang } = useWords();
    const r = w.reviewView;
    const state = r.state[finding.state];
    const mark = (what: string): void => void command.run(`review/${what}`, { id: finding.id });
    return (
        <li class="card stack">
            <p class="row">
                <Badge tone={TONES[finding.severity]} text={r.severity[finding.severity] ?? finding.severity} />
                {finding.new && <Badge tone="care" text={r.isNew} />}
                {state && <Badge tone="bad" text={state} />}
                {finding.account !== null && <span class="soft">{finding.account}</span>}
                {finding.day !== null && <span class="soft">{fullDay(finding.day, lang)}</span>}
            </p>
            <h3>{finding.title}</h3>
            {finding.yearly !== null && <p><strong>{r.yearly(money(finding.yearly, finding.currency, lang))}</strong></p>}
            {finding.why !== null && <p>{finding.why}</p>}
            <Items items={finding.items} all={finding.count ?? finding.items.length} w={w} />
            <HowTo of={finding} w={w} />
            <div class="buttons">
                <button type="button" disabled={command.isBusy} onClick={() => mark("done")}>{r.done}</button>
                <button type="button" disabled={command.isBusy} onClick={() => mark("later")}>{r.later}</button>
                {finding.not_mine !== null && finding.state !== "not_mine" && (
                    <button type="button" class="alarm" disabled={command.isBusy} onClick={() => mark("not-mine")}>{r.notMine}</button>
                )}
                {finding.state === "not_mine" && <a class="button main" href={link(["cases", "new"], caseQuery(finding))}>{r.beginCase}</a>}
                {finding.charge !== null && <a class="button" href={link(["charges", finding.charge])}>{r.seeCharge}</a>}
            </div>
            {finding.source && <details class="small"><summary>{r.source}</summary><p class="hint">{finding.source.text}（{finding.source.seen}）</p></details>}
        </li>
    );
}

function Asked({ question, command, w }: { question: ReviewQuestion; command: Command; w: Words }) {
    const { lang } = useWords();
    const r = w.reviewView;
    const answer = (value: string): void => void command.run("review/answer", { id: question.id, value });
    return (
        <li class="card stack">
            <h3>{question.ask}</h3>
            {question.why !== null && <p>{question.why}</p>}
            {question.answered_on !== null && <p class="hint">{r.answered(fullDay(question.answered_on, lang))}</p>}
            <div class="buttons">
                <button type="button" disabled={command.isBusy} onClick={() => answer("yes")}>{r.yes}</button>
                <button type="button" disabled={command.isBusy} onClick={() => answer("no")}>{r.no}</button>
                <button type="button" disabled={command.isBusy} onClick={() => answer("unknown")}>{r.unknown}</button>
            </div>
            <details><summary>{r.steps}</summary><HowTo of={question} w={w} /></details>
        </li>
    );
}

function All({ told, w }: { told: ReviewTold; w: Words }) {
    const { lang } = useWords();
    const command = useCommand();
    const r = w.reviewView;
    return (
        <>
            {command.error && <ErrorNotice error={command.error} />}
            <section>
                <h2>{r.findings}</h2>
                {told.findings.length === 0
                    ? <p class="notice good">{r.clear}</p>
                    : <ul class="cards">{told.findings.map((one) => <One key={one.id} finding={one} command={command} w={w} />)}</ul>}
                {told.closed.length > 0 && <p class="soft">{r.closed(count(told.closed.length))}</p>}
            </section>
            {told.questions.length > 0 && (
                <section>
                    <h2>{r.questions}</h2>
                    <p>{r.questionsLead}</p>
                    <ul class="cards">{told.questions.map((one) => <Asked key={one.id} question={one} command={command} w={w} />)}</ul>
                </section>
            )}
            {told.next !== null && <p class="soft">{r.next(fullDay(told.next, lang))}</p>}
        </>
    );
}

export function Review(_: ViewProps) {
    const { w } = useWords();
    const state = useResource<State>("state").value;
    const found = useResource<ReviewTold>(state?.has_store ? "review" : null);
    return (
        <>
            <Title text={w.reviewView.title} />
            <p>{w.reviewView.lead}</p>
            {state && !state.has_store && <p class="notice">{w.reviewView.empty}</p>}
            {found.error && <ErrorNotice error={found.error} retry={found.reload} />}
            {found.value && <All told={found.value} w={w} />}
            {!found.value && found.isLoading && <p class="soft">{w.frame.loading}</p>}
            {state?.has_store && <PasswordCheck />}
        </>
    );
}
