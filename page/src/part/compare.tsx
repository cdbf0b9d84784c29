// One charge against what is usual: the days until it was charged, and its amount at its shop.

import { money, readable } from "../format";
import { lagOf } from "../lag";
import { useResource } from "../live";
import type { Charge, ChargePage } from "../types";
import { useWords } from "../words";
import { LagChart, useUsualLags } from "./lag_chart";
import { AmountChart } from "./odd_chart";

const FEWEST = 3;

/** Other charges of its shop and currency; where the catalogue does not know the shop, those whose name is the same. */
function useSameShop(charge: Charge, neighbours: readonly Charge[]): Charge[] {
    const isKnown = charge.merchant !== "other";
    const page = useResource<ChargePage>(isKnown ? "charges" : null, { merchant: charge.merchant, sort: "date", order: "desc", limit: "500" }).value;
    const same = isKnown ? (page?.charges ?? []) : neighbours.filter((one) => readable(one.descriptor) === readable(charge.descriptor));
    return same.filter((one) => one.id !== charge.id && one.currency === charge.currency && one.amount > 0);
}

export function Compare({ charge, neighbours }: { charge: Charge; neighbours: readonly Charge[] }) {
    const { w, lang } = useWords();
    const own = lagOf(charge);
    const lags = useUsualLags()?.filter((lag) => !charge.ids.includes(lag.charge.id)) ?? [];
    const hasLag = own !== null && lags.filter((lag) => lag.since === own.since).length >= FEWEST;
    const same = useSameShop(charge, neighbours);
    const hasAmounts = same.length >= FEWEST && charge.date !== null && charge.amount > 0;
    if (!hasLag && !hasAmounts) return null;
    return (
        <section class="card compare">
            <h2>{w.charge.compare}</h2>
            <p class="soft">{w.charge.compareText}</p>
            {hasLag && <LagChart usual={lags} odd={[own]} since={own.since} />}
            {hasAmounts && (
                <figure>
                    <figcaption>{w.charge.amounts}</figcaption>
                    <AmountChart odd={[charge]} usual={same} name={`${w.charge.amounts}　${money(charge.amount, charge.currency, lang)}`} />
                </figure>
            )}
        </section>
    );
}
