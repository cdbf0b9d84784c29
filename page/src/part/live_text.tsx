// One polite live region for the whole page: what a screen reader should say without moving.

import { cell, useCell } from "../cell";

const spoken = cell("");

export function announce(text: string): void {
    // The same text again is spoken again only when it differs.
    spoken.set(spoken.get() === text ? text + "\u00a0" : text);
}

export function LiveText() {
    return <div class="hidden-text" role="status" aria-live="polite">{useCell(spoken)}</div>;
}
