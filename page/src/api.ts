// The only file that speaks with the server. Paths and answers are those of docs/api/openapi.yaml.

import { route, type Query } from "./route";
import { lang } from "./settings";

/** A request that did not go well; `code` is a word that does not change, `detail` a sentence for the person. */
export class ApiError extends Error {
    constructor(
        readonly status: number,
        readonly code: string,
        readonly detail: string,
        readonly partial: unknown = null,
    ) {
        super(`${status} ${code}`);
    }
}

/** The address of a resource of the household that is shown, in the language that was chosen. */
export function address(path: string, query: Query = {}): string {
    const search = new URLSearchParams();
    for (const [key, value] of Object.entries(query)) if (value !== "") search.set(key, value);
    search.set("lang", lang.get());
    if (route.get().house === "sample") search.set("house", "sample");
    return "/api/" + path + "?" + search.toString();
}

const field = (value: unknown, key: string): unknown =>
    typeof value === "object" && value !== null ? (value as Record<string, unknown>)[key] : undefined;

/** What a problem document (RFC 9457) says; any other body is only known by its status. */
function problemOf(status: number, text: string): ApiError {
    let body: unknown = null;
    try {
        body = JSON.parse(text);
    } catch {
        // not JSON: the status has to do
    }
    const code = field(body, "code");
    const detail = field(body, "detail");
    return new ApiError(
        status,
        typeof code === "string" ? code : "unexpected",
        typeof detail === "string" ? detail : "",
        field(body, "partial") ?? null,
    );
}

async function send(method: string, url: string, body?: BodyInit, type?: string, accept = "application/json"): Promise<Response> {
    const headers: Record<string, string> = { Accept: accept };
    if (method !== "GET") headers["X-Mioboe"] = "1";
    if (type !== undefined) headers["Content-Type"] = type;
    let answer: Response;
    try {
        answer = await fetch(url, { method, headers, credentials: "same-origin", ...(body === undefined ? {} : { body }) });
    } catch {
        throw new ApiError(0, "unreachable", "");
    }
    if (!answer.ok) throw problemOf(answer.status, await answer.text());
    return answer;
}

async function jsonOf<T>(answer: Response): Promise<T> {
    const text = await answer.text();
    return (text === "" ? null : JSON.parse(text)) as T;
}

export async function get<T>(path: string, query: Query = {}): Promise<T> {
    return jsonOf<T>(await send("GET", address(path, query)));
}

/** GET by an address that address() made. */
export async function getFrom<T>(url: string): Promise<T> {
    return jsonOf<T>(await send("GET", url));
}

export async function post<T>(path: string, body: unknown, query: Query = {}): Promise<T> {
    return jsonOf<T>(await send("POST", address(path, query), JSON.stringify(body), "application/json"));
}

export async function postFile<T>(path: string, file: Blob, query: Query = {}): Promise<T> {
    return jsonOf<T>(await send("POST", address(path, query), file, "application/octet-stream"));
}

/** POST of a text that is nothing but itself: a password. It stands in no address and in no JSON. */
export async function postText<T>(path: string, text: string): Promise<T> {
    return jsonOf<T>(await send("POST", address(path), text, "text/plain;charset=UTF-8"));
}

export async function remove(path: string): Promise<void> {
    await send("DELETE", address(path));
}

export interface Upload {
    readonly upload: string;
    readonly name: string;
    readonly bytes: number;
}

/** Send one file; `progress` is told the share that has gone. fetch() cannot tell it, so this is an XMLHttpRequest. */
export function upload(file: Blob, name: string, progress: (share: number) => void): Promise<Upload> {
    return new Promise((resolve, reject) => {
        const request = new XMLHttpRequest();
        request.open("PUT", address("uploads", { name }));
        request.setRequestHeader("X-Mioboe", "1");
        request.setRequestHeader("Content-Type", "application/octet-stream");
        request.upload.onprogress = (event) => {
            if (event.lengthComputable && event.total > 0) progress(event.loaded / event.total);
        };
        request.onerror = () => reject(new ApiError(0, "unreachable", ""));
        request.onload = () => {
            if (request.status === 201) resolve(JSON.parse(request.responseText) as Upload);
            else reject(problemOf(request.status, request.responseText));
        };
        request.send(file);
    });
}

/** Exchange the token of the address for the cookie; it is taken out of the address and the history. Without one the cookie must be there. */
export async function signIn(): Promise<void> {
    const found = /^#token=([\w-]+)(?:&at=([\w/-]+))?$/.exec(location.hash);
    if (found) {
        history.replaceState(null, "", `#/${found[2] ?? ""}`);
        await send("POST", "/api/session", JSON.stringify({ token: found[1] }), "application/json");
        return;
    }
    const session = await jsonOf<{ signed_in: boolean }>(await send("GET", "/api/session"));
    if (!session.signed_in) throw new ApiError(401, "unauthorised", "");
}

/** Have a command make a file, and let the browser keep it under a name. */
export async function savePosted(path: string, body: unknown, name: string): Promise<void> {
    const answer = await send("POST", address(path), JSON.stringify(body), "application/json", "*/*");
    const place = URL.createObjectURL(await answer.blob());
    const anchor = document.createElement("a");
    anchor.href = place;
    anchor.download = name;
    anchor.click();
    setTimeout(() => URL.revokeObjectURL(place), 60_000);
}
