// One case: its screens, of which "now" is the first.

import type { ComponentType } from "preact";
import type { Case } from "../case_types";
import { money, readable } from "../format";
import { useResource } from "../live";
import { Title } from "../part/title";
import { Fetching } from "../part/waits";
import { link } from "../route";
import type { Lang } from "../settings";
import { useWords, type Words } from "../words";
import { CaseCard } from "./case_card";
import { CaseEnd } from "./case_end";
import { CaseMoney } from "./case_money";
import { CaseNew } from "./case_new";
import { CaseNow } from "./case_now";
import { CasePapers } from "./case_papers";
import { CaseTalk } from "./case_talk";
import { CaseThings } from "./case_things";
import { CaseTime } from "./case_time";
import type { CaseProps, ViewProps } from "./props";

const SCREENS = {
    now: CaseNow, money: CaseMoney, talk: CaseTalk, time: CaseTime, things: CaseThings, card: CaseCard, papers: CasePapers, end: CaseEnd,
} as const satisfies Record<string, ComponentType<CaseProps>>;
type ScreenName = keyof typeof SCREENS;
const NAMES = Object.keys(SCREENS) as ScreenName[];

function Screens({ of, shown }: { of: string; shown: ScreenName }) {
    const { w } = useWords();
    return (
        <nav class="side-tabs no-print" aria-label={w.case.nav.label}>
            {NAMES.map((name) => (
                <a key={name} href={link(name === "now" ? ["cases", of] : ["cases", of, name])} {...(name === shown ? { "aria-current": "page" as const } : {})}>
                    {w.case.nav[name]}
                </a>
            ))}
        </nav>
    );
}

/** What a case is called: as the person named it, else by its first charge, else by how it began. */
export function nameOf(of: Case | null, w: Words, lang: Lang): string {
    const first = of?.charges[0];
    if (of?.title) return of.title;
    if (first) return `${readable(first.descriptor)} ${money(first.amount, first.currency, lang)}`;
    return w.case.list.ground[of?.ground ?? ""] ?? w.case.list.title;
}

function OneCase({ route }: ViewProps) {
    const { w, lang } = useWords();
    const id = route.path[1] ?? "";
    const shown = NAMES.find((name) => name === route.path[2]) ?? "now";
    const found = useResource<Case>("cases/" + encodeURIComponent(id));
    const of = found.value;
    const Shown = SCREENS[shown];
    return (
        <>
            <Title text={nameOf(of, w, lang)} back={{ href: link(["cases"]), text: w.case.list.title }} />
            <Screens of={id} shown={shown} />
            <Fetching of={found} />
            {of && <Shown of={of} />}
        </>
    );
}

export function CaseView(props: ViewProps) {
    return props.route.path[1] === "new" ? <CaseNew {...props} /> : <OneCase {...props} />;
}
