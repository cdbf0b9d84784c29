// Files on their way into the store: sent one by one, then imported together, with the progress of each.

import { ApiError, get, post, upload } from "./api";
import { cell } from "./cell";
import { importEnd, importProgress, touch } from "./live";
import type { Dropped } from "./part/drop";

export type Step = "waiting" | "sending" | "sent" | "failed";

export interface FileState {
    readonly name: string;
    readonly bytes: number;
    readonly step: Step;
    readonly share: number;
    readonly error: ApiError | null;
}

export interface ImportedFile {
    readonly path: string;
    readonly format: string | null;
    readonly known: boolean;
    readonly records: number;
}

/** What an import found about the money of a case (docs/api/import.md). */
export interface CaseNews {
    readonly case: string;
    readonly what: string;
    readonly descriptor: string;
    readonly amount: number;
    readonly currency: string | null;
    readonly date: string | null;
    readonly open_again: boolean;
    readonly promise: number | null;
    readonly left: number | null;
    readonly may_keep: readonly number[];
}

export interface Intake {
    readonly stage: "idle" | "sending" | "reading" | "done" | "failed";
    readonly files: readonly FileState[];
    readonly read: readonly ImportedFile[];
    readonly news: readonly CaseNews[];
    readonly error: ApiError | null;
}

const NOTHING: Intake = { stage: "idle", files: [], read: [], news: [], error: null };

/** One intake at a time; it goes on while other screens are looked at. */
export const intake = cell<Intake>(NOTHING);

export const forgetIntake = (): void => intake.set(NOTHING);

const AT_ONCE = 5; // a browser has six connections, one of which hears events
const REDRAW = 60; // milliseconds: drawing all files anew for each step of each takes longer than to send them

const asApiError = (error: unknown): ApiError =>
    error instanceof ApiError ? error : new ApiError(0, "unexpected", String(error));

/** States of files that change all the time and are shown now and then. */
class Progress {
    private readonly files = [...intake.get().files];
    private timer = 0;

    change(at: number, part: Partial<FileState>): void {
        this.files[at] = { ...this.files[at]!, ...part };
        if (this.timer === 0) this.timer = window.setTimeout(() => this.show(), REDRAW);
    }

    show(): void {
        clearTimeout(this.timer);
        this.timer = 0;
        intake.set({ ...intake.get(), files: [...this.files] });
    }
}

/** Send all files, a few at once; the ids of those that arrived, in their order. */
async function sendAll(files: readonly Dropped[]): Promise<string[]> {
    const ids: (string | null)[] = files.map(() => null);
    const progress = new Progress();
    const change = (at: number, part: Partial<FileState>): void => progress.change(at, part);
    let nextFile = 0;
    const sender = async (): Promise<void> => {
        while (nextFile < files.length) {
            const at = nextFile++;
            const { file, name } = files[at]!;
            change(at, { step: "sending" });
            try {
                const done = await upload(file, name, (share) => change(at, { share }));
                ids[at] = done.upload;
                change(at, { step: "sent", share: 1 });
            } catch (error) {
                change(at, { step: "failed", error: asApiError(error) });
            }
        }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, sender));
    progress.show();
    return ids.filter((id): id is string => id !== null);
}

interface ImportState {
    readonly status: string;
    readonly result: { readonly files: readonly ImportedFile[]; readonly cases?: readonly CaseNews[] } | null;
    readonly problem?: { readonly code?: string; readonly detail?: string } | null;
}

/** Wait until the import is over: told by an event, and asked for once a second in case the event is lost. */
function finished(id: string): Promise<ImportState> {
    return new Promise((resolve, reject) => {
        let timer = 0;
        const ask = async (): Promise<void> => {
            try {
                const state = await get<ImportState>("imports/" + encodeURIComponent(id));
                if (state.status === "running" || state.status === "waiting") return;
                stop();
                resolve(state);
            } catch (error) {
                stop();
                reject(error instanceof Error ? error : new Error(String(error)));
            }
        };
        const stopFollowing = importEnd.follow((end) => {
            if (end?.import === id) void ask();
        });
        const stop = (): void => {
            clearInterval(timer);
            stopFollowing();
        };
        timer = window.setInterval(() => void ask(), 1000);
        void ask();
    });
}

export async function takeIn(files: readonly Dropped[], account: string): Promise<void> {
    importProgress.set(null);
    intake.set({
        stage: "sending", read: [], news: [], error: null,
        files: files.map(({ name, file }) => ({ name, bytes: file.size, step: "waiting", share: 0, error: null })),
    });
    try {
        const uploads = await sendAll(files);
        if (uploads.length === 0) {
            intake.set({ ...intake.get(), stage: "failed", error: intake.get().files[0]?.error ?? null });
            return;
        }
        intake.set({ ...intake.get(), stage: "reading" });
        const begun = await post<{ import: string }>("imports", { uploads, ...(account === "" ? {} : { account }) });
        const end = await finished(begun.import);
        const problem = end.problem;
        intake.set({
            ...intake.get(),
            stage: end.result ? "done" : "failed",
            read: end.result?.files ?? [],
            news: end.result?.cases ?? [],
            error: problem ? new ApiError(422, problem.code ?? "unreadable", problem.detail ?? "") : null,
        });
    } catch (error) {
        intake.set({ ...intake.get(), stage: "failed", error: asApiError(error) });
    }
    touch();
}
