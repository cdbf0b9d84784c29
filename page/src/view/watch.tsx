// "Was it you?": open questions, the answers so far, what is watched and where notices go.

import { useState } from "preact/hooks";
import { ApiError, post } from "../api";
import { useCommand, type Command } from "../command";
import { count, fullDay, momentText, money } from "../format";
import { useResource } from "../live";
import { ErrorNotice } from "../part/error";
import { Title } from "../part/title";
import { Badge } from "../part/verdict";
import { link } from "../route";
import type { State } from "../types";
import type { About, ChannelTest, WatchQuestion, WatchStatus } from "../watch_types";
import { useWords, type Words } from "../words";
import type { ViewProps } from "./props";

const PAST_SHOWN = 20;

function AboutText({ about, w }: { about: About; w: Words }) {
    const { lang } = useWords();
    const texts = [
        about.shop, about.day === null ? null : fullDay(about.day, lang),
        about.card ? w.watchView.card(about.card) : null, about.order ? w.watchView.order(about.order) : null, about.device, about.place,
    ];
    return (
        <p>
            {about.amount !== null && about.amount !== undefined && <strong class="number">{money(about.amount, about.currency ?? null, lang)}　</strong>}
            {texts.filter((text) => text).join("　")}
        </p>
    );
}

function Open({ question, command, w }: { question: WatchQuestion; command: Command; w: Words }) {
    const { lang } = useWords();
    const v = w.watchView;
    const answer = (value: "yes" | "no"): void => void command.run("watch/answer", { id: question.id, value });
    return (
        <li class="card stack">
            <h3 class="question-text">{question.title}</h3>
            <AboutText about={question.about} w={w} />
            <p class="soft">{momentText(question.made, lang)}{question.person !== null && `　${v.person(question.person)}`}　{v.asked(count(question.asks))}</p>
            <div class="big-choice">
                <button type="button" disabled={command.isBusy} onClick={() => answer("yes")}>{v.yes}</button>
                <button type="button" class="alarm" disabled={command.isBusy} onClick={() => answer("no")}>{v.no}</button>
            </div>
            <p class="hint">{v.noText}</p>
        </li>
    );
}

function Past({ questions, w }: { questions: readonly WatchQuestion[]; w: Words }) {
    const { lang } = useWords();
    if (questions.length === 0) return null;
    return (
        <details>
            <summary>{w.watchView.past}</summary>
            <ol class="line">
                {questions.slice(0, PAST_SHOWN).map((one) => (
                    <li key={one.id} class={one.state === "no" ? "bad" : ""}>
                        <span class="day">{momentText(one.made, lang)}</span>　{one.title}　<span class="soft">{w.watchView.answer[one.state]}</span>
                        <AboutText about={one.about} w={w} />
                        {one.about.case !== null && <a href={link(["cases", one.about.case])}>{w.watchView.toCase}</a>}
                    </li>
                ))}
            </ol>
        </details>
    );
}

function Questions({ w }: { w: Words }) {
    const command = useCommand();
    const found = useResource<{ readonly questions: readonly WatchQuestion[] }>("watch/questions");
    const questions = found.value?.questions ?? [];
    const open = questions.filter((one) => one.state === "open");
    return (
        <section aria-live="polite">
            <h2>{w.watchView.open}</h2>
            {command.error && <ErrorNotice error={command.error} />}
            {open.length === 0
                ? <p class="notice good">{w.watchView.none}</p>
                : <ul class="cards">{open.map((one) => <Open key={one.id} question={one} command={command} w={w} />)}</ul>}
            <Past questions={questions.filter((one) => one.state !== "open")} w={w} />
        </section>
    );
}

/** A button that sends a test, and what came of it. */
function TryIt({ id, url, w }: { id: string; url: string; w: Words }) {
    const v = w.watchView;
    const [isBusy, setBusy] = useState(false);
    const [came, setCame] = useState<ChannelTest | ApiError | null>(null);
    const send = async (): Promise<void> => {
        setBusy(true);
        setCame(null);
        try {
            const told = await post<{ readonly channels: readonly ChannelTest[] }>("watch/test", { channel: id });
            setCame(told.channels[0] ?? null);
        } catch (problem) {
            setCame(problem instanceof ApiError ? problem : new ApiError(0, "unexpected", String(problem)));
        } finally {
            setBusy(false);
        }
    };
    return (
        <div class="stack">
            <p><button type="button" disabled={isBusy} aria-label={v.tryItTo(url)} onClick={() => void send()}>{isBusy ? v.trying : v.tryIt}</button></p>
            <div role="status">
                {came instanceof ApiError && <ErrorNotice error={came} />}
                {came !== null && !(came instanceof ApiError) && (
                    <p class={came.is_sent ? "notice good" : "notice bad"}>{came.is_sent ? came.said ?? v.sent : `${v.notSent} ${came.said ?? ""}`}</p>
                )}
            </div>
        </div>
    );
}

function Status({ status, w }: { status: WatchStatus; w: Words }) {
    const { lang } = useWords();
    const v = w.watchView;
    return (
        <div class="two">
            <section class="card">
                <h2>{v.mailboxes}</h2>
                <ul class="plain-list stack">
                    {status.mailboxes.map((one) => (
                        <li key={one.server + one.user + one.folder}>
                            <Badge tone={one.up ? "good" : "bad"} text={one.up ? v.up : v.down} /> <strong>{one.user}</strong> {one.folder}
                            {one.said !== null && <p>{one.said}</p>}
                            <p class="hint">
                                {one.server}{one.at !== null && `　${v.since(momentText(one.at, lang))}`}{one.waiting > 0 && `　${v.waiting(count(one.waiting))}`}
                            </p>
                        </li>
                    ))}
                </ul>
            </section>
            <section class="card">
                <h2>{v.channels}</h2>
                <ul class="plain-list stack">
                    {status.channels.map((one) => (
                        <li key={one.id}>
                            <strong>{one.url}</strong>{one.person !== null && `　${v.person(one.person)}`}
                            <p class="hint">{!one.details && v.hidden}{one.waiting > 0 && `　${v.waiting(count(one.waiting))}`}</p>
                            <TryIt id={one.id} url={one.url} w={w} />
                        </li>
                    ))}
                </ul>
            </section>
        </div>
    );
}

function Begin({ w }: { w: Words }) {
    const v = w.watchView;
    return (
        <section class="card stack">
            <h2>{v.notYet}</h2>
            <p>{v.how}</p>
            <ol>{v.steps.map((step, at) => <li key={step}><code>{step}</code><br />{v.stepText[at]}</li>)}</ol>
        </section>
    );
}

export function Watch(_: ViewProps) {
    const { w } = useWords();
    const hasStore = useResource<State>("state").value?.has_store ?? false;
    const status = useResource<WatchStatus>(hasStore ? "watch" : null);
    const isSetUp = status.value?.is_set_up;
    return (
        <>
            <Title text={w.watchView.title} />
            <p>{w.watchView.lead}</p>
            {isSetUp && <Questions w={w} />}
            {status.error && <ErrorNotice error={status.error} retry={status.reload} />}
            {status.value && isSetUp && <Status status={status.value} w={w} />}
            {(!hasStore || isSetUp === false) && <Begin w={w} />}
        </>
    );
}
