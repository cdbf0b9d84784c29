// The JSON of watch (docs/api/watch.md), as far as it is shown.

export interface About {
    readonly kind: string;
    readonly day: string | null;
    readonly case: string | null;
    readonly brand?: string | null;
    readonly shop?: string | null;
    readonly amount?: number | null;
    readonly currency?: string | null;
    readonly card?: string | null;
    readonly order?: string | null;
    readonly device?: string | null;
    readonly place?: string | null;
}

export interface WatchQuestion {
    readonly id: string;
    readonly state: "open" | "yes" | "no";
    readonly person: string | null;
    readonly title: string;
    readonly made: string;
    readonly asks: number;
    readonly about: About;
}

export interface ChannelTest {
    readonly id: string;
    readonly is_sent: boolean;
    readonly said: string | null;
}

export interface WatchStatus {
    readonly is_set_up: boolean;
    readonly mailboxes: readonly {
        readonly server: string; readonly user: string; readonly folder: string; readonly person: string | null;
        readonly up: boolean; readonly waiting: number; readonly said: string | null; readonly at: string | null;
    }[];
    readonly channels: readonly {
        readonly id: string; readonly url: string; readonly person: string | null; readonly details: boolean; readonly waiting: number;
    }[];
    readonly waiting: number;
}
