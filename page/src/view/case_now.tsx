// The one thing that comes next: a question, a step, an overdue promise, waiting, or the end.

import { useState } from "preact/hooks";
import type { Case, CaseDay, Question, Step } from "../case_types";
import { useCommand } from "../command";
import { fullDay, money } from "../format";
import { ErrorNotice } from "../part/error";
import { DayField, Form, TextField } from "../part/field";
import { StepBody } from "../part/step";
import { Badge } from "../part/verdict";
import { link } from "../route";
import { useWords } from "../words";
import { daysText } from "./agenda";
import type { CaseProps } from "./props";
import { Contradictions } from "./case_known";

function OwnAnswer({ question, send }: { question: Question; send: (value: string) => void }) {
    const { w } = useWords();
    const [value, setValue] = useState("");
    return (
        <Form onSubmit={() => value.trim() !== "" && send(value.trim())}>
            {question.kind === "day"
                ? <DayField label={w.case.now.answerDay} value={value} onValue={setValue} />
                : <TextField label={question.kind === "number" ? w.case.now.answerNumber : w.case.now.answerText} value={value} onValue={setValue} />}
            <div class="buttons"><button type="submit" class="main">{w.case.now.send}</button></div>
        </Form>
    );
}

/** Questions that somebody else answers: what was said is noted with the conversation, so that it can be held against them. */
const ANSWERED_BY: Readonly<Record<string, string>> = { amazon_said: "amazon", issuer_said: "issuer" };

function Ask({ of, question }: { of: Case; question: Question }) {
    const { w } = useWords();
    const command = useCommand();
    const send = (value: string): void => void command.run(`cases/${of.case}/answer`, { question: question.fact, value });
    return (
        <section class="card" aria-label={w.case.now.question}>
            <p class="question-text">{question.ask}</p>
            {question.how !== null && <details><summary>{w.case.now.how}</summary><p>{question.how}</p></details>}
            {command.error && <ErrorNotice error={command.error} />}
            <div class="big-choice">
                {question.answers.map(({ value, label }) => (
                    <button key={value} type="button" disabled={command.isBusy} onClick={() => send(value)}>{label}</button>
                ))}
            </div>
            {ANSWERED_BY[question.fact] !== undefined && (
                <p><a href={link(["cases", of.case, "talk"], { party: ANSWERED_BY[question.fact]!, asks: question.fact })}>{w.case.now.asLogged}</a></p>
            )}
            {question.answers.length === 0 && <OwnAnswer key={question.fact} question={question} send={send} />}
            <div class="buttons">
                <button type="button" class="link" disabled={command.isBusy} onClick={() => send("unknown")}>{w.case.now.unknown}</button>
            </div>
            {question.why !== null && <p class="soft small"><strong>{w.case.now.why}</strong>　{question.why}</p>}
        </section>
    );
}

function Do({ of, step }: { of: Case; step: Step }) {
    const { w } = useWords();
    const command = useCommand();
    const name = `${step.playbook}/${step.step}`;
    const isTalk = step.party !== "self";
    const urgent = step.urgency === "now" || step.urgency === "today";
    return (
        <section class="card">
            <p class="row">
                <Badge tone={urgent ? "bad" : "calm"} text={w.case.now.urgency[step.urgency] ?? step.urgency} />
                {step.within_hours !== null && <span class="soft">{w.case.now.within(String(step.within_hours))}</span>}
            </p>
            <h2 class="question-text">{step.title}</h2>
            <StepBody step={step} />
            {command.error && <ErrorNotice error={command.error} />}
            <div class="buttons">
                <button type="button" class="main" disabled={command.isBusy} onClick={() => void command.run(`cases/${of.case}/do`, { step: name })}>{w.case.now.done}</button>
                {isTalk && <a class="button" href={link(["cases", of.case, "talk"], { party: step.party, channel: step.channel ?? "", asks: step.asks.join(","), step: name })}>{w.case.now.logged}</a>}
                <button type="button" class="link" disabled={command.isBusy} onClick={() => void command.run(`cases/${of.case}/skip`, { step: name })}>{w.case.now.skip}</button>
            </div>
        </section>
    );
}

/** A credit came that fits several promises; each is a button. */
function InDoubt({ of, number }: { of: Case; number: number }) {
    const { w, lang } = useWords();
    const command = useCommand();
    const doubt = of.doubts.find((one) => one.promises.includes(number));
    if (!doubt) return null;
    const rivals = of.promises.filter((one) => doubt.promises.includes(one.promise));
    return (
        <section class="card">
            <h2 class="question-text">{w.case.now.doubt}</h2>
            <p>{w.case.now.doubtText(money(doubt.amount, doubt.currency, lang), fullDay(doubt.date, lang))}</p>
            {command.error && <ErrorNotice error={command.error} />}
            <div class="big-choice">
                {rivals.map((one) => (
                    <button key={one.promise} type="button" disabled={command.isBusy} onClick={() => void command.run(`cases/${of.case}/kept`, { number: one.promise })}>
                        {w.case.talk.parties[one.party] ?? one.party}　{w.case.talk.whats[one.what] ?? one.what}{one.due !== null && <>　{w.case.talk.due(fullDay(one.due, lang))}</>}
                    </button>
                ))}
            </div>
        </section>
    );
}

function Overdue({ of, number }: { of: Case; number: number }) {
    const { w, lang } = useWords();
    const command = useCommand();
    const promise = of.promises.find((one) => one.promise === number);
    if (!promise) return null;
    const say = (what: "kept" | "broken"): void => void command.run(`cases/${of.case}/${what}`, { number });
    return (
        <section class="card">
            <h2 class="question-text">{w.case.now.promise}</h2>
            <p>{w.case.now.promiseText(w.case.talk.parties[promise.party] ?? promise.party, w.case.talk.whats[promise.what] ?? promise.what, fullDay(promise.due, lang))}</p>
            {command.error && <ErrorNotice error={command.error} />}
            <div class="big-choice">
                <button type="button" disabled={command.isBusy} onClick={() => say("kept")}>{w.case.now.kept}</button>
                <button type="button" disabled={command.isBusy} onClick={() => say("broken")}>{w.case.now.broken}</button>
            </div>
        </section>
    );
}

function Other({ of }: CaseProps) {
    const { w, lang } = useWords();
    const { kind, day, why_open } = of.next;
    const text = kind === "wait" ? (day ? w.case.now.waitText(fullDay(day, lang)) : w.case.now.waitOpen) : kind === "close" ? w.case.now.closeText : "";
    const title = kind === "wait" ? w.case.now.wait : kind === "close" ? w.case.now.close : w.case.now.closed;
    return (
        <section class="card">
            <h2 class="question-text">{title}</h2>
            {text !== "" && <p>{text}</p>}
            {why_open !== null && <p>{w.case.now.whyOpen[why_open] ?? ""}</p>}
            <div class="buttons">
                {kind === "wait" && <a class="button" href={link(["cases", of.case, "money"])}>{w.case.money.refresh}</a>}
                {kind !== "wait" && <a class="button main" href={link(["cases", of.case, "end"])}>{kind === "close" ? w.case.end.close : w.case.end.reopen}</a>}
            </div>
        </section>
    );
}

const todayText = (): string => {
    const now = new Date();
    return `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, "0")}-${String(now.getDate()).padStart(2, "0")}`;
};

/** The nearest day that is ours to keep; else the last that went by. */
function nearest(days: readonly CaseDay[]): CaseDay | undefined {
    const counted = days.filter((day) => !day.what.startsWith("（") && !day.what.startsWith("("));
    return counted.find((day) => !day.over) ?? counted[counted.length - 1];
}

function Deadline({ of }: CaseProps) {
    const { w, lang } = useWords();
    const day = of.open ? nearest(of.agenda) : undefined;
    if (!day) return null;
    return (
        <section class="notice care">
            <p><strong>{w.case.now.deadline}{w.frame.colon}{fullDay(day.day, lang)}</strong>（{daysText(todayText(), day.day, w)}）</p>
            <p>{day.what}</p>
            {day.amount !== null && <p>{w.case.now.atStake(money(day.amount, day.currency ?? of.charges[0]?.currency ?? null, lang))}</p>}
            {day.assumed && <p class="small">{w.case.now.assumed}</p>}
        </section>
    );
}

function TakeBack({ of }: CaseProps) {
    const { w } = useWords();
    const command = useCommand();
    const last = [...(of.known ?? [])].sort((a, b) => b.entry - a.entry)[0];
    if (!last) return null;
    return (
        <details class="small">
            <summary>{w.case.now.back}</summary>
            <p>{last.ask}　<strong>{last.label ?? last.value}</strong></p>
            {command.error && <ErrorNotice error={command.error} />}
            <button type="button" class="slight" disabled={command.isBusy} onClick={() => void command.run(`cases/${of.case}/answer`, { question: last.fact, value: "back" })}>{w.case.now.back}</button>
        </details>
    );
}

export function CaseNow({ of }: CaseProps) {
    const { next } = of;
    return (
        <div aria-live="polite" class="stack">
            {next.kind === "question" && next.question && <Ask of={of} question={next.question} key={next.question.fact} />}
            {next.kind === "step" && next.step && <Do of={of} step={next.step} key={next.step.step} />}
            {next.kind === "promise" && next.promise !== undefined && (next.in_doubt ? <InDoubt of={of} number={next.promise} /> : <Overdue of={of} number={next.promise} />)}
            {(next.kind === "wait" || next.kind === "close" || next.kind === "closed") && <Other of={of} />}
            <Deadline of={of} />
            <Contradictions of={of} />
            <TakeBack of={of} />
        </div>
    );
}
