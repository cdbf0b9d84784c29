// Words of watch. Japanese: watch_ja.ts, with the same keys.

import type { WatchWords } from "./watch_ja";

export const watchEn: WatchWords = {
    title: "Watch",
    lead: "When a mail about an order or a use of the card arrives, it asks at once: was it you?",
    open: "Was it you?",
    none: "There is nothing to ask now.",
    past: "Questions so far",
    yes: "Yes, it was me",
    no: "No, I don't know it",
    noText: "A no begins a case at once.",
    answer: { yes: "answered with yes", no: "answered with no" },
    asked: (times) => `asked ${times} ${times === "1" ? "time" : "times"}`,
    toCase: "Open the case",
    mailboxes: "Mailboxes that are watched",
    channels: "Where notices go",
    up: "connected",
    down: "not connected",
    waiting: (some) => `${some} waiting`,
    since: (when) => `as of ${when}`,
    person: (name) => `to ${name}`,
    hidden: "shop and amount stay here",
    notYet: "Nothing is watched yet.",
    how: "Run these in a terminal of this machine, in this order.",
    steps: ["mioboe watch --init", "mioboe watch --test", "mioboe watch --install"],
    stepText: ["Writes a configuration that explains itself: fill in the mailbox and where notices go.", "Sends a test by each way.", "Keeps it running in the background."],
    card: (digits) => `card ending ${digits}`,
    order: (id) => `order ${id}`,
};
