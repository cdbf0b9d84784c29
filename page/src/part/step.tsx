// One step of a playbook: what to do, whom to contact, what to say.

import type { Route, Step } from "../case_types";
import { monthName } from "../format";
import { useWords, type Words } from "../words";
import { CopyText } from "./copy";

/** A telephone number as one dials it, or null for what is none. */
export function dialled(value: string): string | null {
    const digits = value.replace(/[\s\-‐－ー()（）]/g, "");
    return /^\+?[0-9]{3,15}$/.test(digits) ? digits : null;
}

function Value({ value, w }: { value: string; w: Words }) {
    const number = dialled(value);
    if (number !== null) return <p><a class="button main" href={"tel:" + number}>{w.case.stop.call(value)}</a></p>;
    if (/^https:\/\//.test(value)) return <p><a class="button" href={value} target="_blank" rel="noreferrer noopener">{w.charge.openPage}</a></p>;
    return <p><strong>{value}</strong></p>;
}

function RouteBox({ route }: { route: Route }) {
    const { w, lang } = useWords();
    return (
        <div class="stack">
            <p><strong>{route.name}</strong></p>
            {route.value !== null && <Value value={route.value} w={w} />}
            {route.steps.length > 0 && <ol>{route.steps.map((step) => <li key={step}>{step}</li>)}</ol>}
            {route.note !== null && <p>{route.note}</p>}
            <p class="small soft">
                {route.hours !== null && <>{w.case.now.hours}{w.frame.colon}{route.hours}　</>}
                {route.cost !== null && <>{w.case.now.cost}{w.frame.colon}{route.cost}　</>}
                {route.seen !== null && w.case.now.seen(monthName(route.seen, lang))}
            </p>
        </div>
    );
}

export function StepBody({ step }: { step: Step }) {
    const { w } = useWords();
    return (
        <>
            {step.why !== null && <p>{step.why}</p>}
            {step.ready.length > 0 && (
                <>
                    <h3>{w.case.now.ready}</h3>
                    <ul>{step.ready.map((one) => <li key={one}>{one}</li>)}</ul>
                </>
            )}
            {step.route !== null && (
                <>
                    <h3>{w.case.now.route}</h3>
                    <RouteBox route={step.route} />
                </>
            )}
            {step.say !== null && (
                <>
                    <h3>{w.case.now.say}</h3>
                    <CopyText text={step.say} />
                </>
            )}
            {step.expect !== null && <><h3>{w.case.now.expect}</h3><p>{step.expect}</p></>}
            {step.risk !== null && <div class="notice care"><p><strong>{w.case.now.risk}</strong>　{step.risk}</p></div>}
            {step.other_routes.length > 0 && (
                <details>
                    <summary>{w.case.now.otherRoutes}</summary>
                    {step.other_routes.map((route) => <RouteBox key={route.id} route={route} />)}
                </details>
            )}
        </>
    );
}
