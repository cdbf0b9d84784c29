// How far the files are that were given.

import { useEffect } from "preact/hooks";
import { useCell } from "../cell";
import { bytesText, fileName } from "../format";
import { forgetIntake, intake, type FileState, type ImportedFile, type Intake } from "../intake";
import { importProgress } from "../live";
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

function readText(file: ImportedFile, w: Words): string {
    if (file.format === null) return w.start.notUnderstood;
    return file.known ? w.start.knownFile : w.start.readAs(file.format, file.records);
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
            <details open={!isOver}>
                <summary>{w.start.files(now.read.length > 0 ? now.read.length : now.files.length)}</summary>
                <ul class="files small">
                    {now.read.length > 0
                        ? now.read.map((file) => <li key={file.path}><span>{fileName(file.path)}</span><span class="soft">{readText(file, w)}</span></li>)
                        : now.files.map((file, at) => (
                            <li key={at}><span>{file.name} <span class="soft">{bytesText(file.bytes)}</span></span><span class="soft">{stepText(file, w)}</span></li>
                        ))}
                </ul>
            </details>
            {isOver && <button type="button" class="slight" onClick={forgetIntake}>{w.frame.close}</button>}
        </section>
    );
}
