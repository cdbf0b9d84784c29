// Whom one spoke with and what was promised. The form takes ten seconds: two presses and a few words.

import { useState } from "preact/hooks";
import type { Promised } from "../case_types";
import { useCommand } from "../command";
import { fullDay, momentText, money } from "../format";
import { ErrorNotice } from "../part/error";
import { Choices, DayField, Form, TextField } from "../part/field";
import { Said, asksOf, saidWords, type SaidValues } from "../part/said";
import { Badge, type Tone } from "../part/verdict";
import { go, route } from "../route";
import { useWords } from "../words";
import type { CaseProps } from "./props";
import { Inquiries } from "./case_inquiries";

const PARTIES = ["issuer", "amazon", "police", "consumer_centre", "shop", "carrier", "family", "other"];
const CHANNELS = ["phone", "chat", "mail", "web", "app", "letter", "in_person"];
const PROMISES = ["refund", "call", "letter", "mail", "decision", "card", "other"];
/** What these may have said although no step asks for it: answers of two parties to one question are held against each other. */
const MAY_SAY: Readonly<Record<string, readonly string[]>> = { amazon: ["amazon_said", "issuer_approval"], issuer: ["issuer_said", "issuer_approval"] };
const NOTHING = { person: "", reference: "", text: "", promised: "", due: "", amount: "", isIn: false };

/** "refund 2026-12-06 1980", as `case log --promised` takes it. */
export const promisedText = (what: string, due: string, amount: string): string => [what, due, amount].filter((part) => part !== "").join(" ");

function Log({ of }: CaseProps) {
    const { w } = useWords();
    const command = useCommand();
    const asked = route.get().query;
    const [party, setParty] = useState(PARTIES.includes(asked["party"] ?? "") ? asked["party"]! : "issuer");
    const [channel, setChannel] = useState(CHANNELS.includes(asked["channel"] ?? "") ? asked["channel"]! : "phone");
    const [fields, setFields] = useState(NOTHING);
    const [said, setSaid] = useState<SaidValues>({});
    const step = asked["step"] ?? "";
    const more = (MAY_SAY[party] ?? []).filter((fact) => !asksOf(asked).includes(fact));
    const [isDone, setDone] = useState(true);
    const set = (name: keyof typeof NOTHING) => (value: string): void => setFields({ ...fields, [name]: value });
    const names = (ids: readonly string[], words: Record<string, string>) => ids.map((id) => [id, words[id] ?? id] as const);
    const save = async (): Promise<void> => {
        const { person, reference, text, promised, due, amount, isIn } = fields;
        const body = {
            party, channel, person, reference, text, in: isIn, said: saidWords(said),
            promised: promised === "" ? [] : [promisedText(promised, due, promised === "refund" ? amount : "")],
        };
        if (!(await command.run(`cases/${of.case}/log`, body))) return;
        setFields(NOTHING);
        setSaid({});
        if (step !== "" && isDone && !(await command.run(`cases/${of.case}/do`, { step }))) return;
        if (step !== "" || asked["asks"]) go(["cases", of.case]); // back to what comes next
    };
    return (
        <section class="card no-print">
            <h2>{w.case.talk.quick}</h2>
            <Form onSubmit={() => void save()}>
                <Choices label={w.case.talk.party} value={party} onValue={(value) => setParty(value || party)} choices={names(PARTIES, w.case.talk.parties)} />
                <Choices label={w.case.talk.channel} value={channel} onValue={(value) => setChannel(value || channel)} choices={names(CHANNELS, w.case.talk.channels)} />
                <TextField label={w.case.talk.text} hint={w.case.talk.textHint} value={fields.text} onValue={set("text")} max={500} />
                <Said facts={asksOf(asked)} values={said} onValues={setSaid} />
                {more.length > 0 && (
                    <details>
                        <summary>{w.case.told.more}</summary>
                        <Said facts={more} values={said} onValues={setSaid} />
                    </details>
                )}
                <div class="two">
                    <TextField label={w.case.talk.person} hint={w.frame.optional} value={fields.person} onValue={set("person")} max={60} />
                    <TextField label={w.case.talk.reference} hint={w.frame.optional} value={fields.reference} onValue={set("reference")} max={60} />
                </div>
                <Choices label={w.case.talk.promised} value={fields.promised} onValue={set("promised")} choices={names(PROMISES, w.case.talk.whats)} />
                {fields.promised !== "" && <DayField label={w.case.talk.until} hint={w.frame.optional} value={fields.due} onValue={set("due")} />}
                {fields.promised === "refund" && <TextField label={w.case.money.amount} hint={w.frame.optional} value={fields.amount} onValue={set("amount")} max={20} digits />}
                <label class="check">
                    <input type="checkbox" checked={fields.isIn} onChange={(event) => setFields({ ...fields, isIn: event.currentTarget.checked })} />
                    {w.case.talk.theyCame}
                </label>
                {step !== "" && (
                    <label class="check">
                        <input type="checkbox" checked={isDone} onChange={(event) => setDone(event.currentTarget.checked)} />
                        {w.case.talk.stepDone}
                    </label>
                )}
                {command.error && <ErrorNotice error={command.error} />}
                <div class="buttons"><button type="submit" class="main" disabled={command.isBusy}>{w.frame.save}</button></div>
            </Form>
        </section>
    );
}

const TONES: Readonly<Record<string, Tone>> = { open: "care", kept: "good", broken: "bad" };

function PromiseLine({ of, promise }: CaseProps & { promise: Promised }) {
    const { w, lang } = useWords();
    const command = useCommand();
    const say = (what: "kept" | "broken"): void => void command.run(`cases/${of.case}/${what}`, { number: promise.promise });
    return (
        <li class="card">
            <p class="row apart">
                <strong>{w.case.talk.parties[promise.party] ?? promise.party}　{w.case.talk.whats[promise.what] ?? promise.what}</strong>
                <Badge tone={TONES[promise.state] ?? "calm"} text={w.case.talk.states[promise.state] ?? promise.state} />
            </p>
            <p>
                {promise.due !== null && w.case.talk.due(fullDay(promise.due, lang))}
                {promise.amount !== null && <>　{money(promise.amount, promise.currency, lang)}</>} {promise.text}
            </p>
            {promise.credits.map((one) => <p key={one.money} class="small">{w.case.talk.cameBack(money(one.amount, one.currency, lang), fullDay(one.date, lang), one.money)}</p>)}
            {promise.credits.length > 0 && promise.left !== null && <p class="small">{w.case.talk.left(money(promise.left, promise.credits[0]!.currency, lang))}</p>}
            {command.error && <ErrorNotice error={command.error} />}
            {promise.state === "open" && (
                <div class="row no-print">
                    <button type="button" class="slight" disabled={command.isBusy} onClick={() => say("kept")}>{w.case.now.kept}</button>
                    <button type="button" class="slight" disabled={command.isBusy} onClick={() => say("broken")}>{w.case.now.broken}</button>
                </div>
            )}
        </li>
    );
}

export function CaseTalk({ of }: CaseProps) {
    const { w, lang } = useWords();
    const contacts = [...of.contacts].reverse();
    return (
        <>
            {of.open && <Log of={of} />}
            <section>
                <h2>{w.case.talk.promises}</h2>
                {of.promises.length === 0 && <p class="soft">{w.case.talk.noPromises}</p>}
                <ul class="cards">{of.promises.map((promise) => <PromiseLine key={promise.promise} of={of} promise={promise} />)}</ul>
            </section>
            <Inquiries of={of} />
            <section>
                <h2>{w.case.talk.title}</h2>
                {contacts.length === 0 && <p class="soft">{w.case.talk.none}</p>}
                <ol class="line">
                    {contacts.map((one) => (
                        <li key={one.entry}>
                            <span class="day">{momentText(one.at, lang)}</span>　{w.case.time.contact(w.case.talk.parties[one.party] ?? one.party, w.case.talk.channels[one.channel ?? ""] ?? one.channel ?? "")}
                            <div>{one.summary}</div>
                            {(one.person !== null || one.reference !== null) && (
                                <div class="small soft">
                                    {one.person !== null && <>{w.case.talk.person}{w.frame.colon}{one.person}　</>}
                                    {one.reference !== null && <>{w.case.talk.reference}{w.frame.colon}{one.reference}</>}
                                </div>
                            )}
                        </li>
                    ))}
                </ol>
            </section>
        </>
    );
}
