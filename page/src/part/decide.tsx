// The person's own word on a charge: mine, not mine, not this order; and the way to a case.

import { useState } from "preact/hooks";
import { ApiError, post } from "../api";
import { link } from "../route";
import type { Charge } from "../types";
import { useWords } from "../words";
import { ErrorNotice } from "./error";

interface DecideProps {
    readonly charge: Charge;
    readonly order: string | null; // the order that would explain it
    readonly isAlternative?: boolean;
}

function MakeCase({ charge }: { charge: Charge }) {
    const { w } = useWords();
    return (
        <div class="notice care stack">
            <p>{w.charge.makeCaseText}</p>
            <p><a class="button main" href={link(["cases", "new"], { charge: charge.id })}>{w.charge.makeCase}</a></p>
        </div>
    );
}

export function Decide({ charge, order, isAlternative }: DecideProps) {
    const { w } = useWords();
    const [said, setSaid] = useState<"mine" | "not_mine" | "kept" | null>(null);
    const [error, setError] = useState<ApiError | null>(null);
    const keep = async (decision: "pin" | "reject"): Promise<void> => {
        try {
            await post("decisions", { charge: charge.id, order, decision });
            setSaid("kept");
        } catch (problem) {
            setError(problem instanceof ApiError ? problem : new ApiError(0, "unexpected", ""));
        }
    };
    if (isAlternative) {
        return order === null ? null : <button type="button" class="slight" onClick={() => void keep("pin")}>{w.charge.isThis}</button>;
    }
    if (charge.verdict === "out_of_scope" && charge.flags.length === 0 && said === null) {
        return <p class="no-print"><button type="button" class="link" onClick={() => setSaid("not_mine")}>{w.charge.notMine}</button></p>;
    }
    return (
        <section class="card no-print">
            <h2>{w.charge.question}</h2>
            {charge.decided === "pin" && <p>{w.charge.decidedPin}</p>}
            {charge.decided === "reject" && <p>{w.charge.decidedReject}</p>}
            <div class="buttons">
                <button type="button" onClick={() => (order !== null && charge.decided !== "pin" ? void keep("pin") : setSaid("mine"))}>{w.charge.mine}</button>
                <button type="button" class="alarm" onClick={() => setSaid("not_mine")}>{w.charge.notMine}</button>
                {order !== null && <button type="button" onClick={() => void keep("reject")}>{w.charge.notThisOrder}</button>}
            </div>
            <div role="status" class="stack">
                {said === "mine" && <p class="notice good">{w.charge.mineThanks}</p>}
                {said === "kept" && <p class="notice good">{w.charge.decidedDone}</p>}
                {said === "not_mine" && <MakeCase charge={charge} />}
            </div>
            {error && <ErrorNotice error={error} />}
        </section>
    );
}
