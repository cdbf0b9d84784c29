// One line from paper, looked up without any file.

import { useState } from "preact/hooks";
import { ApiError, post } from "../api";
import { fullDay, money, readable } from "../format";
import type { Charge } from "../types";
import { merchantMeaning, useWords } from "../words";
import { Causes } from "./causes";
import { ErrorNotice } from "./error";

interface Told {
    readonly charges: readonly Charge[];
}

function Answer({ charge }: { charge: Charge }) {
    const { w, lang } = useWords();
    const meaning = merchantMeaning(charge.merchant, lang);
    return (
        <div class="stack" role="status">
            <h3>{w.what.answer}</h3>
            <p><strong>{readable(charge.descriptor)}</strong>　{money(charge.amount, charge.currency, lang)}　{fullDay(charge.date, lang)}</p>
            {meaning && <p>{meaning}</p>}
            <Causes causes={charge.causes} />
        </div>
    );
}

export function What() {
    const { w } = useWords();
    const [text, setText] = useState("");
    const [told, setTold] = useState<Told | null>(null);
    const [error, setError] = useState<ApiError | null>(null);
    const [isBusy, setBusy] = useState(false);
    const ask = async (): Promise<void> => {
        setError(null);
        setTold(null);
        if (text.trim() === "") {
            setError(new ApiError(0, "empty", w.what.empty));
            return;
        }
        setBusy(true);
        try {
            setTold(await post<Told>("what", { text: text.trim() }));
        } catch (problem) {
            setError(problem instanceof ApiError ? problem : new ApiError(0, "unexpected", ""));
        }
        setBusy(false);
    };
    return (
        <section class="card">
            <h2>{w.what.title}</h2>
            <form class="stack" onSubmit={(event) => {
                event.preventDefault();
                void ask();
            }}>
                <label>
                    {w.what.label}
                    <span class="hint" id="what-hint">{w.what.hint}<br />{w.what.example}</span>
                    <input type="text" value={text} maxLength={300} autocomplete="off" aria-describedby="what-hint"
                        onInput={(event) => setText(event.currentTarget.value)} />
                </label>
                <button type="submit" disabled={isBusy}>{w.what.button}</button>
            </form>
            {error && <ErrorNotice error={error} />}
            {told && (told.charges[0] ? <Answer charge={told.charges[0]} /> : <p role="status">{w.what.noCharge}</p>)}
        </section>
    );
}
