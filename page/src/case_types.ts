// The JSON of cases (docs/api/case.md) and of the agenda (docs/api/agenda.md).

export interface Route {
    readonly id: string;
    readonly channel: string | null;
    readonly name: string;
    readonly value: string | null;
    readonly steps: readonly string[];
    readonly hours: string | null;
    readonly cost: string | null;
    readonly note: string | null;
    readonly source: string | null;
    readonly seen: string | null;
}

export interface Step {
    readonly playbook: string;
    readonly step: string;
    readonly title: string;
    readonly why: string | null;
    readonly urgency: string;
    readonly party: string;
    readonly channel: string | null;
    readonly say: string | null;
    readonly ready: readonly string[];
    readonly expect: string | null;
    readonly within_hours: number | null;
    readonly risk: string | null;
    readonly route: Route | null;
    readonly other_routes: readonly Route[];
    readonly asks: readonly string[];
}

export interface Question {
    readonly fact: string;
    readonly kind: string;
    readonly ask: string;
    readonly how: string | null;
    readonly why: string | null;
    readonly answers: readonly { readonly value: string; readonly label: string }[];
    readonly urgent: boolean;
}

export interface Next {
    readonly kind: "question" | "step" | "promise" | "wait" | "close" | "closed";
    readonly question?: Question;
    readonly step?: Step;
    readonly promise?: number;
    readonly in_doubt?: boolean;
    readonly day?: string | null;
    readonly why_open: string | null;
}

export interface Move {
    readonly move: string;
    readonly amount: number | null;
    readonly date: string | null;
    readonly source: string;
    readonly entry: number;
}

export interface CaseCharge {
    readonly charge: string;
    readonly date: string | null;
    readonly posted_on?: string | null;
    readonly amount: number;
    readonly currency: string | null;
    readonly descriptor: string;
    readonly card: string | null;
    readonly issuer: string | null;
    readonly stage: string;
    readonly credited: number;
    readonly owed: number;
    readonly closed: boolean;
    readonly charged_again: boolean;
    readonly moves: readonly Move[];
}

export interface Contact {
    readonly entry: number;
    readonly at: string;
    readonly date: string | null;
    readonly party: string;
    readonly channel: string | null;
    readonly person: string | null;
    readonly reference: string | null;
    readonly summary: string | null;
}

export interface Promised {
    readonly promise: number;
    readonly at: string;
    readonly party: string;
    readonly what: string;
    readonly due: string | null;
    readonly amount: number | null;
    readonly currency: string | null;
    readonly text: string | null;
    readonly state: string;
    readonly left: number | null;
    readonly credits: readonly PromiseCredit[];
}

/** A credit on a statement that keeps a promise, or a part of it. */
export interface PromiseCredit {
    readonly money: number;
    readonly date: string | null;
    readonly amount: number;
    readonly currency: string;
}

/** A credit that fits several promises: the person says which it keeps. */
export interface Doubt extends PromiseCredit {
    readonly promises: readonly number[];
}

export interface Inquiry {
    readonly entry: number;
    readonly party: string;
    readonly what: string | null;
    readonly due: string | null;
    readonly state: string;
    readonly result: string | null;
}

export interface Evidence {
    readonly entry: number;
    readonly sha256: string;
    readonly name: string;
    readonly size: number;
    readonly taken: string | null;
    readonly form: string;
    readonly note: string | null;
}

export interface Returned {
    readonly entry: number;
    readonly order: string;
    readonly state: string;
    readonly date: string | null;
    readonly carrier: string | null;
    readonly tracking: string | null;
}

export interface CardUser {
    readonly merchant: string;
    readonly descriptor: string;
    readonly state: string;
}

export interface CaseDay {
    readonly kind: string;
    readonly day: string;
    readonly what: string;
    readonly charge: string | null;
    readonly amount: number | null;
    readonly currency?: string | null;
    readonly over: boolean;
    readonly assumed: boolean;
}

/** An answer as the journal has it: whose, and about which fact. */
export interface Answer {
    readonly fact: string;
    readonly value: string;
    readonly party: string;
    readonly entry: number;
}

export interface Case {
    readonly case: string;
    readonly title: string | null;
    readonly ground: string;
    readonly opened: string;
    readonly closed: string | null;
    readonly outcome: string | null;
    readonly open: boolean;
    readonly entries: number;
    readonly charges: readonly CaseCharge[];
    readonly causes: readonly { readonly cause: string; readonly probability: number }[];
    readonly known?: readonly { readonly ask: string; readonly label: string | null; readonly value: string; readonly fact: string; readonly entry: number }[];
    readonly contradictions: readonly (readonly Answer[])[];
    readonly steps: readonly { readonly playbook: string; readonly step: string; readonly state: string; readonly note: string | null; readonly at?: string; readonly entry: number }[];
    readonly course?: readonly { readonly playbook: string; readonly step: string; readonly state: string; readonly title: string }[];
    readonly contacts: readonly Contact[];
    readonly promises: readonly Promised[];
    readonly doubts: readonly Doubt[];
    readonly inquiries?: readonly Inquiry[];
    readonly notes?: readonly { readonly entry: number; readonly at: string; readonly text: string }[];
    readonly evidence: readonly Evidence[];
    readonly returns?: readonly Returned[];
    readonly reissue: { readonly state: string | null; readonly old: string | null; readonly new: string | null; readonly card_users: readonly CardUser[] };
    readonly agenda: readonly CaseDay[];
    readonly next: Next;
}

export interface CaseLine {
    readonly case: string;
    readonly title: string | null;
    readonly ground: string;
    readonly opened: string;
    readonly closed: string | null;
    readonly outcome: string | null;
    readonly open: boolean;
    readonly owed: number;
    readonly currency: string | null;
    readonly charges: readonly string[];
}

export interface AgendaEntry {
    readonly case: string;
    readonly key: string;
    readonly kind: string;
    readonly side: "ours" | "theirs" | "network";
    readonly day: string;
    readonly stage: "over" | "urgent" | "soon" | "later";
    readonly what: string;
    readonly lost: string | null;
    readonly charge: string | null;
    readonly charge_name: string | null;
    readonly amount: number | null;
    readonly currency: string | null;
    readonly assumed: boolean;
    readonly own_reading: boolean;
}

export interface Agenda {
    readonly today: string;
    readonly entries: readonly AgendaEntry[];
    readonly at_risk: readonly { readonly case: string; readonly day: string; readonly amount: number; readonly currency: string; readonly total: number }[];
    readonly rights: readonly { readonly case: string; readonly what: string }[];
}
