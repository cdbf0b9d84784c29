// What is known in a case, each answer with a way to take it back; answers that do not agree; the course.

import { useCommand } from "../command";
import { ErrorNotice } from "../part/error";
import { Badge, type Tone } from "../part/verdict";
import { questionOf, useWords } from "../words";
import type { CaseProps } from "./props";

export function Known({ of }: CaseProps) {
    const { w } = useWords();
    const command = useCommand();
    const known = of.known ?? [];
    if (known.length === 0) return null;
    return (
        <section class="card">
            <h2>{w.case.told.known}</h2>
            {command.error && <ErrorNotice error={command.error} />}
            <ul class="plain-list stack">
                {known.map((one) => (
                    <li key={one.fact}>
                        {one.ask ?? one.fact}　<strong>{one.label ?? one.value}</strong>　
                        <button type="button" class="link no-print" disabled={command.isBusy} aria-label={`${w.case.told.takeBack}: ${one.ask ?? one.fact}`}
                            onClick={() => void command.run(`cases/${of.case}/answer`, { question: one.fact, value: "back" })}>{w.case.told.takeBack}</button>
                    </li>
                ))}
            </ul>
        </section>
    );
}

export function Contradictions({ of }: CaseProps) {
    const { w, lang } = useWords();
    if (of.contradictions.length === 0) return null;
    return (
        <section class="notice care">
            <h2>{w.case.told.contradictions}</h2>
            <ul>
                {of.contradictions.map((pair) => {
                    const question = questionOf(pair[0]?.fact ?? "", lang);
                    const value = (text: string): string => question?.answers.find(([one]) => one === text)?.[1] ?? text;
                    return (
                        <li key={pair.map((one) => one.entry).join()}>
                            {question?.ask ?? pair[0]?.fact}
                            <ul>{pair.map((one) => <li key={one.entry}>{w.case.talk.parties[one.party] ?? one.party}{w.frame.colon}{value(one.value)}</li>)}</ul>
                        </li>
                    );
                })}
            </ul>
            <p>{w.case.told.contradictionText}</p>
        </section>
    );
}

const TONES: Readonly<Record<string, Tone>> = { ready: "care", done: "good" };

export function Course({ of }: CaseProps) {
    const { w } = useWords();
    const course = of.course ?? [];
    if (course.length === 0) return null;
    return (
        <section class="card">
            <h2>{w.case.told.course}</h2>
            <ul class="plain-list stack">
                {course.map((step) => (
                    <li key={step.playbook + "/" + step.step}><Badge tone={TONES[step.state] ?? "calm"} text={w.case.told.courseState[step.state] ?? step.state} /> {step.title}</li>
                ))}
            </ul>
        </section>
    );
}
