// What is unusual against what is usual: the charges of a shop as dots by day and amount, the odd one large.

import { fullDay, money, monthName, readable } from "../format";
import { useResource } from "../live";
import { go, link } from "../route";
import { dotsOf, ticks, type Dot } from "../series";
import type { Charge, ChargePage } from "../types";
import { useWords } from "../words";
import { useWidth } from "./width";

const HEIGHT = 200, LEFT = 72, FOOT = 26, PAD = 12;

function Dots({ odd, usual, name }: { odd: readonly Dot[]; usual: readonly Dot[]; name: string }) {
    const { lang } = useWords();
    const [box, width] = useWidth();
    const all = [...odd, ...usual];
    const marks = ticks(Math.max(1, ...all.map((dot) => dot.y)));
    const most = marks[marks.length - 1]!;
    const first = Math.min(...all.map((dot) => dot.x)), last = Math.max(...all.map((dot) => dot.x));
    const x = (day: number): number => LEFT + PAD + (last === first ? 0.5 : (day - first) / (last - first)) * (width - LEFT - 2 * PAD);
    const y = (amount: number): number => HEIGHT - FOOT - (Math.max(0, amount) / most) * (HEIGHT - FOOT - PAD);
    const currency = all[0]?.charge.currency ?? null;
    const dayOf = (number: number): string => new Date(number * 86400000).toISOString().slice(0, 7);
    return (
        <div ref={box}>
            <svg class="chart" viewBox={`0 0 ${width} ${HEIGHT}`} role="img" aria-label={name}>
                {marks.map((mark) => (
                    <g key={mark}>
                        <line class="grid-line" x1={LEFT} x2={width} y1={y(mark)} y2={y(mark)} />
                        <text x={LEFT - 6} y={y(mark) + 4} text-anchor="end">{money(mark, currency, lang)}</text>
                    </g>
                ))}
                <text x={LEFT + PAD} y={HEIGHT - 6}>{monthName(dayOf(first), lang)}</text>
                <text x={width - PAD} y={HEIGHT - 6} text-anchor="end">{monthName(dayOf(last), lang)}</text>
                {usual.map(({ charge, x: day, y: amount }) => <circle key={charge.id} class="usual" cx={x(day)} cy={y(amount)} r="4" />)}
                {odd.map(({ charge, x: day, y: amount }) => (
                    <path key={charge.id} class="odd" d={`M${x(day)} ${y(amount) - 9}l9 9-9 9-9-9z`} onClick={() => go(["charges", charge.id])} />
                ))}
            </svg>
        </div>
    );
}

/** Amounts by day, the odd ones marked, with the table of the usual ones. */
export function AmountChart({ odd, usual, name }: { odd: readonly Charge[]; usual: readonly Charge[]; name: string }) {
    const { w, lang } = useWords();
    return (
        <>
            <Dots odd={dotsOf(odd)} usual={dotsOf(usual)} name={name} />
            <details>
                <summary>{w.frame.table}</summary>
                <table>
                    <thead><tr><th scope="col">{w.charges.date}</th><th scope="col" class="number">{w.charges.amount}</th></tr></thead>
                    <tbody>
                        {[...usual].sort((a, b) => ((a.date ?? "") < (b.date ?? "") ? 1 : -1)).slice(0, 60).map((charge) => (
                            <tr key={charge.id}><td>{fullDay(charge.date, lang)}</td><td class="number">{money(charge.amount, charge.currency, lang)}</td></tr>
                        ))}
                    </tbody>
                </table>
            </details>
        </>
    );
}

function Shop({ odd }: { odd: readonly Charge[] }) {
    const { lang } = useWords();
    const first = odd[0]!;
    const name = readable(first.descriptor);
    const found = useResource<{ charge: Charge; neighbours: readonly Charge[] }>("charges/" + first.id).value;
    const isOdd = new Set(odd.map((charge) => charge.id));
    const same = useResource<ChargePage>("charges", { merchant: first.merchant, limit: "500" }).value?.charges ?? found?.neighbours ?? [];
    const usual = same.filter((charge) => !isOdd.has(charge.id) && charge.currency === first.currency && (first.merchant !== "other" || readable(charge.descriptor) === name));
    return (
        <li>
            <h3>{name}</h3>
            <ul>
                {odd.map((charge) => (
                    <li key={charge.id}><a href={link(["charges", charge.id])}>{fullDay(charge.date, lang)}　{money(charge.amount, charge.currency, lang)}</a></li>
                ))}
            </ul>
            <AmountChart odd={odd} usual={usual} name={name} />
        </li>
    );
}

export function Odd() {
    const { w } = useWords();
    const page = useResource<ChargePage>("charges", { flag: "unusual_amount", sort: "date", order: "desc", limit: "100" }).value;
    if (!page) return null;
    const shops = new Map<string, Charge[]>();
    for (const charge of page.charges) {
        const key = charge.merchant === "other" ? readable(charge.descriptor) : charge.merchant;
        shops.set(key, [...(shops.get(key) ?? []), charge]);
    }
    return (
        <section class="card">
            <h2>{w.pictures.odd}</h2>
            {shops.size === 0 ? <p>{w.pictures.noOdd}</p> : <p class="soft">{w.pictures.oddText}</p>}
            <ul class="plain-list apart-list">{[...shops].slice(0, 8).map(([key, odd]) => <Shop key={key} odd={odd} />)}</ul>
        </section>
    );
}
