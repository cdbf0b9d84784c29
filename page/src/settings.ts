// What the person chose for this browser: language, colours. Kept in the browser, nowhere else.

import { cell, type Cell } from "./cell";

export type Lang = "ja" | "en";
export type Theme = "auto" | "light" | "dark";

function kept<T extends string>(key: string, allowed: readonly T[], first: T): Cell<T> {
    const name = "mioboe." + key;
    let stored: string | null = null;
    try {
        stored = localStorage.getItem(name);
    } catch {
        // A browser that keeps nothing: the choice lasts as long as the page.
    }
    const found = allowed.find((value) => value === stored);
    const choice = cell<T>(found ?? first);
    choice.follow((value) => {
        try {
            localStorage.setItem(name, value);
        } catch {
            // as above
        }
    });
    return choice;
}

const wantsJapanese = (navigator.languages ?? [navigator.language]).some((tag) => tag.startsWith("ja"));

export const lang = kept<Lang>("lang", ["ja", "en"], wantsJapanese ? "ja" : "en");
export const theme = kept<Theme>("theme", ["auto", "light", "dark"], "auto");

/** Put language and colours on the document, now and whenever they change. */
export function applySettings(): void {
    const root = document.documentElement;
    const apply = (): void => {
        root.lang = lang.get();
        root.dataset["theme"] = theme.get();
    };
    lang.follow(apply);
    theme.follow(apply);
    apply();
}
