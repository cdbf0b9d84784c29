// The new card: asked for, arrived, and the list of those who must be told its number.

import { useState } from "preact/hooks";
import type { CardUser } from "../case_types";
import { useCommand } from "../command";
import { count, readable } from "../format";
import { ErrorNotice } from "../part/error";
import { Form, TextField } from "../part/field";
import { useWords } from "../words";
import type { CaseProps } from "./props";

const STATES = ["to_tell", "told", "moved", "gone"];

function User({ of, user }: CaseProps & { user: CardUser }) {
    const { w } = useWords();
    const command = useCommand();
    const tick = (state: string): void => {
        if (state !== user.state && state !== "to_tell") void command.run(`cases/${of.case}/reissue`, { what: "tick", merchant: user.merchant, state });
    };
    return (
        <li class="card">
            <label class="row apart">
                <span>{readable(user.descriptor)}</span>
                <select class="short" value={user.state} disabled={command.isBusy} onChange={(event) => tick(event.currentTarget.value)}>
                    {STATES.map((state) => <option key={state} value={state} disabled={state === "to_tell" && user.state !== "to_tell"}>{w.case.card.states[state]}</option>)}
                </select>
            </label>
            {command.error && <ErrorNotice error={command.error} />}
        </li>
    );
}

function Tell({ of, what }: CaseProps & { what: "asked" | "arrived" }) {
    const { w } = useWords();
    const command = useCommand();
    const [digits, setDigits] = useState(what === "asked" ? (of.charges[0]?.card ?? "") : "");
    const save = (): void => void command.run(`cases/${of.case}/reissue`, { what, [what === "asked" ? "card" : "new_card"]: digits });
    return (
        <section class="card no-print">
            <Form onSubmit={save}>
                <TextField label={what === "asked" ? w.case.card.oldCard : w.case.card.newCard} hint={w.frame.optional} value={digits}
                    onValue={(value) => setDigits(value.replace(/\D/g, "").slice(0, 4))} max={4} digits />
                {command.error && <ErrorNotice error={command.error} />}
                <div class="buttons"><button type="submit" class="main" disabled={command.isBusy}>{what === "asked" ? w.case.card.asked : w.case.card.arrived}</button></div>
            </Form>
        </section>
    );
}

export function CaseCard({ of }: CaseProps) {
    const { w } = useWords();
    const users = of.reissue.card_users;
    const done = users.filter((user) => user.state !== "to_tell").length;
    return (
        <>
            <section>
                <h2>{w.case.card.title}</h2>
                <p>{of.reissue.state === null ? w.case.card.none : w.case.card.lead}</p>
                {of.reissue.new !== null && <p>{w.case.card.newCard}　<strong class="number">{of.reissue.new}</strong></p>}
            </section>
            {of.open && of.reissue.state === null && <Tell of={of} what="asked" />}
            {of.open && of.reissue.state === "asked" && <Tell of={of} what="arrived" />}
            {users.length > 0 && (
                <section>
                    <h2>{w.case.card.users}</h2>
                    <p>{w.case.card.progress(count(done), count(users.length))}</p>
                    <ul class="cards">{users.map((user) => <User key={user.merchant} of={of} user={user} />)}</ul>
                </section>
            )}
        </>
    );
}
