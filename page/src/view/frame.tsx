// What stands around every screen: the name, the ways, "stop my card", settings, and the screen itself.

import type { ComponentType } from "preact";
import { useEffect } from "preact/hooks";
import type { ApiError } from "../api";
import { useCell } from "../cell";
import { isComputing, isConnected } from "../live";
import { ErrorNotice } from "../part/error";
import { LiveText } from "../part/live_text";
import { Title } from "../part/title";
import { hashOf, link, route, type Route } from "../route";
import { lang, theme, type Lang, type Theme } from "../settings";
import { useWords, type Words } from "../words";
import { Agenda } from "./agenda";
import { CaseView } from "./case";
import { Cases } from "./cases";
import { Charge } from "./charge";
import { Charges } from "./charges";
import { HowToGetFiles } from "./how";
import { Mail } from "./mail";
import { Pictures } from "./pictures";
import type { ViewProps } from "./props";
import { Review } from "./review";
import { Start } from "./start";
import { StopCard } from "./stop_card";
import { Watch } from "./watch";

type View = ComponentType<ViewProps>;

/** Screens by the first part of the address; with a second part (an id) the other one. */
const VIEWS: Readonly<Record<string, { readonly list: View; readonly one?: View }>> = {
    "": { list: Start },
    charges: { list: Charges, one: Charge },
    mail: { list: Mail },
    pictures: { list: Pictures },
    how: { list: HowToGetFiles },
    cases: { list: Cases, one: CaseView },
    watch: { list: Watch },
    review: { list: Review },
    agenda: { list: Agenda },
    "stop-card": { list: StopCard },
};

const TABS = ["charges", "mail", "cases", "agenda", "watch", "review"] as const;

function Name() {
    return (
        <a class="name" href={link([])} aria-label="mioboe">
            <svg viewBox="0 0 32 32" aria-hidden="true">
                <rect width="32" height="32" rx="7" fill="#0b5d66" />
                <path d="M8 10h16M8 16h10" stroke="#fff" stroke-width="2.6" stroke-linecap="round" />
                <path d="M16.5 22.5l3 3 6-7" fill="none" stroke="#ffd479" stroke-width="2.8" stroke-linecap="round" stroke-linejoin="round" />
            </svg>
            <span>mioboe</span>
        </a>
    );
}

function Tabs({ current, w }: { current: string; w: Words }) {
    const shown = TABS.filter((tab) => tab in VIEWS);
    return (
        <nav class="tabs" aria-label={w.frame.nav}>
            {shown.map((tab) => (
                <a key={tab} href={link([tab])} {...(tab === current ? { "aria-current": "page" as const } : {})}>
                    {w.frame[tab]}
                </a>
            ))}
        </nav>
    );
}

function Settings({ w }: { w: Words }) {
    return (
        <details class="settings no-print">
            <summary>{w.frame.settings}</summary>
            <div>
                <label>
                    {w.frame.language}
                    <select value={useCell(lang)} onChange={(event) => lang.set(event.currentTarget.value as Lang)}>
                        <option value="ja" lang="ja">日本語</option>
                        <option value="en" lang="en">English</option>
                    </select>
                </label>
                <label>
                    {w.frame.theme}
                    <select value={useCell(theme)} onChange={(event) => theme.set(event.currentTarget.value as Theme)}>
                        <option value="auto">{w.frame.themeAuto}</option>
                        <option value="light">{w.frame.themeLight}</option>
                        <option value="dark">{w.frame.themeDark}</option>
                    </select>
                </label>
            </div>
        </details>
    );
}

function Bars({ now, w }: { now: Route; w: Words }) {
    const connected = useCell(isConnected);
    return (
        <>
            {now.house === "sample" && (
                <div class="bar sample">
                    <p><strong>{w.frame.sample}</strong></p>
                    <a class="button slight" href={hashOf("own", [])}>{w.frame.leaveSample}</a>
                </div>
            )}
            {!connected && <div class="bar lost" role="status"><p>{w.frame.lost}</p></div>}
        </>
    );
}

function Screen({ now, w }: { now: Route; w: Words }) {
    const views = VIEWS[now.path[0] ?? ""];
    const Shown = views && (now.path.length > 1 ? views.one : views.list);
    if (Shown) return <Shown route={now} key={now.house + "/" + now.path.join("/")} />;
    return (
        <>
            <Title text={w.frame.noSuchPage} />
            <p><a class="button" href={link([])}>{w.frame.toHome}</a></p>
        </>
    );
}

/** An open settings box closes when one clicks elsewhere or presses Escape. */
function useClosingSettings(): void {
    useEffect(() => {
        const close = (event: Event): void => {
            const box = document.querySelector<HTMLDetailsElement>("details.settings[open]");
            if (!box) return;
            if (event instanceof KeyboardEvent ? event.key === "Escape" : !box.contains(event.target as Node)) box.open = false;
        };
        addEventListener("click", close);
        addEventListener("keydown", close);
        return () => {
            removeEventListener("click", close);
            removeEventListener("keydown", close);
        };
    }, []);
}

export function Frame({ failure }: { failure: ApiError | null }) {
    const { w } = useWords();
    const now = useCell(route);
    const computing = useCell(isComputing);
    useClosingSettings();
    return (
        <>
            <a class="button skip" href="#main" onClick={(event) => {
                event.preventDefault();
                document.getElementById("main")?.focus();
            }}>{w.frame.skip}</a>
            <header class="top">
                <Name />
                <Tabs current={now.path[0] ?? ""} w={w} />
                <span class="room" />
                <a class="button alarm slight" href={link(["stop-card"])}>{w.frame.stopCard}</a>
                <Settings w={w} />
            </header>
            <Bars now={now} w={w} />
            <main id="main" tabIndex={-1}>
                {failure ? <><Title text={w.error.title} /><ErrorNotice error={failure} /></> : <Screen now={now} w={w} />}
            </main>
            <footer class="foot">
                {computing && <p class="busy">{w.frame.computing}</p>}
                <p>{w.frame.footer}</p>
            </footer>
            <LiveText />
        </>
    );
}
