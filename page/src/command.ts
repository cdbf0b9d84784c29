// A command of a case as a form uses it: running, its error, and that views are to be drawn anew afterwards.

import { useState } from "preact/hooks";
import { ApiError, post } from "./api";
import { touch } from "./live";

export interface Command {
    readonly isBusy: boolean;
    readonly error: ApiError | null;
    /** POST; true when it went well. */
    run(path: string, body: Record<string, unknown>): Promise<boolean>;
}

/** A body without what was left empty. */
export const filled = (body: Record<string, unknown>): Record<string, unknown> =>
    Object.fromEntries(Object.entries(body).filter(([, value]) =>
        value !== "" && value !== null && value !== undefined && value !== false && !(Array.isArray(value) && value.length === 0)));

export function useCommand(): Command {
    const [isBusy, setBusy] = useState(false);
    const [error, setError] = useState<ApiError | null>(null);
    const run = async (path: string, body: Record<string, unknown>): Promise<boolean> => {
        setBusy(true);
        setError(null);
        try {
            await post(path, filled(body));
            touch();
            return true;
        } catch (problem) {
            setError(problem instanceof ApiError ? problem : new ApiError(0, "unexpected", String(problem)));
            return false;
        } finally {
            setBusy(false);
        }
    };
    return { isBusy, error, run };
}
