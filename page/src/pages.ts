// A long list that is fetched in pieces as it is looked at.

import { useEffect, useRef, useState } from "preact/hooks";
import { ApiError, get } from "./api";
import { useCell } from "./cell";
import { version } from "./live";
import type { Charge, ChargePage } from "./types";

const PIECE = 100;
const PIECES_MAX = 80;

export interface ChargeList {
    readonly total: number;
    readonly sums: ChargePage["sums"];
    readonly error: ApiError | null;
    readonly isLoading: boolean;
    at(index: number): Charge | null;
    /** Have rows `first` to `last` fetched. */
    want(first: number, last: number): void;
}

class Pieces {
    total = 0;
    sums: ChargePage["sums"] = [];
    error: ApiError | null = null;
    hasAnswer = false;
    private readonly pieces = new Map<number, readonly Charge[]>();
    private readonly asked = new Set<number>();
    private isGone = false;

    constructor(
        private readonly query: Readonly<Record<string, string>>,
        private readonly changed: () => void,
    ) {}

    leave(): void {
        this.isGone = true;
    }

    at(index: number): Charge | null {
        return this.pieces.get(Math.floor(index / PIECE))?.[index % PIECE] ?? null;
    }

    want(first: number, last: number): void {
        for (let piece = Math.floor(first / PIECE); piece <= Math.floor(last / PIECE); piece++) {
            if (!this.asked.has(piece)) void this.ask(piece);
        }
    }

    private async ask(piece: number): Promise<void> {
        this.asked.add(piece);
        try {
            const page = await get<ChargePage>("charges", {
                ...this.query, offset: String(piece * PIECE), limit: String(PIECE),
            });
            this.pieces.set(piece, page.charges);
            this.total = page.total;
            this.sums = page.sums;
            this.error = null;
            this.forgetOldest();
        } catch (error) {
            this.asked.delete(piece);
            this.error = error instanceof ApiError ? error : new ApiError(0, "unexpected", String(error));
        }
        this.hasAnswer = true;
        if (!this.isGone) this.changed();
    }

    private forgetOldest(): void {
        for (const old of this.pieces.keys()) {
            if (this.pieces.size <= PIECES_MAX) return;
            this.pieces.delete(old);
            this.asked.delete(old);
        }
    }
}

/** The charges that `query` finds; while another query is on its way the former rows stay. */
export function useChargeList(query: Readonly<Record<string, string>>): ChargeList {
    const [, redraw] = useState(0);
    const now = useCell(version);
    const key = JSON.stringify(query);
    const shown = useRef<Pieces | null>(null);
    const coming = useRef<Pieces | null>(null);
    useEffect(() => {
        const fresh: Pieces = new Pieces(query, () => {
            if (coming.current === fresh) {
                shown.current?.leave();
                shown.current = fresh;
                coming.current = null;
            }
            redraw((count) => count + 1);
        });
        coming.current?.leave();
        coming.current = fresh;
        fresh.want(0, 0);
        return () => fresh.leave();
    }, [key, now]);
    const pieces = shown.current;
    return {
        total: pieces?.total ?? 0,
        sums: pieces?.sums ?? [],
        error: pieces?.error ?? null,
        isLoading: !pieces?.hasAnswer,
        at: (index) => pieces?.at(index) ?? null,
        want: (first, last) => pieces?.want(first, last),
    };
}
