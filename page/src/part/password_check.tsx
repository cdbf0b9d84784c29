// How strong a password is. What is typed goes to the server in a body of its own and is cleared here at once; nobody keeps it.

import { useState } from "preact/hooks";
import { ApiError, postText } from "../api";
import { useWords } from "../words";
import { ErrorNotice } from "./error";
import { Form } from "./field";
import { Badge, type Tone } from "./verdict";

interface Judged {
    readonly verdict: "weak" | "fair" | "good";
    readonly bits: number;
    readonly length: number;
    readonly clues: readonly string[];
}

const TONES: Readonly<Record<Judged["verdict"], Tone>> = { weak: "bad", fair: "care", good: "good" };

export function PasswordCheck() {
    const { w } = useWords();
    const r = w.reviewView;
    const [typed, setTyped] = useState("");
    const [judged, setJudged] = useState<Judged | null>(null);
    const [error, setError] = useState<ApiError | null>(null);
    const [isBusy, setBusy] = useState(false);
    const check = async (): Promise<void> => {
        if (typed === "" || isBusy) return;
        setBusy(true);
        setTyped("");
        setError(null);
        setJudged(null);
        try {
            setJudged(await postText<Judged>("review/password", typed));
        } catch (fault) {
            if (!(fault instanceof ApiError)) throw fault;
            setError(fault);
        } finally {
            setBusy(false);
        }
    };
    return (
        <section class="no-print stack">
            <h2>{r.password}</h2>
            <p>{r.passwordLead}</p>
            <Form onSubmit={() => void check()}>
                <label>
                    {r.passwordField}
                    <input type="password" value={typed} maxLength={250} autocomplete="off" onInput={(event) => setTyped(event.currentTarget.value)} />
                </label>
                <div class="buttons"><button type="submit" disabled={isBusy || typed === ""}>{r.passwordCheck}</button></div>
            </Form>
            {error && <ErrorNotice error={error} />}
            <div role="status">
                {judged && (
                    <div class="card stack">
                        <p class="row"><Badge tone={TONES[judged.verdict]} text={r.passwordVerdict[judged.verdict] ?? judged.verdict} /></p>
                        <p>{r.passwordBits(String(Math.floor(judged.bits)), String(judged.length))}</p>
                        {judged.clues.length > 0 && <ul>{judged.clues.map((clue) => <li key={clue}>{r.passwordClues[clue] ?? clue}</li>)}</ul>}
                    </div>
                )}
            </div>
        </section>
    );
}
