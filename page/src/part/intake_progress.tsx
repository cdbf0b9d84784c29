// How far the files are that were given.

import { useEffect } from "preact/hooks";
import { useCell } from "../cell";
import { bytesText, fileName, fullDay, money, readable } from "../format";
import { forgetIntake, intake, type FileState, type CaseNews, type ImportedFile, type Intake } from "../intake";
import { importProgress, useResource } from "../live";
import { link } from "../route";
import type { Format } from "../types";
import { useWords, type Words } from "../words";
import { ErrorNotice, errorText } from "./error";
import { announce } from "./live_text";

/** The share that is done: sending counts half, reading the other half. */
export function shareDone(of: Intake, read: number, all: number): number {
    if (of.stage === "done") return 1;
    const bytes = of.files.reduce((sum, file) => sum + Math.max(file.bytes, 1), 0);
    const sent = of.files.reduce((sum, file) => sum + Math.max(file.bytes, 1) * file.share, 0);
    return (bytes === 0 ? 0 : sent / bytes) / 2 + (of.stage === "reading" && all > 0 ? read / all / 2 : 0);
}

function stepText(file: FileState, w: Words): string {
    if (file.error) return errorText(file.error, w);
    if (file.step === "sending") return `${w.start.sending} ${Math.round(file.share * 100)}%`;
    return { waiting: w.start.waiting, sent: w.start.sent, failed: w.start.failedFile }[file.step];
}

function readText(file: ImportedFile, names: ReadonlyMap<string, string>, w: Words): string {
    if (file.format === null) return w.start.notUnderstood;
    return file.known ? w.start.knownFile : w.start.readAs(names.get(file.format) ?? file.format, file.records);
}

/** Files that were given and of which the import tells nothing: they are no statement, export or mail. */
export function notUnderstood(now: Intake): FileState[] {
    const isTold = (name: string): boolean =>
        now.read.some(({ path }) => path === name || path.startsWith(name + "!") || path.endsWith("/" + name) || path.includes(`/${name}!`));
    return now.stage === "done" ? now.files.filter((file) => file.step === "sent" && !isTold(file.name)) : [];
}

/** What became of each file: what was read, what was not understood, what did not arrive. */
function Read({ now }: { now: Intake }) {
    const { w, lang } = useWords();
    const formats = useResource<{ formats: readonly Format[] }>("formats").value?.formats ?? [];
    const names = new Map(formats.map((format) => [format.id, format.name[lang]]));
    const failed = now.files.filter((file) => file.step === "failed");
    return (
        <ul class="files small">
            {failed.map((file) => <li key={file.name}><span>{file.name}</span><span>{stepText(file, w)}</span></li>)}
            {notUnderstood(now).map((file) => <li key={file.name}><span>{file.name}</span><span>{w.start.notUnderstood}</span></li>)}
            {now.read.map((file) => <li key={file.path}><span>{fileName(file.path)}</span><span class="soft">{readText(file, names, w)}</span></li>)}
        </ul>
    );
}

function Sent({ now }: { now: Intake }) {
    const { w } = useWords();
    return (
        <ul class="files small">
            {now.files.map((file, at) => (
                <li key={at}><span>{file.name} <span class="soft">{bytesText(file.bytes)}</span></span><span class="soft">{stepText(file, w)}</span></li>
            ))}
        </ul>
    );
}

/** What the new files say about money that a case waits for, or that was charged again. */
function News({ news }: { news: readonly CaseNews[] }) {
    const { w, lang } = useWords();
    return (
        <ul class="plain-list stack">
            {news.map((one, at) => (
                <li key={at} class={"notice " + (one.what === "charged_again" ? "bad" : "good")}>
                    <p>{w.start.news[one.what]?.(money(Math.abs(one.amount), one.currency, lang), readable(one.descriptor), fullDay(one.date, lang)) ?? readable(one.descriptor)}</p>
                    {one.may_keep.length > 0 && <p><strong>{w.start.mayKeep}</strong></p>}
                    {one.promise !== null && <p>{one.left === null ? w.start.promiseKept : w.start.promisePart(money(one.left, one.currency, lang))}</p>}
                    {one.open_again && <p><strong>{w.start.openAgain}</strong></p>}
                    <p><a href={link(["cases", one.case])}>{w.case.agenda.toCase}</a></p>
                </li>
            ))}
        </ul>
    );
}

export function IntakeProgress() {
    const { w } = useWords();
    const now = useCell(intake);
    const progress = useCell(importProgress);
    const isOver = now.stage === "done" || now.stage === "failed";
    useEffect(() => {
        if (now.stage === "done") announce(w.start.allDone);
    }, [now.stage]);
    if (now.stage === "idle") return null;
    const share = Math.round(shareDone(now, progress?.file ?? 0, progress?.of ?? 0) * 100);
    const headline = isOver ? w.start.allDone
        : now.stage === "reading" && progress ? w.start.reading(progress.file, progress.of) : w.start.sending;
    return (
        <section class="card">
            {now.error ? <ErrorNotice error={now.error} /> : <h2>{headline}</h2>}
            {!isOver && (
                <div class="meter" role="progressbar" aria-label={headline} aria-valuenow={share} aria-valuemin={0} aria-valuemax={100}>
                    <div class="moves" style={{ width: `${share}%` }} />
                </div>
            )}
            <details open={!isOver || notUnderstood(now).length > 0 || now.files.some((file) => file.step === "failed")}>
                <summary>{w.start.files(now.files.length)}</summary>
                {now.stage === "done" ? <Read now={now} /> : <Sent now={now} />}
            </details>
            {now.news.length > 0 && <News news={now.news} />}
            {isOver && <button type="button" class="slight" onClick={forgetIntake}>{w.frame.close}</button>}
        </section>
    );
}
