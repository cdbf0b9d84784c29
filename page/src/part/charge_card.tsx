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

export function ChargeCard({ charge }: { charge: Charge }) {
    const { w, lang } = useWords();
    return (
        <a class={"charge-card " + toneOfCharge(charge)} href={link(["charges", charge.id])}>
            <span class="shop">{readable(charge.descriptor)}</span>
            <span class="sum number">{money(charge.amount, charge.currency, lang)}</span>
            <span class="more">
                {charge.date === null ? w.charges.noDate : fullDay(charge.date, lang)}　<VerdictBadge verdict={charge.verdict} />
            </span>
            <span class="more">{gist(charge, w, lang)}</span>
        </a>
    );
}

export function ChargeCards({ charges }: { charges: readonly Charge[] }) {
    return (
        <ul class="cards">
            {charges.map((charge) => <li key={charge.id}><ChargeCard charge={charge} /></li>)}
        </ul>
    );
}
