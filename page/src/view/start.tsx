// The first screen: files in, answer out.

import { useState } from "preact/hooks";
import { ApiError, post } from "../api";
import { useCell } from "../cell";
import { takeIn, intake } from "../intake";
import { useResource } from "../live";
import { Answer } from "../part/answer";
import { Drop } from "../part/drop";
import { ErrorNotice } from "../part/error";
import { GetFiles } from "../part/get_files";
import { IntakeProgress } from "../part/intake_progress";
import { Title } from "../part/title";
import { Fetching } from "../part/waits";
import { What } from "../part/what";
import { hashOf, link } from "../route";
import type { State } from "../types";
import { useWords } from "../words";
import type { ViewProps } from "./props";

function Give({ isSmall }: { isSmall: boolean }) {
    const { w } = useWords();
    const [account, setAccount] = useState("");
    const running = useCell(intake);
    const isBusy = running.stage === "sending" || running.stage === "reading";
    if (isBusy) return null;
    return (
        <Drop
            onFiles={(files) => void takeIn(files, account.trim())}
            chooseText={w.start.chooseFiles}
            folderText={w.start.chooseFolder}
            isSmall={isSmall}
        >
            <h2>{isSmall ? w.start.addMore : w.start.dropTitle}</h2>
            <p class="soft">{w.start.dropText}</p>
            <details class="small">
                <summary>{w.start.whose}</summary>
                <label>
                    <span class="hint">{w.start.whoseHint}</span>
                    <input type="text" value={account} maxLength={40} autocomplete="off"
                        onInput={(event) => setAccount(event.currentTarget.value)} />
                </label>
            </details>
            {isSmall && <p><a href={link(["how"])}>{w.start.how}</a></p>}
        </Drop>
    );
}

/** Who has no file yet is told where to get one, before anything else. */
function WhereFrom() {
    const { w } = useWords();
    return (
        <section class="card">
            <h2>{w.start.how}</h2>
            <GetFiles />
            <p><a href={link(["how"])}>{w.frame.more}</a></p>
        </section>
    );
}

function Sample() {
    const { w } = useWords();
    const [error, setError] = useState<ApiError | null>(null);
    const [isBusy, setBusy] = useState(false);
    const open = async (): Promise<void> => {
        setBusy(true);
        try {
            await post("sample", {});
            location.hash = hashOf("sample", []);
        } catch (problem) {
            setError(problem instanceof ApiError ? problem : new ApiError(0, "unexpected", String(problem)));
        }
        setBusy(false);
    };
    return (
        <section class="card">
            <h2>{w.start.sampleTitle}</h2>
            <p>{w.start.sampleText}</p>
            {error && <ErrorNotice error={error} />}
            <button type="button" disabled={isBusy} onClick={() => void open()}>{w.start.sampleButton}</button>
        </section>
    );
}

export function Start({ route }: ViewProps) {
    const { w } = useWords();
    const state = useResource<State>("state");
    const value = state.value;
    const hasCharges = (value?.summary?.charges ?? 0) > 0;
    const isSample = route.house === "sample";
    return (
        <>
            {!hasCharges && <Title text={w.start.title} />}
            <Fetching of={state} />
            {value && !hasCharges && <p>{w.start.lead}</p>}
            <IntakeProgress />
            {value && hasCharges && <Answer state={value} />}
            {value && !isSample && <Give isSmall={hasCharges} />}
            {value && (
                <div class="two">
                    {!hasCharges && !isSample && <WhereFrom />}
                    <What />
                    {!hasCharges && !isSample && <Sample />}
                </div>
            )}
        </>
    );
}
