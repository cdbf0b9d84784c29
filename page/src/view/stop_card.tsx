// How to stop the card now: reachable from every screen, needs no case.

import type { Step } from "../case_types";
import { useResource } from "../live";
import { StepBody } from "../part/step";
import { Title } from "../part/title";
import { Fetching } from "../part/waits";
import { link } from "../route";
import { useWords } from "../words";
import type { ViewProps } from "./props";

export function StopCard({ route }: ViewProps) {
    const { w } = useWords();
    const of = route.query["case"];
    const found = useResource<{ step: Step | null }>(of ? `cases/${encodeURIComponent(of)}/stop-card` : "stop-card");
    const step = found.value?.step;
    return (
        <>
            <Title text={w.case.stop.title} />
            <p>{w.case.stop.lead}</p>
            <Fetching of={found} />
            {step && <section class="card"><h2>{step.title}</h2><StepBody step={step} /></section>}
            <p>{w.case.stop.after}</p>
            <div class="buttons">
                <a class="button" href={of ? link(["cases", of, "talk"]) : link(["cases"])}>{of ? w.case.now.logged : w.frame.cases}</a>
            </div>
        </>
    );
}
