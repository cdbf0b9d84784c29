// Is this mail real? Dropped, checked, and told: the verdict first, then what to do, then the checks and the links.

import { useState } from "preact/hooks";
import { ApiError, postFile, upload } from "../api";
import { momentText } from "../format";
import type { MailLink, MailReport, MailVerdict, Message } from "../mail_types";
import { Drop, type Dropped } from "../part/drop";
import { ErrorNotice } from "../part/error";
import { announce } from "../part/live_text";
import { Title } from "../part/title";
import { Badge, Shape, type Tone } from "../part/verdict";
import { go, link } from "../route";
import { useWords } from "../words";

const TONES: Readonly<Record<MailVerdict, Tone>> = { genuine: "good", vouched: "good", unknown: "care", fake: "bad" };
const RESULTS: Readonly<Record<string, Tone>> = { pass: "good", fail: "bad", none: "calm", cannot: "care" };

export interface OwnerLinks {
    readonly owner: string; // brand, else domain
    readonly isKnown: boolean;
    readonly isBad: boolean;
    readonly links: readonly MailLink[];
}

/** Links by whom they lead to; those that lead elsewhere first. */
export function byOwner(links: readonly MailLink[]): OwnerLinks[] {
    const groups = new Map<string, MailLink[]>();
    for (const one of links) {
        if (one.domain === "") continue;
        const owner = one.owner ?? one.domain;
        groups.set(owner, [...(groups.get(owner) ?? []), one]);
    }
    return [...groups]
        .map(([owner, some]) => ({ owner, links: some, isKnown: some[0]?.owner !== null, isBad: some.some((one) => !one.ok) }))
        .sort((a, b) => Number(b.isBad) - Number(a.isBad) || b.links.length - a.links.length);
}

function Links({ message }: { message: Message }) {
    const { w } = useWords();
    const groups = byOwner(message.links);
    return (
        <section class="card">
            <h2>{w.mailView.links}</h2>
            {groups.length === 0 && <p>{w.mailView.noLinks}</p>}
            {groups.map((group) => (
                <div key={group.owner}>
                    <h3 class="row">{group.owner}{group.isBad && message.claims.length > 0 && <Badge tone="bad" text={w.mailView.linkBad} />}</h3>
                    <dl class="facts">
                        {group.links.slice(0, 12).map((one, at) => (
                            <div key={at} class="pair">
                                <dt>{w.mailView.linkText}</dt><dd>{one.text ?? "–"} {one.acts && <Badge tone={one.ok ? "calm" : "bad"} text={w.mailView.acts} />}</dd>
                                <dt>{w.mailView.linkTo}</dt><dd><code>{one.href.slice(0, 300)}</code></dd>
                            </div>
                        ))}
                    </dl>
                </div>
            ))}
        </section>
    );
}

function Checks({ message }: { message: Message }) {
    const { w } = useWords();
    return (
        <section class="card">
            <h2>{w.mailView.checks}</h2>
            <ul class="plain-list">
                {message.reasons.map((reason, at) => (
                    <li key={at} class="row apart">
                        <span>{w.mailView.check[reason.check] ?? reason.check}{reason.detail.about ? `　${reason.detail.about}` : ""}</span>
                        <Badge tone={RESULTS[reason.result] ?? "calm"} text={w.mailView.result[reason.result] ?? reason.result} />
                    </li>
                ))}
            </ul>
        </section>
    );
}

function Verdict({ message, file }: Checked) {
    const { w, lang } = useWords();
    const tone = TONES[message.verdict];
    const isDanger = message.verdict === "fake" || message.verdict === "unknown";
    return (
        <>
            <section class={"notice " + tone}>
                <h2 class={"answer " + (tone === "bad" ? "ask" : tone === "good" ? "clear" : "")}><span class="big-shape"><Shape tone={tone} /></span>{w.mailView.verdict[message.verdict]}</h2>
                <p>{w.mailView.now[message.verdict]}</p>
                {isDanger && <p><a class="button alarm" href={link(["stop-card"])}>{w.mailView.typed}</a></p>}
            </section>
            <MakeCase message={message} file={file} />
            <section class="card">
                <dl class="facts">
                    <dt>{w.mailView.from}</dt><dd>{message.from ? `${message.from.name ?? ""} <${message.from.address}>` : "–"}</dd>
                    <dt>{w.mailView.subject}</dt><dd>{message.subject ?? "–"}</dd>
                    <dt>{w.mailView.date}</dt><dd>{message.date === null ? "–" : momentText(message.date, lang)}</dd>
                    <dt>{w.mailView.claims}</dt><dd>{message.claims.length === 0 ? "–" : message.claims.join("、")}</dd>
                </dl>
            </section>
            <Links message={message} />
            <Checks message={message} />
        </>
    );
}

/** The way on when a mail troubles somebody: a case, with the mail as its first evidence. */
function MakeCase({ message, file }: { message: Message; file: Dropped }) {
    const { w } = useWords();
    const [error, setError] = useState<ApiError | null>(null);
    const begin = async (): Promise<void> => {
        setError(null);
        try {
            const { upload: id } = await upload(file.file, file.name, () => undefined);
            go(["cases", "new"], { begin: "mail", upload: id, order: message.records.find((one) => one.order_id)?.order_id ?? "" });
        } catch (problem) {
            setError(problem instanceof ApiError ? problem : new ApiError(0, "unexpected", ""));
        }
    };
    return (
        <section class="card">
            <h2>{w.mailView.trouble}</h2>
            <p>{w.mailView.troubleText}</p>
            {error && <ErrorNotice error={error} />}
            <div class="buttons"><button type="button" onClick={() => void begin()}>{w.mailView.makeCase}</button></div>
        </section>
    );
}

interface Checked {
    readonly message: Message;
    readonly file: Dropped;
}

export function Mail() {
    const { w } = useWords();
    const [messages, setMessages] = useState<readonly Checked[] | null>(null);
    const [error, setError] = useState<ApiError | null>(null);
    const [isBusy, setBusy] = useState(false);
    const [isOnline, setOnline] = useState(false);
    const check = async (files: readonly Dropped[]): Promise<void> => {
        setBusy(true);
        setError(null);
        setMessages(null);
        try {
            const found: Checked[] = [];
            for (const file of files.slice(0, 50)) {
                const report = await postFile<MailReport>("mails", file.file, { name: file.name, ...(isOnline ? { online: "1" } : {}) });
                found.push(...report.messages.map((message) => ({ message, file })));
            }
            setMessages(found);
            announce(found[0] ? w.mailView.verdict[found[0].message.verdict] : w.mailView.none);
        } catch (problem) {
            setError(problem instanceof ApiError ? problem : new ApiError(0, "unexpected", ""));
        }
        setBusy(false);
    };
    return (
        <>
            <Title text={w.mailView.title} />
            {error && <ErrorNotice error={error} />}
            {isBusy && <p class="busy" role="status">{w.mailView.checking}</p>}
            {messages?.length === 0 && <p class="notice care">{w.mailView.none}</p>}
            {messages?.map(({ message, file }) => <Verdict key={message.path + message.index} message={message} file={file} />)}
            {!isBusy && (
                <Drop onFiles={(files) => void check(files)} chooseText={messages ? w.mailView.again : w.mailView.choose} isSmall={messages !== null}>
                    {!messages && <p>{w.mailView.lead}</p>}
                    <label class="check middle">
                        <input type="checkbox" checked={isOnline} onChange={(event) => setOnline(event.currentTarget.checked)} />
                        {w.mailView.online}
                    </label>
                    <p class="hint">{w.mailView.onlineHint}</p>
                </Drop>
            )}
        </>
    );
}
