// The shapes of the JSON that the server answers: docs/api/explain.md, case.md, agenda.md, mail.md, openapi.yaml.

export type Verdict = "explained" | "probable" | "ambiguous" | "unexplained" | "out_of_scope";
export const VERDICTS: readonly Verdict[] = ["unexplained", "ambiguous", "probable", "explained", "out_of_scope"];

export interface Place {
    readonly path: string;
    readonly line: number;
}

export interface Part {
    readonly kind: string;
    readonly order_id: string | null;
    readonly source: Place | null;
    readonly amount: number;
    readonly title: string | null;
    readonly what: "points_or_gift_card" | "split_part" | "netted_refund" | null;
    readonly ordered?: string | null;
    readonly shipped?: string | null;
}

export interface Cause {
    readonly cause: string;
    readonly probability: number;
    readonly next: string | null;
}

export interface Flag {
    readonly flag: string;
    readonly alarm: boolean;
}

export interface Notice {
    readonly moment: string | null;
    readonly shop: string | null;
    readonly amount: number | null;
    readonly currency: string | null;
    readonly changed: boolean;
    readonly source: Place;
}

export interface Charge {
    readonly id: string;
    readonly ids: readonly string[];
    readonly source: Place;
    readonly also_in: readonly (Place & { readonly as: string })[];
    readonly card: string | null;
    readonly card_label: string | null;
    readonly date: string | null;
    readonly amount: number;
    readonly currency: string | null;
    readonly original: { readonly amount: number; readonly currency: string | null; readonly rate: string | null } | null;
    readonly instalment: { readonly number: number | null; readonly of: number | null; readonly billed: number | null } | null;
    readonly descriptor: string;
    readonly merchant: string;
    readonly verdict: Verdict;
    readonly probability: number | null;
    readonly decided: "pin" | "reject" | null;
    readonly mine?: true; // the person said that it is theirs
    readonly explained_by: readonly Part[];
    readonly alternatives: readonly (readonly Part[])[];
    readonly causes: readonly Cause[];
    readonly flags: readonly Flag[];
    readonly notices?: readonly Notice[];
    readonly hints?: readonly { readonly kind: string; readonly source: Place }[];
}

export interface Summary {
    readonly charges: number;
    readonly explained: number;
    readonly probable: number;
    readonly ambiguous: number;
    readonly unexplained: number;
    readonly out_of_scope: number;
    readonly amount_unexplained: Readonly<Record<string, number>>;
    /** Of those that no record settles: what the person said is theirs. */
    readonly mine?: number;
    readonly amount_mine?: Readonly<Record<string, number>>;
}

export interface ChargePage {
    readonly version: string;
    readonly total: number;
    readonly offset: number;
    readonly sums: readonly { readonly currency: string; readonly amount: number }[];
    readonly charges: readonly Charge[];
}

export interface Expected {
    readonly kind: "refund" | "charge";
    readonly order_id: string | null;
    readonly amount: number;
    readonly currency: string | null;
    readonly due_by: string | null;
    readonly status: "posted" | "pending" | "overdue";
    readonly shop?: string | null;
}

export interface Recurring {
    readonly merchant: string;
    readonly descriptor: string;
    readonly period: string;
    readonly amount: number;
    readonly currency: string | null;
    readonly charges: readonly string[];
    readonly next_due: string | null;
    readonly flags: readonly Flag[];
}

/** What a filter can be set to: an id, or an id with how many charges have it. */
export type Choice = string | { readonly id: string; readonly charges?: number };

export const choiceId = (choice: Choice): string => (typeof choice === "string" ? choice : choice.id);

export interface State {
    readonly version: string;
    readonly is_computing: boolean;
    readonly has_store: boolean;
    readonly is_locked: boolean;
    readonly summary: Summary | null;
    readonly alarms: number;
    readonly sources: number;
    readonly members: readonly Choice[];
    readonly cards: readonly Choice[];
    readonly months: readonly Choice[];
    readonly merchants: readonly Choice[];
    readonly open_cases: number;
}

interface Phrase {
    readonly ja: string;
    readonly en: string;
}

export interface Format {
    readonly id: string;
    readonly name: Phrase;
    readonly kind: string;
}

/** How files are got, as the catalogue knows it. */
export interface WayToFiles {
    readonly id: string;
    readonly name: Phrase;
    readonly url: string | null;
    readonly steps: readonly Phrase[];
    readonly note: Phrase | null;
    readonly seen: string | null;
    readonly confidence: string;
}

export interface Company {
    readonly id: string;
    readonly name: Phrase;
    readonly formats: readonly string[];
    readonly how: readonly WayToFiles[];
}
