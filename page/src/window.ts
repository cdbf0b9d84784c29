// Which rows of a long table are to be drawn. Pure; tested in test/window.test.ts.

/** Browsers stop short of elements taller than some 17 to 33 million pixels; a longer table is scrolled in proportion. */
export const MAX_HEIGHT = 10_000_000;

export interface Window {
    readonly first: number; // the first row that is drawn
    readonly count: number; // how many are
    readonly height: number; // of the whole, in pixels
    readonly shift: number; // where the first row stands, in pixels
}

/**
 * Rows to draw of `total` rows of `row` pixels, for a view of `view` pixels scrolled to `scroll`; `margin` more on both
 * sides, so that quick scrolling shows no gap.
 */
export function windowOf(scroll: number, view: number, row: number, total: number, margin: number): Window {
    const natural = total * row;
    const height = Math.min(natural, MAX_HEIGHT);
    const top = topOf(scroll, view, natural, height);
    const first = Math.max(0, Math.floor(top / row) - margin);
    const last = Math.min(total, Math.ceil((top + view) / row) + margin);
    return { first, count: Math.max(0, last - first), height, shift: first * row - top + scroll };
}

/** The place in the table of natural height that a scroll place of the capped height stands for. */
function topOf(scroll: number, view: number, natural: number, height: number): number {
    if (natural <= height || height <= view) return scroll;
    return (scroll / (height - view)) * (natural - view);
}

/** Where to scroll so that `index` is wholly seen; the same place when it is already. */
export function scrollFor(index: number, scroll: number, view: number, row: number, total: number): number {
    const natural = total * row;
    const height = Math.min(natural, MAX_HEIGHT);
    const top = topOf(scroll, view, natural, height);
    let wanted = top;
    if (index * row < top) wanted = index * row;
    else if ((index + 1) * row > top + view) wanted = (index + 1) * row - view;
    if (wanted === top) return scroll;
    return natural <= height || height <= view ? wanted : (wanted / (natural - view)) * (height - view);
}
