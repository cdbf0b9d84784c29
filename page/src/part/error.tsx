// What went wrong, said kindly: the sentence of the command where there is one.

import type { ApiError } from "../api";
import { useWords, type Words } from "../words";

/** Here the page knows better than a command what to do next. */
const OWN_WORDS = new Set(["unauthorised", "unreachable", "locked", "busy", "too_many"]);

export function errorText(error: ApiError, w: Words): string {
    const known: Record<string, string> = w.error;
    if (error.detail !== "" && !OWN_WORDS.has(error.code)) return error.detail;
    return known[error.code] ?? w.error.other;
}

export function ErrorNotice({ error, retry }: { error: ApiError; retry?: () => void }) {
    const { w } = useWords();
    return (
        <div class="notice bad" role="alert">
            <p><strong>{w.error.title}</strong></p>
            <p>{errorText(error, w)}</p>
            {retry && <button type="button" class="slight" onClick={retry}>{w.frame.retry}</button>}
        </div>
    );
}
