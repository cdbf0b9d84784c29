// How to get the files of one company: a choice, then its steps as the catalogue has them.

import { useState } from "preact/hooks";
import { monthName } from "../format";
import { useResource } from "../live";
import type { Company, Format, WayToFiles } from "../types";
import { useWords } from "../words";
import { SelectField } from "./field";

export interface Formats {
    readonly formats: readonly Format[];
    readonly companies: readonly Company[];
}

/** What holds for all companies whose own steps are not known. */
export function GeneralSteps() {
    const { w } = useWords();
    return <ol>{w.how.cardSteps.map((step) => <li key={step}>{step}</li>)}</ol>;
}

function Way({ way }: { way: WayToFiles }) {
    const { w, lang } = useWords();
    return (
        <li class="stack">
            <h3>{way.name[lang]}</h3>
            <ol>{way.steps.map((step) => <li key={step.en}>{step[lang]}</li>)}</ol>
            {way.note !== null && <p>{way.note[lang]}</p>}
            {way.url !== null && <p><a href={way.url} target="_blank" rel="noreferrer noopener">{w.charge.openPage}</a></p>}
            <p class="hint">{way.confidence === "L" && `${w.how.unsure}　`}{w.how.seen(monthName(way.seen ?? "", lang))}</p>
        </li>
    );
}

export function GetFiles() {
    const { w, lang } = useWords();
    const [chosen, choose] = useState("");
    const companies = (useResource<Formats>("formats").value?.companies ?? []).filter((one) => one.formats.length > 0);
    const company = companies.find((one) => one.id === chosen);
    return (
        <div class="stack get-files">
            <SelectField label={w.how.company} value={chosen} onValue={choose} empty={w.how.chooseCompany} choices={companies.map((one) => [one.id, one.name[lang]] as const)} />
            <div aria-live="polite">
                {company && company.how.length > 0 && <ul class="plain-list">{company.how.map((way) => <Way key={way.id} way={way} />)}</ul>}
                {company && company.how.length === 0 && <><p>{w.how.notKnown(company.name[lang])}</p><GeneralSteps /></>}
            </div>
        </div>
    );
}
