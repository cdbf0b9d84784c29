// Evidence by dropping, and goods that go back.

import { useState } from "preact/hooks";
import { ApiError, upload } from "../api";
import type { Returned } from "../case_types";
import { filled, useCommand } from "../command";
import { bytesText, fullDay, momentText } from "../format";
import { Drop, type Dropped } from "../part/drop";
import { ErrorNotice } from "../part/error";
import { Choices, Form, SelectField, TextField } from "../part/field";
import { announce } from "../part/live_text";
import { Badge } from "../part/verdict";
import { useWords } from "../words";
import type { CaseProps } from "./props";

function AddEvidence({ of }: CaseProps) {
    const { w } = useWords();
    const command = useCommand();
    const [note, setNote] = useState("");
    const [error, setError] = useState<ApiError | null>(null);
    const take = async (files: readonly Dropped[]): Promise<void> => {
        setError(null);
        try {
            const uploads: string[] = [];
            for (const { file, name } of files) uploads.push((await upload(file, name, () => undefined)).upload);
            if (await command.run(`cases/${of.case}/evidence`, filled({ uploads, note }))) {
                setNote("");
                announce(w.start.sent);
            }
        } catch (problem) {
            setError(problem instanceof ApiError ? problem : new ApiError(0, "unexpected", ""));
        }
    };
    return (
        <Drop onFiles={(files) => void take(files)} chooseText={w.case.things.choose} isSmall>
            <h2>{w.case.things.drop}</h2>
            <p class="soft">{w.case.things.dropText}</p>
            <TextField label={w.case.things.note} hint={w.frame.optional} value={note} onValue={setNote} />
            {(error ?? command.error) && <ErrorNotice error={(error ?? command.error)!} />}
        </Drop>
    );
}

const STATES = ["expected", "received", "refused", "sent_back", "confirmed", "refunded"];
const NOTHING = { order: "", state: "", carrier: "", tracking: "" };

function AddReturn({ of }: CaseProps) {
    const { w } = useWords();
    const command = useCommand();
    const [fields, setFields] = useState(NOTHING);
    const set = (name: keyof typeof NOTHING) => (value: string): void => setFields({ ...fields, [name]: value });
    const save = async (): Promise<void> => {
        if (await command.run(`cases/${of.case}/return`, fields)) setFields(NOTHING);
    };
    return (
        <details class="card no-print">
            <summary>{w.case.things.addReturn}</summary>
            <Form onSubmit={() => void save()}>
                <TextField label={w.case.things.order} value={fields.order} onValue={set("order")} max={40} />
                <Choices label={w.case.things.state} value={fields.state} onValue={set("state")} choices={STATES.map((id) => [id, w.case.things.states[id] ?? id] as const)} />
                <TextField label={w.case.things.carrier} hint={w.frame.optional} value={fields.carrier} onValue={set("carrier")} max={60} />
                <TextField label={w.case.things.tracking} hint={w.frame.optional} value={fields.tracking} onValue={set("tracking")} max={60} />
                {command.error && <ErrorNotice error={command.error} />}
                <div class="buttons"><button type="submit" class="main" disabled={command.isBusy || fields.order === "" || fields.state === ""}>{w.frame.save}</button></div>
            </Form>
        </details>
    );
}

/** What goes back, with what became of it: a press when something changes. */
function Goods({ of, one }: CaseProps & { one: Returned }) {
    const { w, lang } = useWords();
    const command = useCommand();
    const states = STATES.slice(STATES.indexOf(one.state)).map((id) => [id, w.case.things.states[id] ?? id] as const);
    return (
        <li class="card stack">
            <p class="row apart"><strong class="number">{one.order}</strong><Badge tone={one.state === "refunded" ? "good" : "care"} text={w.case.things.states[one.state] ?? one.state} /></p>
            <p class="soft">{[fullDay(one.date, lang), one.carrier, one.tracking].filter((text) => text).join("　")}</p>
            {of.open && states.length > 1 && (
                <SelectField label={w.case.things.next} value={one.state} choices={states}
                    onValue={(state) => void command.run(`cases/${of.case}/return`, { order: one.order, state, carrier: one.carrier, tracking: one.tracking })} />
            )}
            {command.error && <ErrorNotice error={command.error} />}
        </li>
    );
}

export function CaseThings({ of }: CaseProps) {
    const { w, lang } = useWords();
    const returns = of.returns ?? [];
    return (
        <>
            <section>
                <h2>{w.case.things.evidence}</h2>
                {of.evidence.length === 0 && <p class="soft">{w.case.things.none}</p>}
                <ul class="cards">
                    {of.evidence.map((one) => (
                        <li key={one.entry} class="card">
                            <p class="row apart"><strong>{one.name}</strong><Badge tone="good" text={w.case.things.form[one.form] ?? one.form} /></p>
                            <p class="soft small">{bytesText(one.size)}　{one.taken !== null && momentText(one.taken, lang)}</p>
                            {one.note !== null && <p>{one.note}</p>}
                            <p class="small soft">SHA-256 <code>{one.sha256.slice(0, 16)}…</code></p>
                        </li>
                    ))}
                </ul>
            </section>
            {of.open && <AddEvidence of={of} />}
            <section>
                <h2>{w.case.things.returns}</h2>
                {returns.length === 0 && <p class="soft">{w.case.things.noReturns}</p>}
                <ul class="cards">
                    {returns.map((one) => <Goods key={one.order} of={of} one={one} />)}
                </ul>
            </section>
            {of.open && <AddReturn of={of} />}
        </>
    );
}
