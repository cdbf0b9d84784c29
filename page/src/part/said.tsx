// What the other side answered to the questions that a step asks of them.

import type { Query } from "../route";
import { questionOf, useWords } from "../words";
import { SelectField, TextField } from "./field";

export type SaidValues = Readonly<Record<string, string>>;

/** The facts that the address of the form names. */
export const asksOf = (query: Query): string[] => (query["asks"] ?? "").split(",").filter((fact) => fact !== "");

/** As `case log --said` takes them. */
export const saidWords = (values: SaidValues): string[] =>
    Object.entries(values).filter(([, value]) => value.trim() !== "").map(([fact, value]) => `${fact}=${value.trim()}`);

export function Said({ facts, values, onValues }: { facts: readonly string[]; values: SaidValues; onValues: (values: SaidValues) => void }) {
    const { w, lang } = useWords();
    const questions = facts.flatMap((fact) => {
        const question = questionOf(fact, lang);
        return question ? [{ fact, question }] : [];
    });
    if (questions.length === 0) return null;
    return (
        <fieldset class="choices">
            <legend>{w.case.told.said}</legend>
            <p class="hint">{w.case.told.saidHint}</p>
            <div class="stack">
                {questions.map(({ fact, question }) => {
                    const set = (value: string): void => onValues({ ...values, [fact]: value });
                    return question.answers.length > 0
                        ? <SelectField key={fact} label={question.ask} value={values[fact] ?? ""} onValue={set} choices={question.answers} empty={w.case.told.notSaid} />
                        : <TextField key={fact} label={question.ask} value={values[fact] ?? ""} onValue={set} />;
                })}
            </div>
        </fieldset>
    );
}
