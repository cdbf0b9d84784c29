// The heading of a screen. A new screen takes the keyboard's place to its heading and names the document.

import { useEffect, useRef } from "preact/hooks";

/** The place of the heading before; null: there was none. */
let before: string | null = null;

export function Title({ text, back }: { text: string; back?: { href: string; text: string } }) {
    const heading = useRef<HTMLHeadingElement>(null);
    useEffect(() => {
        document.title = `${text} – mioboe`;
    }, [text]);
    useEffect(() => {
        // Not at the very first screen, and not when a screen only changes: there the keyboard's place is right.
        const place = location.hash.replace(/\?.*/, "");
        if (before !== null && before !== place) {
            heading.current?.focus({ preventScroll: true });
            scrollTo(0, 0);
        }
        before = place;
    }, []);
    return (
        <div>
            {back && <p class="no-print"><a href={back.href}>← {back.text}</a></p>}
            <h1 tabIndex={-1} ref={heading}>{text}</h1>
        </div>
    );
}
