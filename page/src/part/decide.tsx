// The person's own word on a charge: mine, not mine, not this order; and the way to a case.

import { useState } from "preact/hooks";
import { useCommand } from "../command";
import { link } from "../route";
import type { Charge } from "../types";
import { useWords } from "../words";
import { ErrorNotice } from "./error";

interface DecideProps {
    readonly charge: Charge;
    readonly order: string | null; // the order that would explain it
    readonly isAlternative?: boolean;
}

type Decision = "pin" | "reject" | "mine" | "open";

function MakeCase({ charge }: { charge: Charge }) {
    const { w } = useWords();
    return (
        <div class="notice care stack">
            <p>{w.charge.makeCaseText}</p>
            <p><a class="button main" href={link(["cases", "new"], { charge: charge.id })}>{w.charge.makeCase}</a></p>
        </div>
    );
}

/** What was answered before, with the way back. */
function Kept({ isBusy, back }: { isBusy: boolean; back: () => void }) {
    const { w } = useWords();
    return (
        <section class="notice good no-print" role="status">
            <p>{w.charge.mineKept}</p>
            <button type="button" class="link" disabled={isBusy} onClick={back}>{w.charge.mineBack}</button>
        </section>
    );
}

export function Decide({ charge, order, isAlternative }: DecideProps) {
    const { w } = useWords();
    const [said, setSaid] = useState<"not_mine" | "kept" | null>(null);
    const command = useCommand();
    const keep = async (decision: Decision): Promise<void> => {
        const isOrder = decision === "pin" || decision === "reject";
        if (await command.run("decisions", { charge: charge.id, order: isOrder ? order : null, decision })) setSaid("kept");
    };
    if (isAlternative) {
        return order === null ? null : <button type="button" class="slight" disabled={command.isBusy} onClick={() => void keep("pin")}>{w.charge.isThis}</button>;
    }
    if (charge.mine) return <Kept isBusy={command.isBusy} back={() => void keep("open")} />;
    if (charge.verdict === "out_of_scope" && charge.flags.length === 0 && said !== "not_mine") {
        return <p class="no-print"><button type="button" class="link" onClick={() => setSaid("not_mine")}>{w.charge.notMine}</button></p>;
    }
    return (
        <section class="card no-print">
            <h2>{w.charge.question}</h2>
            {charge.decided === "pin" && <p>{w.charge.decidedPin}</p>}
            {charge.decided === "reject" && <p>{w.charge.decidedReject}</p>}
            <div class="buttons">
                <button type="button" disabled={command.isBusy} onClick={() => void keep(order !== null && charge.decided !== "pin" ? "pin" : "mine")}>{w.charge.mine}</button>
                <button type="button" class="alarm" onClick={() => setSaid("not_mine")}>{w.charge.notMine}</button>
                {order !== null && <button type="button" disabled={command.isBusy} onClick={() => void keep("reject")}>{w.charge.notThisOrder}</button>}
            </div>
            <div role="status" class="stack">
                {said === "kept" && <p class="notice good">{w.charge.decidedDone}</p>}
                {said === "not_mine" && <MakeCase charge={charge} />}
            </div>
            {command.error && <ErrorNotice error={command.error} />}
        </section>
    );
}
