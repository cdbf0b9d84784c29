// Close a case, open it again, check that its journal is as it was written.

import { useState } from "preact/hooks";
import { ApiError, get } from "../api";
import { useCommand } from "../command";
import { count } from "../format";
import { ErrorNotice } from "../part/error";
import { Choices, Form, TextField } from "../part/field";
import { useWords } from "../words";
import type { CaseProps } from "./props";

interface Verified {
    readonly whole: boolean;
    readonly fault: string | null;
    readonly entry: number | null;
    readonly entries: number;
}

function Verify({ of }: CaseProps) {
    const { w } = useWords();
    const [found, setFound] = useState<Verified | null>(null);
    const [error, setError] = useState<ApiError | null>(null);
    const ask = async (): Promise<void> => {
        try {
            setFound(await get<Verified>(`cases/${of.case}/verify`));
        } catch (problem) {
            setError(problem instanceof ApiError ? problem : new ApiError(0, "unexpected", ""));
        }
    };
    return (
        <section class="card no-print">
            <button type="button" onClick={() => void ask()}>{w.case.end.verify}</button>
            {error && <ErrorNotice error={error} />}
            <div role="status">
                {found && (
                    <p class={"notice " + (found.whole ? "good" : "bad")}>
                        {found.whole ? w.case.end.whole : (w.case.end.fault[found.fault ?? ""] ?? found.fault)}　{w.case.end.entries(count(found.entries))}
                    </p>
                )}
            </div>
        </section>
    );
}

function Close({ of }: CaseProps) {
    const { w } = useWords();
    const command = useCommand();
    const [outcome, setOutcome] = useState("");
    const [force, setForce] = useState("");
    const why = of.next.why_open;
    const body = { outcome, force: why === null ? "" : force.trim() };
    return (
        <section class="card">
            <h2>{w.case.end.title}</h2>
            {why !== null && <div class="notice care"><p><strong>{w.case.end.still}</strong>　{w.case.now.whyOpen[why] ?? ""}</p></div>}
            <Form onSubmit={() => void command.run(`cases/${of.case}/close`, body)}>
                <Choices label={w.case.end.outcome} value={outcome} onValue={setOutcome} choices={Object.entries(w.case.end.outcomes)} />
                {why !== null && <TextField label={w.case.end.force} value={force} onValue={setForce} />}
                {command.error && <ErrorNotice error={command.error} />}
                <div class="buttons"><button type="submit" class="main" disabled={command.isBusy || (why !== null && force.trim() === "")}>{w.case.end.close}</button></div>
            </Form>
        </section>
    );
}

function Reopen({ of }: CaseProps) {
    const { w } = useWords();
    const command = useCommand();
    const [reason, setReason] = useState("");
    return (
        <section class="card">
            <h2>{w.case.now.closed}</h2>
            {of.outcome !== null && <p>{w.case.end.outcomes[of.outcome] ?? of.outcome}</p>}
            <Form onSubmit={() => void command.run(`cases/${of.case}/reopen`, { reason: reason.trim() })}>
                <TextField label={w.case.end.reason} hint={w.frame.optional} value={reason} onValue={setReason} />
                {command.error && <ErrorNotice error={command.error} />}
                <div class="buttons"><button type="submit" disabled={command.isBusy}>{w.case.end.reopen}</button></div>
            </Form>
        </section>
    );
}

export function CaseEnd({ of }: CaseProps) {
    return (
        <>
            {of.open ? <Close of={of} /> : <Reopen of={of} />}
            <Verify of={of} />
        </>
    );
}
