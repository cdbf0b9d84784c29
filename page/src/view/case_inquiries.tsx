// Inquiries of others: that one began, until when its answer was promised, and the answer.

import { useState } from "preact/hooks";
import type { Inquiry } from "../case_types";
import { useCommand, type Command } from "../command";
import { fullDay } from "../format";
import { ErrorNotice } from "../part/error";
import { Choices, DayField, Form, TextField } from "../part/field";
import { Badge } from "../part/verdict";
import { useWords } from "../words";
import type { CaseProps } from "./props";

const PARTIES = ["issuer", "amazon", "police", "carrier", "shop", "other"];

function One({ of, inquiry, command }: CaseProps & { inquiry: Inquiry; command: Command }) {
    const { w, lang } = useWords();
    const [text, setText] = useState("");
    return (
        <li class="card stack">
            <p class="row apart">
                <strong>{w.case.talk.parties[inquiry.party] ?? inquiry.party}　{inquiry.what}</strong>
                <Badge tone={inquiry.state === "open" ? "care" : "good"} text={w.case.talk.states[inquiry.state] ?? inquiry.state} />
            </p>
            {inquiry.due !== null && <p>{w.case.talk.due(fullDay(inquiry.due, lang))}</p>}
            {inquiry.result !== null && <p>{inquiry.result}</p>}
            {inquiry.state === "open" && of.open && (
                <Form onSubmit={() => text.trim() !== "" && void command.run(`cases/${of.case}/inquiry`, { state: "answered", party: inquiry.party, text })}>
                    <TextField label={w.case.told.result} value={text} onValue={setText} max={500} />
                    <div class="buttons"><button type="submit" disabled={command.isBusy || text.trim() === ""}>{w.case.told.inquiryAnswer}</button></div>
                </Form>
            )}
        </li>
    );
}

const NOTHING = { party: "issuer", text: "", due: "", reference: "" };

function Begun({ of, command }: CaseProps & { command: Command }) {
    const { w } = useWords();
    const [fields, setFields] = useState(NOTHING);
    const set = (name: keyof typeof NOTHING) => (value: string): void => setFields({ ...fields, [name]: value });
    const save = async (): Promise<void> => {
        if (await command.run(`cases/${of.case}/inquiry`, { state: "open", ...fields })) setFields(NOTHING);
    };
    return (
        <details class="card no-print">
            <summary>{w.case.told.inquiryBegun}</summary>
            <Form onSubmit={() => void save()}>
                <Choices label={w.case.talk.party} value={fields.party} onValue={(value) => set("party")(value || fields.party)}
                    choices={PARTIES.map((one) => [one, w.case.talk.parties[one] ?? one] as const)} />
                <TextField label={w.case.told.what} value={fields.text} onValue={set("text")} max={500} />
                <div class="two">
                    <DayField label={w.case.talk.until} hint={w.frame.optional} value={fields.due} onValue={set("due")} />
                    <TextField label={w.case.talk.reference} hint={w.frame.optional} value={fields.reference} onValue={set("reference")} max={60} />
                </div>
                <div class="buttons"><button type="submit" class="main" disabled={command.isBusy}>{w.frame.save}</button></div>
            </Form>
        </details>
    );
}

export function Inquiries({ of }: CaseProps) {
    const { w } = useWords();
    const command = useCommand();
    const inquiries = of.inquiries ?? [];
    if (inquiries.length === 0 && !of.open) return null;
    return (
        <section>
            <h2>{w.case.talk.inquiries}</h2>
            {command.error && <ErrorNotice error={command.error} />}
            <ul class="cards">{inquiries.map((one) => <One key={one.entry} of={of} inquiry={one} command={command} />)}</ul>
            {of.open && <Begun of={of} command={command} />}
        </section>
    );
}
