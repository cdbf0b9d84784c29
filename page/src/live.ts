// What the server tells by itself: that the store changed, how far an import is.

import { useEffect, useRef, useState } from "preact/hooks";
import { ApiError, address, getFrom } from "./api";
import { cell, useCell } from "./cell";
import { route, type Query } from "./route";
import { lang } from "./settings";

export interface ImportProgress {
    readonly import: string;
    readonly file: number;
    readonly of: number;
    readonly path: string;
}

export interface ImportEnd {
    readonly import: string;
    readonly status: string;
}

/** Counts up whenever something that views show may have changed. */
export const version = cell(0);
export const isComputing = cell(false);
/** Whether events arrive; the page says so when they do not. */
export const isConnected = cell(true);
export const importProgress = cell<ImportProgress | null>(null);
export const importEnd = cell<ImportEnd | null>(null);

export const touch = (): void => version.set(version.get() + 1);

const dataOf = <T>(event: MessageEvent): T => JSON.parse(String(event.data)) as T;

export function followEvents(): void {
    const events = new EventSource("/api/events");
    let wasLost = false;
    events.onopen = () => {
        isConnected.set(true);
        if (wasLost) touch();
        wasLost = false;
    };
    events.onerror = () => {
        wasLost = true;
        isConnected.set(false);
    };
    events.addEventListener("changed", () => {
        isComputing.set(false);
        touch();
    });
    events.addEventListener("computing", () => isComputing.set(true));
    events.addEventListener("progress", (event) => importProgress.set(dataOf<ImportProgress>(event)));
    events.addEventListener("import", (event) => importEnd.set(dataOf<ImportEnd>(event)));
}

export interface Resource<T> {
    readonly value: T | null;
    readonly error: ApiError | null;
    readonly isLoading: boolean;
    reload(): void;
}

/** The last answers, so that going back shows at once what was there. */
const recent = new Map<string, unknown>();
const RECENT_MAX = 60;

function remember(url: string, value: unknown): void {
    recent.delete(url);
    recent.set(url, value);
    if (recent.size > RECENT_MAX) {
        const oldest = recent.keys().next().value;
        if (oldest !== undefined) recent.delete(oldest);
    }
}

/**
 * A resource of the server, asked again when something changed. While it is asked again the former answer stays.
 * `path` null: nothing is asked.
 */
export function useResource<T>(path: string | null, query: Query = {}): Resource<T> {
    const now = useCell(version);
    useCell(lang);
    const house = useCell(route).house;
    const url = path === null ? "" : address(path, query);
    const [, redraw] = useState(0);
    const [again, setAgain] = useState(0);
    const held = useRef<{ url: string; value: T | null; error: ApiError | null; isLoading: boolean }>({
        url: "", value: null, error: null, isLoading: false,
    });
    if (held.current.url !== url) {
        const known = recent.get(url);
        held.current = { url, value: known === undefined ? null : (known as T), error: null, isLoading: url !== "" };
    }
    useEffect(() => {
        if (url === "") return;
        let isGone = false;
        const settle = (value: T | null, error: ApiError | null): void => {
            if (isGone) return;
            held.current = { url, value: value ?? held.current.value, error, isLoading: false };
            redraw((count) => count + 1);
        };
        getFrom<T>(url).then(
            (value) => {
                remember(url, value);
                settle(value, null);
            },
            (error: unknown) => settle(null, error instanceof ApiError ? error : new ApiError(0, "unexpected", String(error))),
        );
        return () => {
            isGone = true;
        };
    }, [url, now, again, house]);
    const { value, error, isLoading } = held.current;
    return { value, error, isLoading, reload: () => setAgain((count) => count + 1) };
}
