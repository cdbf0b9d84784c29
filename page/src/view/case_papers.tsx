// Papers made of the case: looked at here, saved as PDF.

import { useState } from "preact/hooks";
import { ApiError, get, save } from "../api";
import { ErrorNotice } from "../part/error";
import { Choices, Form, TextField } from "../part/field";
import { useWords } from "../words";
import type { CaseProps } from "./case";

interface Paper {
    readonly text: string | null;
    readonly gaps: readonly (string | { readonly code: string; readonly text?: string })[];
}

type Kind = "brief" | "sheet" | "dossier";
const KINDS: readonly Kind[] = ["brief", "sheet", "dossier"];
const AUDIENCES = ["issuer", "amazon", "police", "consumer_centre"];

function Gaps({ paper }: { paper: Paper }) {
    const { w } = useWords();
    const text = (gap: Paper["gaps"][number]): string =>
        typeof gap === "string" ? (w.case.papers.gap[gap] ?? gap) : (gap.text ?? w.case.papers.gap[gap.code] ?? gap.code);
    if (paper.gaps.length === 0) return <p class="notice good">{w.case.papers.noGaps}</p>;
    return (
        <div class="notice care">
            <p><strong>{w.case.papers.gaps}</strong></p>
            <ul>{paper.gaps.map((gap, at) => <li key={at}>{text(gap)}</li>)}</ul>
        </div>
    );
}

export function CasePapers({ of }: CaseProps) {
    const { w } = useWords();
    const [fields, setFields] = useState({ kind: "brief" as Kind, audience: "issuer", name: "", reach: "" });
    const [paper, setPaper] = useState<Paper | null>(null);
    const [error, setError] = useState<ApiError | null>(null);
    const [isBusy, setBusy] = useState(false);
    const set = (name: keyof typeof fields) => (value: string): void => {
        setPaper(null);
        if (value !== "" || name === "name" || name === "reach") setFields({ ...fields, [name]: value });
    };
    const path = `cases/${of.case}/${fields.kind}`;
    const query = { audience: fields.kind === "sheet" ? "" : fields.audience, name: fields.name, reach: fields.reach };
    const attempt = async (work: () => Promise<void>): Promise<void> => {
        setBusy(true);
        setError(null);
        try {
            await work();
        } catch (problem) {
            setError(problem instanceof ApiError ? problem : new ApiError(0, "unexpected", ""));
        }
        setBusy(false);
    };
    const look = (): Promise<void> => attempt(async () => setPaper(await get<Paper>(path, query)));
    const pdf = (): Promise<void> => attempt(() => save(path, query, "application/pdf", `${fields.kind}-${of.case}.pdf`));
    return (
        <>
            <section class="card no-print">
                <h2>{w.case.papers.title}</h2>
                <p>{w.case.papers.lead}</p>
                <Form onSubmit={() => void look()}>
                    <Choices label={w.case.papers.which} value={fields.kind} onValue={set("kind")} choices={KINDS.map((kind) => [kind, w.case.papers.kinds[kind]] as const)} />
                    {fields.kind !== "sheet" && (
                        <Choices label={w.case.papers.forWhom} value={fields.audience} onValue={set("audience")} choices={AUDIENCES.map((id) => [id, w.case.talk.parties[id] ?? id] as const)} />
                    )}
                    <TextField label={w.case.papers.name} hint={`${w.frame.optional}　${w.case.papers.nameHint}`} value={fields.name} onValue={set("name")} max={60} autocomplete="name" />
                    <TextField label={w.case.papers.reach} hint={w.frame.optional} value={fields.reach} onValue={set("reach")} max={60} autocomplete="tel" />
                    {error && <ErrorNotice error={error} />}
                    <div class="buttons">
                        <button type="submit" class="main" disabled={isBusy}>{w.case.papers.make}</button>
                        <button type="button" disabled={isBusy} onClick={() => void pdf()}>{w.case.papers.pdf}</button>
                    </div>
                </Form>
            </section>
            {paper && (
                <section aria-live="polite">
                    <Gaps paper={paper} />
                    <h2 class="no-print">{w.case.papers.preview}</h2>
                    <pre class="paper" tabIndex={0}>{paper.text}</pre>
                    <div class="buttons"><button type="button" onClick={() => print()}>{w.frame.print}</button></div>
                </section>
            )}
        </>
    );
}
