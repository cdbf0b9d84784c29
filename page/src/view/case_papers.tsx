// Papers made of the case: looked at here, saved as PDF.

import { useState } from "preact/hooks";
import { ApiError, get, savePosted } from "../api";
import { filled } from "../command";
import { touch } from "../live";
import { ErrorNotice } from "../part/error";
import { Choices, Form, TextField } from "../part/field";
import { useWords } from "../words";
import type { CaseProps } from "./props";

interface Paper {
    readonly text: string | null;
    readonly gaps: readonly Gap[];
}

interface Gap {
    readonly gap: string;
    readonly open: boolean;
    readonly blocking: boolean;
    readonly text: string;
}

/** What is missing, what must not be missing first. */
export const missing = (gaps: readonly Gap[]): Gap[] =>
    gaps.filter((gap) => gap.open).sort((a, b) => Number(b.blocking) - Number(a.blocking));

type Kind = "brief" | "sheet" | "dossier";
const KINDS: readonly Kind[] = ["brief", "sheet", "dossier"];
const AUDIENCES = ["issuer", "amazon", "police", "consumer_centre"];

function Gaps({ paper }: { paper: Paper }) {
    const { w } = useWords();
    const open = missing(paper.gaps);
    if (open.length === 0) return <p class="notice good">{w.case.papers.noGaps}</p>;
    return (
        <div class="notice care">
            <p><strong>{w.case.papers.gaps}</strong></p>
            <ul>{open.map((gap) => <li key={gap.gap}>{gap.blocking ? <strong>{gap.text}</strong> : gap.text}</li>)}</ul>
        </div>
    );
}

function Bundle({ of }: CaseProps) {
    const { w } = useWords();
    const [passphrase, setPassphrase] = useState("");
    const [error, setError] = useState<ApiError | null>(null);
    const make = async (): Promise<void> => {
        setError(null);
        try {
            await savePosted(`cases/${of.case}/bundle`, passphrase === "" ? {} : { passphrase }, `mioboe-${of.case}.zip`);
            setPassphrase("");
        } catch (problem) {
            setError(problem instanceof ApiError ? problem : new ApiError(0, "unexpected", ""));
        }
    };
    return (
        <details class="card no-print">
            <summary>{w.case.papers.bundle}</summary>
            <Form onSubmit={() => void make()}>
                <label>
                    {w.case.papers.passphrase}
                    <span class="hint">{w.case.papers.passphraseHint}</span>
                    <input type="password" value={passphrase} autocomplete="new-password" onInput={(event) => setPassphrase(event.currentTarget.value)} />
                </label>
                {error && <ErrorNotice error={error} />}
                <div class="buttons"><button type="submit">{w.case.papers.bundle}</button></div>
            </Form>
        </details>
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
    const pdf = (): Promise<void> => attempt(async () => {
        await savePosted(path, filled(query), `${fields.kind}-${of.case}.pdf`);
        touch(); // the journal tells that it was made
    });
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
            <Bundle of={of} />
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
