// Months as stacked bars, the parts told apart by verdict; a press leads to the charges of the month.

import { count, money, monthName } from "../format";
import { link } from "../route";
import { barsOf, ticks, type Bar, type MonthRow } from "../series";
import { VERDICTS } from "../types";
import { useWords } from "../words";
import { useWidth } from "./width";

const HEIGHT = 280, LEFT = 64, FOOT = 28, HEAD = 10;

export function Legend() {
    const { w } = useWords();
    return <ul class="legend">{VERDICTS.map((verdict) => <li key={verdict}><i class={"fill-" + verdict} />{w.verdict[verdict]}</li>)}</ul>;
}

function shortMoney(value: number, currency: string | null, lang: "ja" | "en"): string {
    if (currency === "JPY" && lang === "ja" && value >= 10000) return `${value / 10000}万円`;
    return money(value, currency, lang);
}

function Chart({ bars, currency }: { bars: readonly Bar[]; currency: string | null }) {
    const { w, lang } = useWords();
    const [box, width] = useWidth();
    const fits = Math.max(1, Math.floor((width - LEFT) / 22));
    const shown = bars.slice(-fits);
    const marks = ticks(Math.max(1, ...shown.map((bar) => bar.total)));
    const most = marks[marks.length - 1]!;
    const each = (width - LEFT) / Math.max(1, shown.length);
    const y = (value: number): number => HEIGHT - FOOT - (value / most) * (HEIGHT - FOOT - HEAD);
    const every = Math.ceil(46 / each);
    return (
        <div ref={box}>
            <svg class="chart" viewBox={`0 0 ${width} ${HEIGHT}`} role="group" aria-label={w.pictures.months}>
                {marks.map((mark) => (
                    <g key={mark} aria-hidden="true">
                        <line class="grid-line" x1={LEFT} x2={width} y1={y(mark)} y2={y(mark)} />
                        <text x={LEFT - 6} y={y(mark) + 4} text-anchor="end">{shortMoney(mark, currency, lang)}</text>
                    </g>
                ))}
                {shown.map((bar, at) => (
                    <a key={bar.month} href={link(["charges"], { month: bar.month })} aria-label={`${monthName(bar.month, lang)} ${money(bar.total, currency, lang)} ${w.charges.found(count(bar.count))}`}>
                        {bar.segments.map((part) => (
                            <rect key={part.verdict} class={"fill-" + part.verdict} x={LEFT + at * each + each * 0.15} width={each * 0.7} y={y(part.to)} height={Math.max(0, y(part.from) - y(part.to))} />
                        ))}
                        <rect class="hit" x={LEFT + at * each} width={each} y={HEAD} height={HEIGHT - FOOT - HEAD} />
                    </a>
                ))}
                {shown.map((bar, at) => (shown.length - 1 - at) % every === 0 && (
                    <text key={bar.month} x={LEFT + (at + 0.5) * each} y={HEIGHT - 8} text-anchor="middle" aria-hidden="true">{bar.month.slice(2).replace("-", "/")}</text>
                ))}
            </svg>
        </div>
    );
}

function Table({ bars, currency }: { bars: readonly Bar[]; currency: string | null }) {
    const { w, lang } = useWords();
    return (
        <details>
            <summary>{w.frame.table}</summary>
            <div class="scroll-x" tabIndex={0} role="region" aria-label={w.pictures.months}>
                <table>
                    <thead>
                        <tr>
                            <th scope="col">{w.pictures.month}</th><th scope="col" class="number">{w.pictures.total}</th>
                            {VERDICTS.map((verdict) => <th key={verdict} scope="col" class="number">{w.verdict[verdict]}</th>)}
                        </tr>
                    </thead>
                    <tbody>
                        {[...bars].reverse().map((bar) => (
                            <tr key={bar.month}>
                                <th scope="row"><a href={link(["charges"], { month: bar.month })}>{monthName(bar.month, lang)}</a></th>
                                <td class="number">{money(bar.total, currency, lang)}</td>
                                {VERDICTS.map((verdict) => <td key={verdict} class="number">{count(bar.segments.find((part) => part.verdict === verdict)?.count ?? 0)}</td>)}
                            </tr>
                        ))}
                    </tbody>
                </table>
            </div>
        </details>
    );
}

export function Months({ rows }: { rows: readonly MonthRow[] }) {
    const { w } = useWords();
    const currencies = [...new Set(rows.map((row) => row.currency))];
    return (
        <section class="card">
            <h2>{w.pictures.months}</h2>
            <p class="soft">{w.pictures.monthsText}</p>
            {currencies.map((currency) => {
                const bars = barsOf(rows, currency);
                return (
                    <div key={currency}>
                        {currencies.length > 1 && <h3>{currency}</h3>}
                        <Chart bars={bars} currency={currency} />
                        <Legend />
                        <Table bars={bars} currency={currency} />
                    </div>
                );
            })}
        </section>
    );
}
