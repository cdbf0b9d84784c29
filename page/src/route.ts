// Where in the page one is: the part of the address behind "#". Nothing of it is sent to the server.
//
//   #/charges/abc?month=2026-08      path ["charges", "abc"], query {month: "2026-08"}
//   #/sample/charges                 the same of the made-up household

import { cell } from "./cell";

export type House = "own" | "sample";
export type Query = Readonly<Record<string, string>>;

export interface Route {
    readonly house: House;
    readonly path: readonly string[];
    readonly query: Query;
}

const decode = (text: string): string => {
    try {
        return decodeURIComponent(text);
    } catch {
        return text;
    }
};

export function routeOf(hash: string): Route {
    const body = hash.replace(/^#?\/?/, "");
    const [place = "", search = ""] = body.split("?", 2);
    const path = place.split("/").filter((part) => part !== "").map(decode);
    const house: House = path[0] === "sample" ? "sample" : "own";
    const query: Record<string, string> = {};
    for (const [key, value] of new URLSearchParams(search)) query[key] = value;
    return { house, path: house === "sample" ? path.slice(1) : path, query };
}

export function hashOf(house: House, path: readonly string[], query: Query = {}): string {
    const parts = (house === "sample" ? ["sample", ...path] : path).map(encodeURIComponent);
    const search = new URLSearchParams(Object.entries(query).filter(([, value]) => value !== ""));
    const text = search.toString();
    return "#/" + parts.join("/") + (text === "" ? "" : "?" + text);
}

export const route = cell<Route>(routeOf(location.hash));

export function followAddress(): void {
    addEventListener("hashchange", () => route.set(routeOf(location.hash)));
}

/** The address of a place in the same household as is shown now. */
export function link(path: readonly string[], query: Query = {}): string {
    return hashOf(route.get().house, path, query);
}

export function go(path: readonly string[], query: Query = {}): void {
    location.hash = link(path, query);
}

/** As go(), without a step in the browser's history: for what is typed into a filter. */
export function goQuietly(path: readonly string[], query: Query = {}): void {
    history.replaceState(null, "", link(path, query));
    route.set(routeOf(location.hash));
}
