// The JSON of `mioboe mail check` (docs/api/mail.md).

export type MailVerdict = "genuine" | "vouched" | "unknown" | "fake";

export interface MailReason {
    readonly check: string;
    readonly result: "pass" | "fail" | "none" | "cannot";
    readonly detail: { readonly code: string; readonly about?: string | null };
}

export interface MailLink {
    readonly text: string | null;
    readonly href: string;
    readonly domain: string;
    readonly owner: string | null;
    readonly ok: boolean;
    readonly acts: boolean;
}

export interface Message {
    readonly path: string;
    readonly index: number;
    readonly date: string | null;
    readonly received: string | null;
    readonly from: { readonly address: string; readonly name: string | null } | null;
    readonly subject: string | null;
    readonly claims: readonly string[];
    readonly verdict: MailVerdict;
    readonly decided_by: string;
    readonly reasons: readonly MailReason[];
    readonly links: readonly MailLink[];
    readonly kind: string;
    readonly records: readonly { readonly type: string; readonly order_id?: string | null }[];
}

export interface MailReport {
    readonly messages: readonly Message[];
}
