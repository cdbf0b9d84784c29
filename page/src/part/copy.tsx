// What to say, in a box of its own, with a button that copies it.

import { useState } from "preact/hooks";
import { useWords } from "../words";
import { announce } from "./live_text";

/** Without the clipboard (an old browser, a page without TLS elsewhere) the text is selected to be copied by hand. */
async function copyText(text: string, box: HTMLElement | null): Promise<boolean> {
    try {
        await navigator.clipboard.writeText(text);
        return true;
    } catch {
        if (box) getSelection()?.selectAllChildren(box);
        return false;
    }
}

export function CopyText({ text }: { text: string }) {
    const { w } = useWords();
    const [isCopied, setCopied] = useState(false);
    return (
        <>
            <blockquote class="say">{text}</blockquote>
            <button type="button" class="slight no-print" onClick={(event) => {
                const box = event.currentTarget.previousElementSibling as HTMLElement | null;
                void copyText(text, box).then((done) => {
                    setCopied(done);
                    if (done) announce(w.frame.copied);
                });
            }}>{isCopied ? w.frame.copied : w.frame.copy}</button>
        </>
    );
}
