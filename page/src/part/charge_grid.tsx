// The table of charges: only the rows that are seen are drawn, the keyboard goes through all of them.

import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { money, readable, shortDay } from "../format";
import type { ChargeList } from "../pages";
import { go } from "../route";
import type { Lang } from "../settings";
import type { Charge } from "../types";
import { scrollFor, windowOf } from "../window";
import { useWords, type Words } from "../words";
import { gist } from "./charge_card";
import { VerdictBadge } from "./verdict";

const MARGIN = 6;
const WIDE = matchMedia("(min-width: 48rem)");

/** The height of a row in pixels, as style/charges.css has it in rem. */
const rowHeight = (): number => (WIDE.matches ? 3 : 4.5) * parseFloat(getComputedStyle(document.documentElement).fontSize);

function useRowHeight(): number {
    const [height, set] = useState(rowHeight);
    useEffect(() => {
        const measure = (): void => set(rowHeight());
        WIDE.addEventListener("change", measure);
        addEventListener("resize", measure);
        return () => {
            WIDE.removeEventListener("change", measure);
            removeEventListener("resize", measure);
        };
    }, []);
    return height;
}

interface RowProps {
    readonly index: number;
    readonly top: number;
    readonly charge: Charge | null;
    readonly isActive: boolean;
    readonly w: Words;
    readonly lang: Lang;
}

function Row({ index, top, charge, isActive, w, lang }: RowProps) {
    const place = {
        role: "row" as const, "aria-rowindex": index + 2, tabIndex: isActive ? 0 : -1, "data-index": index,
        class: "grid-row" + (charge ? "" : " blank"), style: { position: "absolute", insetInline: 0, transform: `translateY(${top}px)` },
    } as const;
    if (!charge) return <div {...place}><span role="gridcell" aria-colindex={1}>…</span></div>;
    return (
        <div {...place}>
            <span role="gridcell" aria-colindex={1} class="date number">{charge.date === null ? w.charges.noDate : shortDay(charge.date, lang)}</span>
            <span role="gridcell" aria-colindex={2} class="shop">{readable(charge.descriptor)}</span>
            <span role="gridcell" aria-colindex={3} class="amount number">{money(charge.amount, charge.currency, lang)}</span>
            <span role="gridcell" aria-colindex={4} class="result"><VerdictBadge charge={charge} /></span>
            <span role="gridcell" aria-colindex={5} class="about soft">{gist(charge, w, lang)}</span>
        </div>
    );
}

function Head({ w }: { w: Words }) {
    const names = [w.charges.date, w.charges.shop, w.charges.amount, w.charges.result, w.charges.what];
    return (
        <div role="row" aria-rowindex={1} class="grid-row head">
            {names.map((name, at) => (
                <span key={name} role="columnheader" aria-colindex={at + 1} class={at === 2 ? "amount" : ""}>{name}</span>
            ))}
        </div>
    );
}

/** Where a key leads to; null: it is not one of ours. */
export function keyTarget(key: string, at: number, page: number, total: number): number | null {
    const moves: Record<string, number> = {
        ArrowDown: at + 1, ArrowUp: at - 1, PageDown: at + page, PageUp: at - page, Home: 0, End: total - 1,
    };
    const to = moves[key];
    return to === undefined ? null : Math.max(0, Math.min(total - 1, to));
}

/** The rows that were looked at when the table was left, by its key, so that going back ends there. */
const left = new Map<string, { scroll: number; active: number }>();

export function ChargeGrid({ list, name }: { list: ChargeList; name: string }) {
    const { w, lang } = useWords();
    const row = useRowHeight();
    const body = useRef<HTMLDivElement>(null);
    const [scroll, setScroll] = useState(left.get(name)?.scroll ?? 0);
    const [active, setActive] = useState(left.get(name)?.active ?? 0);
    const [view, setView] = useState(600);
    const isMoving = useRef(false);
    const total = list.total;
    const current = Math.max(0, Math.min(active, total - 1));
    const shown = windowOf(scroll, view, row, total, MARGIN);

    useLayoutEffect(() => {
        if (!body.current) return;
        body.current.scrollTop = scroll;
        const watch = new ResizeObserver(() => setView(body.current?.clientHeight ?? 600));
        watch.observe(body.current);
        return () => watch.disconnect();
    }, []);
    useEffect(() => {
        if (shown.count > 0) list.want(shown.first, shown.first + shown.count - 1);
    });
    // At once, not after the next painting: who presses Enter quickly comes back to the row that was open.
    useLayoutEffect(() => {
        left.set(name, { scroll, active: current });
    }, [name, scroll, current]);
    useLayoutEffect(() => {
        if (!isMoving.current) return;
        isMoving.current = false;
        body.current?.querySelector<HTMLElement>(`[data-index="${current}"]`)?.focus({ preventScroll: true });
    });

    const moveTo = (index: number): void => {
        const to = scrollFor(index, scroll, view, row, total);
        isMoving.current = true;
        setActive(index);
        if (to !== scroll) {
            if (body.current) body.current.scrollTop = to;
            setScroll(body.current?.scrollTop ?? to);
        }
    };
    const open = (index: number): void => {
        const charge = list.at(index);
        if (charge) go(["charges", charge.id]);
    };
    const indexOf = (event: Event): number =>
        Number((event.target as HTMLElement).closest<HTMLElement>("[data-index]")?.dataset["index"] ?? -1);
    const rows = Array.from({ length: shown.count }, (_, at) => shown.first + at);
    // The row with the keyboard's place stays in the document, or the place would be lost by scrolling.
    if (total > 0 && !rows.includes(current)) rows.push(current);

    return (
        <div class="grid" role="grid" aria-label={w.charges.grid} aria-rowcount={total + 1} aria-colcount={5} aria-busy={list.isLoading}
            onKeyDown={(event) => {
                if (event.ctrlKey || event.metaKey || event.altKey) return;
                const to = keyTarget(event.key, current, Math.max(1, Math.floor(view / row) - 1), total);
                if (to !== null && total > 0) {
                    event.preventDefault();
                    moveTo(to);
                } else if (event.key === "Enter" && indexOf(event) >= 0) open(current);
            }}>
            <div role="rowgroup"><Head w={w} /></div>
            <div class="grid-body" role="rowgroup" ref={body} onScroll={(event) => setScroll(event.currentTarget.scrollTop)}
                onFocusIn={(event) => {
                    const index = indexOf(event);
                    if (index >= 0 && index !== current) setActive(index);
                }}
                onClick={(event) => {
                    const index = indexOf(event);
                    if (index >= 0) open(index);
                }}>
                <div class="grid-room" role="presentation" style={{ height: `${shown.height}px` }}>
                    {rows.map((index) => (
                        <Row key={index} index={index} top={shown.shift + (index - shown.first) * row} charge={list.at(index)}
                            isActive={index === current} w={w} lang={lang} />
                    ))}
                </div>
            </div>
        </div>
    );
}
