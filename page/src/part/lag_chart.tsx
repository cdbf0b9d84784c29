// Days from dispatch (or order) to charge: how often each was usual, as bars, and the charge in question as a mark.

import { count, fullDay, money, readable } from "../format";
import { binsOf, lagsOf, type Bin, type Lag, type Since } from "../lag";
import { useResource } from "../live";
import { go, link } from "../route";
import { ticks } from "../series";
import type { ChargePage } from "../types";
import { useWords, type Words } from "../words";
import { useWidth } from "./width";

const HEIGHT = 170, LEFT = 34, FOOT = 26, HEAD = 26, LEAST = 10, MOST = 24, FEWEST = 3;

const binText = (bin: Bin): string => (bin.from === bin.to ? String(bin.from) : `${bin.from}–${bin.to}`);

function Bars({ bins, odd, name }: { bins: readonly Bin[]; odd: readonly Lag[]; name: string }) {
    const [box, width] = useWidth();
    const marks = ticks(Math.max(2, ...bins.map((bin) => bin.count)));
    const most = marks[marks.length - 1]!;
    const each = (width - LEFT) / bins.length;
    const y = (value: number): number => HEIGHT - FOOT - (value / most) * (HEIGHT - FOOT - HEAD);
    const every = Math.ceil((8 * Math.max(...bins.map((bin) => binText(bin).length)) + 8) / each);
    const middle = (days: number): number => {
        const at = bins.findIndex((bin) => bin.from <= days && days <= bin.to);
        return LEFT + (at + 0.5) * each;
    };
    return (
        <div ref={box}>
            <svg class="chart" viewBox={`0 0 ${width} ${HEIGHT}`} role="img" aria-label={name}>
                {marks.filter(Number.isInteger).map((mark) => (
                    <g key={mark}>
                        <line class="grid-line" x1={LEFT} x2={width} y1={y(mark)} y2={y(mark)} />
                        <text x={LEFT - 6} y={y(mark) + 4} text-anchor="end">{count(mark)}</text>
                    </g>
                ))}
                {bins.map((bin, at) => (
                    <g key={bin.from}>
                        <rect class="usual" x={LEFT + at * each + each * 0.12} width={each * 0.76} y={y(bin.count)} height={HEIGHT - FOOT - y(bin.count)} />
                        {at % every === 0 && <text x={LEFT + (at + 0.5) * each} y={HEIGHT - 8} text-anchor="middle">{binText(bin)}</text>}
                    </g>
                ))}
                {odd.map(({ charge, days }) => (
                    <path key={charge.id} class="odd" d={`M${middle(days)} ${HEIGHT - FOOT}l-9 -9 9 -9 9 9z`} onClick={() => go(["charges", charge.id])} />
                ))}
            </svg>
        </div>
    );
}

const titleOf = (since: Since, w: Words): string => (since === "shipped" ? w.pictures.lagShipped : w.pictures.lagOrdered);

/** The bars and what stands behind them. Too few usual ones say nothing: then there is no chart. */
export function LagChart({ usual, odd, since }: { usual: readonly Lag[]; odd: readonly Lag[]; since: Since }) {
    const { w, lang } = useWords();
    const like = usual.filter((lag) => lag.since === since);
    const marked = odd.filter((lag) => lag.since === since);
    if (like.length < FEWEST) return null;
    const bins = binsOf(like.map((lag) => lag.days), marked.map((lag) => lag.days), LEAST, MOST);
    const name = titleOf(since, w);
    return (
        <figure class="lag" data-since={since}>
            <figcaption>{name}</figcaption>
            <Bars bins={bins} odd={marked} name={name} />
            {marked.length > 0 && (
                <ul>
                    {marked.map(({ charge, days }) => (
                        <li key={charge.id}><a href={link(["charges", charge.id])}>{readable(charge.descriptor)}　{fullDay(charge.date, lang)}　{money(charge.amount, charge.currency, lang)}</a>　{w.pictures.lagDays(days)}</li>
                    ))}
                </ul>
            )}
            <details>
                <summary>{w.frame.table}</summary>
                <table>
                    <thead><tr><th scope="col">{name}</th><th scope="col" class="number">{w.pictures.charges}</th></tr></thead>
                    <tbody>{bins.map((bin) => <tr key={bin.from}><th scope="row">{binText(bin)}</th><td class="number">{count(bin.count)}</td></tr>)}</tbody>
                </table>
            </details>
        </figure>
    );
}

/** The lags of the newest explained charges of the household. */
export function useUsualLags(): Lag[] | null {
    const page = useResource<ChargePage>("charges", { verdict: "explained,probable", sort: "date", order: "desc", limit: "500" }).value;
    return page ? lagsOf(page.charges) : null;
}

/** For the screen of pictures: what has an alarm is marked. */
export function Lags() {
    const { w } = useWords();
    const all = useUsualLags();
    if (!all) return null;
    const odd = all.filter(({ charge }) => charge.flags.some((flag) => flag.alarm));
    const usual = all.filter((lag) => !odd.includes(lag));
    if (usual.length < FEWEST) return null;
    return (
        <section class="card">
            <h2>{w.pictures.lag}</h2>
            <p class="soft">{w.pictures.lagText}</p>
            <LagChart usual={usual} odd={odd} since="shipped" />
            <LagChart usual={usual} odd={odd} since="ordered" />
        </section>
    );
}
