// A charge as a card to press: shop, amount, day, and in one line why it is shown.

import { fullDay, money, readable } from "../format";
import { link } from "../route";
import type { Charge } from "../types";
import { causeName, useWords, type Words } from "../words";
import type { Lang } from "../settings";
import { VerdictBadge, toneOfCharge } from "./verdict";

/** The one thing to say of a charge in a list: an alarm, the likeliest cause, or what was bought. */
export function gist(charge: Charge, w: Words, lang: Lang): string {
    const alarm = charge.flags.find((flag) => flag.alarm);
    if (alarm) return w.flag[alarm.flag] ?? alarm.flag;
    const title = charge.explained_by.find((part) => part.title !== null)?.title;
    if (title) return title;
    const cause = charge.causes[0];
    if (cause) return causeName(cause.cause, lang);
    const flag = charge.flags[0];
    return flag ? (w.flag[flag.flag] ?? flag.flag) : "";
}

/** `more`: how many like charges it stands for besides itself. */
export function ChargeCard({ charge, more }: { charge: Charge; more: number }) {
    const { w, lang } = useWords();
    return (
        <a class={"charge-card " + toneOfCharge(charge)} href={link(["charges", charge.id])}>
            <span class="shop">{readable(charge.descriptor)}</span>
            <span class="sum number">{money(charge.amount, charge.currency, lang)}</span>
            <span class="more">
                {charge.date === null ? w.charges.noDate : fullDay(charge.date, lang)}　<VerdictBadge charge={charge} />
            </span>
            <span class="more">{gist(charge, w, lang)}</span>
            {more > 0 && <span class="more">{w.answer.alike(String(more))}</span>}
        </a>
    );
}

/** Groups of like charges, a card for each. */
export function ChargeCards({ groups }: { groups: readonly (readonly Charge[])[] }) {
    return (
        <ul class="cards">
            {groups.map((group) => group[0] && <li key={group[0].id}><ChargeCard charge={group[0]} more={group.length - 1} /></li>)}
        </ul>
    );
}
