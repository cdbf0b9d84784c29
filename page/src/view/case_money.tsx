// The ledger: a line for each charge, what became of its money, and what is still missing.

import { useState } from "preact/hooks";
import { upload } from "../api";
import type { CaseCharge } from "../case_types";
import { useCommand } from "../command";
import { fullDay, money, readable, shortDay } from "../format";
import { useResource } from "../live";
import { Drop, type Dropped } from "../part/drop";
import { ErrorNotice } from "../part/error";
import { Choices, DayField, Form, SelectField, TextField } from "../part/field";
import { Badge, type Tone } from "../part/verdict";
import type { ChargePage } from "../types";
import { issuerNames, useWords } from "../words";
import type { CaseProps } from "./props";

const toneOfCharge = (charge: CaseCharge): Tone => (charge.charged_again ? "bad" : charge.closed ? "good" : charge.stage === "open" ? "bad" : "care");

function Line({ charge }: { charge: CaseCharge }) {
    const { w, lang } = useWords();
    return (
        <li class="card">
            <p class="row apart">
                <strong>{readable(charge.descriptor)}</strong>
                <strong class="number">{money(charge.amount, charge.currency, lang)}</strong>
            </p>
            <p class="row">
                <Badge tone={toneOfCharge(charge)} text={w.case.money.stage[charge.stage] ?? charge.stage} />
                <span class="soft">{fullDay(charge.date, lang)}</span>
                {charge.owed !== 0 && <span>{w.case.money.owed(money(charge.owed, charge.currency, lang))}</span>}
            </p>
            {charge.moves.length > 0 && (
                <div class="scroll-x">
                    <table>
                        <tbody>
                            {charge.moves.map((move) => (
                                <tr key={move.entry}>
                                    <td class="number">{shortDay(move.date, lang)}</td>
                                    <td>{w.case.money.move[move.move] ?? move.move}</td>
                                    <td class="number">{move.amount === null ? "" : money(move.amount, charge.currency, lang)}</td>
                                    <td class="soft">{w.case.money.source[move.source] ?? move.source}</td>
                                </tr>
                            ))}
                        </tbody>
                    </table>
                </div>
            )}
        </li>
    );
}

const OPEN = "unexplained,ambiguous,probable";

/** A charge more: one of those that nothing explains, or a line that is typed. */
function AddCharge({ of }: CaseProps) {
    const { w, lang } = useWords();
    const command = useCommand();
    const found = useResource<ChargePage>("charges", { verdict: OPEN, mine: "no", sort: "date", order: "desc", limit: "30" });
    const has = new Set(of.charges.map((one) => one.charge));
    const open = (found.value?.charges ?? []).filter((one) => !one.ids.some((id) => has.has(id)));
    const [fields, setFields] = useState({ charge: "", typed: "", card: of.charges[0]?.card ?? "", issuer: of.charges[0]?.issuer ?? "" });
    const set = (name: keyof typeof fields) => (value: string): void => setFields({ ...fields, [name]: value });
    const isTyped = fields.charge === "";
    const save = async (): Promise<void> => {
        const body = { charges: isTyped ? [] : [fields.charge], typed: isTyped ? [fields.typed.trim()] : [], card: isTyped ? fields.card : "", issuer: fields.issuer };
        if (await command.run(`cases/${of.case}/charge`, body)) setFields({ ...fields, charge: "", typed: "" });
    };
    return (
        <details class="card no-print">
            <summary>{w.case.money.addCharge}</summary>
            <Form onSubmit={() => void save()}>
                {open.length > 0 && (
                    <SelectField label={w.case.money.charge} value={fields.charge} onValue={set("charge")} empty={w.case.create.typed}
                        choices={open.map((one) => [one.id, `${shortDay(one.date, lang)} ${readable(one.descriptor)} ${money(one.amount, one.currency, lang)}`] as const)} />
                )}
                {isTyped && <TextField label={w.what.label} hint={w.what.example} value={fields.typed} onValue={set("typed")} />}
                <SelectField label={w.case.create.issuer} value={fields.issuer} onValue={set("issuer")} choices={issuerNames(lang)} empty={w.case.create.issuerUnknown} />
                {isTyped && <TextField label={w.case.create.card} hint={w.case.create.cardHint} value={fields.card} onValue={(value) => set("card")(value.replace(/\D/g, "").slice(0, 4))} max={4} digits />}
                {command.error && <ErrorNotice error={command.error} />}
                <div class="buttons"><button type="submit" class="main" disabled={command.isBusy || (isTyped && fields.typed.trim() === "")}>{w.frame.save}</button></div>
            </Form>
        </details>
    );
}

const SAID = ["withheld", "debited", "refund_told", "provisional_credit", "final_credit", "merchant_refund", "dropped", "rebilled", "accepted"];

function AddMove({ of }: CaseProps) {
    const { w, lang } = useWords();
    const command = useCommand();
    const [fields, setFields] = useState({ charge: of.charges[0]?.charge ?? "", move: "", amount: "", date: "", source: "told" });
    const set = (name: keyof typeof fields) => (value: string): void => setFields({ ...fields, [name]: value });
    const save = async (): Promise<void> => {
        if (fields.move !== "" && (await command.run(`cases/${of.case}/money`, fields))) setFields({ ...fields, move: "", amount: "", date: "" });
    };
    return (
        <details class="card no-print">
            <summary>{w.case.money.add}</summary>
            <Form onSubmit={() => void save()}>
                {of.charges.length > 1 && (
                    <SelectField label={w.case.money.charge} value={fields.charge} onValue={set("charge")}
                        choices={of.charges.map((one) => [one.charge, `${shortDay(one.date, lang)} ${readable(one.descriptor)} ${money(one.amount, one.currency, lang)}`] as const)} />
                )}
                <Choices label={w.case.money.what} value={fields.move} onValue={set("move")} choices={SAID.map((one) => [one, w.case.money.move[one] ?? one] as const)} />
                <TextField label={w.case.money.amount} hint={w.frame.optional} value={fields.amount} onValue={set("amount")} max={20} digits />
                <DayField label={w.case.money.date} hint={w.frame.optional} value={fields.date} onValue={set("date")} />
                <Choices label={w.case.money.by} value={fields.source} onValue={(value) => set("source")(value || fields.source)} choices={Object.entries(w.case.money.source)} />
                <p class="soft small">{w.case.money.onlyStatement}</p>
                {command.error && <ErrorNotice error={command.error} />}
                <div class="buttons"><button type="submit" class="main" disabled={command.isBusy || fields.move === ""}>{w.frame.save}</button></div>
            </Form>
        </details>
    );
}

function Refresh({ of }: CaseProps) {
    const { w } = useWords();
    const command = useCommand();
    const take = async (files: readonly Dropped[]): Promise<void> => {
        const uploads: string[] = [];
        for (const { file, name } of files) uploads.push((await upload(file, name, () => undefined)).upload);
        await command.run(`cases/${of.case}/refresh`, { uploads });
    };
    return (
        <Drop onFiles={(files) => void take(files)} chooseText={w.start.chooseFiles} isSmall>
            <h2>{w.case.money.refresh}</h2>
            <p class="soft">{w.case.money.refreshText}</p>
            {command.error && <ErrorNotice error={command.error} />}
            <p><button type="button" class="link" disabled={command.isBusy} onClick={() => void command.run(`cases/${of.case}/refresh`, {})}>{w.case.money.refreshStore}</button></p>
        </Drop>
    );
}

export function CaseMoney({ of }: CaseProps) {
    const { w, lang } = useWords();
    const owed = new Map<string | null, number>();
    for (const charge of of.charges) owed.set(charge.currency, (owed.get(charge.currency) ?? 0) + charge.owed);
    const sums = [...owed].filter(([, amount]) => amount !== 0).map(([currency, amount]) => money(amount, currency, lang));
    return (
        <>
            <section>
                <h2>{w.case.money.title}</h2>
                {sums.length > 0 && <p><strong>{w.case.money.total(sums.join("、"))}</strong></p>}
                <ul class="cards">{of.charges.map((charge) => <Line key={charge.charge} charge={charge} />)}</ul>
            </section>
            {of.charges.length === 0 && <p class="soft">{w.case.money.none}</p>}
            {of.open && <AddCharge of={of} />}
            {of.charges.length > 0 && <AddMove of={of} />}
            <Refresh of={of} />
        </>
    );
}
