// The JSON of the review (docs/api/review.md), as far as it is shown.

export interface Item {
    readonly text: string | null;
    readonly place: string | null;
    readonly day: string | null;
    readonly amount: number | null;
    readonly yearly: number | null;
    readonly currency: string | null;
}

export interface Finding {
    readonly id: string;
    readonly severity: "urgent" | "high" | "middle" | "low";
    readonly state: string;
    readonly new: boolean;
    readonly account: string | null;
    readonly title: string;
    readonly why: string | null;
    readonly steps: readonly string[];
    readonly where: string | null;
    readonly note: string | null;
    readonly url: string | null;
    readonly day: string | null;
    readonly count: number | null;
    readonly yearly: number | null;
    readonly currency: string | null;
    readonly charge: string | null;
    readonly order: string | null;
    readonly items: readonly Item[];
    readonly not_mine: string | null;
    readonly source: { readonly text: string; readonly seen: string } | null;
}

export interface ReviewQuestion {
    readonly id: string;
    readonly ask: string;
    readonly why: string | null;
    readonly steps: readonly string[];
    readonly where: string | null;
    readonly url: string | null;
    readonly answered_on: string | null;
}

export interface ReviewTold {
    readonly next: string | null;
    readonly findings: readonly Finding[];
    readonly questions: readonly ReviewQuestion[];
    readonly closed: readonly { readonly id: string }[];
}
