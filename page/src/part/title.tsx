// The heading of a screen. A new screen takes the keyboard's place to its heading and names the document.

import { useEffect, useRef } from "preact/hooks";

let isFirst = true;

export function Title({ text, back }: { text: string; back?: { href: string; text: string } }) {
    const heading = useRef<HTMLHeadingElement>(null);
    useEffect(() => {
        document.title = `${text} – mioboe`;
    }, [text]);
    useEffect(() => {
        // Not at the very first screen: there the browser's own beginning is right.
        if (!isFirst) {
            heading.current?.focus({ preventScroll: true });
            scrollTo(0, 0);
        }
        isFirst = false;
    }, []);
    return (
        <div>
            {back && <p class="no-print"><a href={back.href}>← {back.text}</a></p>}
            <h1 tabIndex={-1} ref={heading}>{text}</h1>
        </div>
    );
}
