// What has happened, in its order, and a place for notes.

import { useState } from "preact/hooks";
import type { Case } from "../case_types";
import { useCommand } from "../command";
import { fullDay, momentText, money, readable } from "../format";
import { ErrorNotice } from "../part/error";
import { Form } from "../part/field";
import type { Lang } from "../settings";
import { useWords, type Words } from "../words";
import type { CaseProps } from "./props";
import { Course, Known } from "./case_known";

interface Happened {
    readonly at: string; // a day or a moment; sorts as text
    readonly text: string;
    readonly detail: string;
}

function fromLedger(of: Case, w: Words, lang: Lang): Happened[] {
    return of.charges.flatMap((charge) => [
        { at: charge.date ?? "", text: w.case.time.used(readable(charge.descriptor)), detail: money(charge.amount, charge.currency, lang) },
        ...charge.moves.map((move) => ({
            at: move.date ?? "", text: w.case.money.move[move.move] ?? move.move,
            detail: `${move.amount === null ? "" : money(move.amount, charge.currency, lang)}　${w.case.money.source[move.source] ?? move.source}`,
        })),
    ]);
}

/** Everything with a day, earliest first. */
export function happened(of: Case, w: Words, lang: Lang): Happened[] {
    const titles = new Map((of.course ?? []).map((step) => [step.playbook + "/" + step.step, step.title]));
    const all: Happened[] = [
        { at: of.opened, text: w.case.time.opened, detail: "" },
        ...fromLedger(of, w, lang),
        ...of.contacts.map((one) => ({
            at: one.at, detail: one.summary ?? "",
            text: w.case.time.contact(w.case.talk.parties[one.party] ?? one.party, w.case.talk.channels[one.channel ?? ""] ?? ""),
        })),
        ...of.evidence.map((one) => ({ at: one.taken ?? "", text: w.case.time.evidence(one.name), detail: one.note ?? "" })),
        ...(of.notes ?? []).map((note) => ({ at: note.at, text: w.case.time.note, detail: note.text })),
        ...(of.returns ?? []).map((one) => ({ at: one.date ?? "", text: `${w.case.things.returns}　${w.case.things.states[one.state] ?? one.state}`, detail: one.order })),
        ...(of.closed === null ? [] : [{ at: of.closed, text: w.case.time.closed, detail: "" }]),
    ];
    const done = of.steps.filter((step) => step.state === "done").map((step) => ({
        at: step.at ?? "", text: w.case.time.step, detail: titles.get(step.playbook + "/" + step.step) ?? step.step,
    }));
    return [...all, ...done].filter((one) => one.at !== "").sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

function AddNote({ of }: CaseProps) {
    const { w } = useWords();
    const command = useCommand();
    const [text, setText] = useState("");
    const save = async (): Promise<void> => {
        if (text.trim() !== "" && (await command.run(`cases/${of.case}/note`, { text: text.trim() }))) setText("");
    };
    return (
        <details class="card no-print">
            <summary>{w.case.time.add}</summary>
            <Form onSubmit={() => void save()}>
                <label>{w.case.time.note1}<textarea value={text} maxLength={2000} onInput={(event) => setText(event.currentTarget.value)} /></label>
                {command.error && <ErrorNotice error={command.error} />}
                <div class="buttons"><button type="submit" class="main" disabled={command.isBusy}>{w.frame.save}</button></div>
            </Form>
        </details>
    );
}

export function CaseTime({ of }: CaseProps) {
    const { w, lang } = useWords();
    return (
        <>
            <section>
                <h2>{w.case.time.title}</h2>
                <ol class="line">
                    {happened(of, w, lang).map((one, at) => (
                        <li key={at}>
                            {one.at !== "" && <span class="day">{one.at.includes("T") ? momentText(one.at, lang) : fullDay(one.at, lang)}　</span>}{one.text}
                            {one.detail !== "" && <div class="soft">{one.detail}</div>}
                        </li>
                    ))}
                </ol>
            </section>
            <AddNote of={of} />
            <Known of={of} />
            <Course of={of} />
        </>
    );
}
