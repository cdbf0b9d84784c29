// What the table of charges is narrowed to: in the address, so that back and bookmarks work. Pure; tested.

import type { Query } from "./route";

export const FILTERS = ["q", "verdict", "month", "card", "member", "merchant", "flag", "mine"] as const;
export type FilterName = (typeof FILTERS)[number];

export const SORTS: Readonly<Record<string, { readonly sort: string; readonly order: string }>> = {
    sortDateDown: { sort: "date", order: "desc" },
    sortDateUp: { sort: "date", order: "asc" },
    sortAmount: { sort: "amount", order: "desc" },
    sortVerdict: { sort: "verdict", order: "asc" },
};
export const SORT_NAMES = ["sortDateDown", "sortDateUp", "sortAmount", "sortVerdict"] as const;
export type SortName = (typeof SORT_NAMES)[number];

export function sortOf(query: Query): SortName {
    return SORT_NAMES.find((name) => name === query["by"]) ?? "sortDateDown";
}

/** The part of the address that the server is asked with. */
export function serverQuery(query: Query): Record<string, string> {
    const asked: Record<string, string> = {};
    for (const name of FILTERS) {
        const value = query[name]?.trim();
        if (value) asked[name] = value;
    }
    return { ...asked, ...SORTS[sortOf(query)] };
}

/** The address's query with one member set, or taken out where the value is empty. */
export function withValue(query: Query, name: string, value: string): Query {
    const { [name]: _, ...rest } = query;
    return value === "" ? rest : { ...rest, [name]: value };
}

export const isFiltered = (query: Query): boolean => FILTERS.some((name) => (query[name] ?? "") !== "");
