// Said while something is fetched, but not at once: what comes within a blink needs no word.

import { useEffect, useState } from "preact/hooks";
import type { Resource } from "../live";
import { useWords } from "../words";
import { ErrorNotice } from "./error";

const BLINK = 250; // ms

export function Waits() {
    const { w } = useWords();
    const [isLong, set] = useState(false);
    useEffect(() => {
        const timer = setTimeout(() => set(true), BLINK);
        return () => clearTimeout(timer);
    }, []);
    return <p class="busy" data-waits role="status">{isLong ? w.frame.loading : ""}</p>;
}

/** What stands in the place of a resource that is not there yet, or could not be had; nothing once it is. */
export function Fetching({ of }: { of: Resource<unknown> }) {
    if (of.error) return <ErrorNotice error={of.error} retry={of.reload} />;
    return of.value === null && of.isLoading ? <Waits /> : null;
}
