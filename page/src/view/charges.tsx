// All charges: search, filters, the table.

import { useEffect, useRef, useState } from "preact/hooks";
import { count, money, monthName } from "../format";
import { isFiltered, serverQuery, SORT_NAMES, sortOf, withValue, type FilterName } from "../filter";
import { useResource } from "../live";
import { useChargeList } from "../pages";
import { ChargeGrid } from "../part/charge_grid";
import { ErrorNotice } from "../part/error";
import { announce } from "../part/live_text";
import { Title } from "../part/title";
import { Waits } from "../part/waits";
import { goQuietly, type Query } from "../route";
import { choiceId, VERDICTS, type Choice, type State } from "../types";
import { useWords, type Words } from "../words";
import type { ViewProps } from "./props";

interface SelectProps {
    readonly name: FilterName;
    readonly label: string;
    readonly choices: readonly (readonly [string, string])[];
    readonly query: Query;
}

/** A choice among the values of one member; a value that is not among them (several verdicts) is kept as it is. */
function Select({ name, label, choices, query }: SelectProps) {
    const { w } = useWords();
    const value = query[name] ?? "";
    if (choices.length < 2 && value === "") return null;
    const isOther = value !== "" && !choices.some(([id]) => id === value);
    return (
        <label>
            {label}
            <select value={value} onChange={(event) => goQuietly(["charges"], withValue(query, name, event.currentTarget.value))}>
                <option value="">{w.charges.all}</option>
                {isOther && <option value={value}>{valueName(name, value, w)}</option>}
                {choices.map(([id, text]) => <option key={id} value={id}>{text}</option>)}
            </select>
        </label>
    );
}

/** Several values with commas between, as a person reads them. */
function valueName(name: FilterName, value: string, w: Words): string {
    const words: Record<string, string> = name === "verdict" ? w.verdict : name === "flag" ? w.flag : {};
    return value.split(",").map((one) => words[one] ?? one).join("・");
}

const pairs = (choices: readonly Choice[] | undefined, text: (id: string) => string): (readonly [string, string])[] =>
    (choices ?? []).map((choice) => [choiceId(choice), text(choiceId(choice))] as const);

function Search({ query }: { query: Query }) {
    const { w } = useWords();
    const [text, setText] = useState(query["q"] ?? "");
    const timer = useRef(0);
    const search = (value: string): void => {
        setText(value);
        clearTimeout(timer.current);
        timer.current = window.setTimeout(() => goQuietly(["charges"], withValue(query, "q", value)), 150);
    };
    useEffect(() => setText(query["q"] ?? ""), [query["q"]]);
    return (
        <label class="wide">
            {w.charges.search} <span class="hint">{w.charges.searchHint}</span>
            <input type="search" value={text} maxLength={200} autocomplete="off" onInput={(event) => search(event.currentTarget.value)} />
        </label>
    );
}

const NARROW = matchMedia("(max-width: 47.99rem)");

/** On a telephone only search and result stand open: the table comes first there. */
function Filters({ query, state }: { query: Query; state: State | null }) {
    const { w } = useWords();
    const [isOpen] = useState(!NARROW.matches || ["month", "card", "member", "merchant", "flag"].some((name) => query[name]));
    return (
        <form role="search" onSubmit={(event) => event.preventDefault()}>
            <Search query={query} />
            <details class="more-filters" open={isOpen}>
                <summary>{w.charges.filters}</summary>
                <MoreFilters query={query} state={state} />
            </details>
        </form>
    );
}

function MoreFilters({ query, state }: { query: Query; state: State | null }) {
    const { w, lang } = useWords();
    return (
        <div class="filters">
            <Select name="verdict" label={w.charges.verdict} query={query} choices={VERDICTS.map((one) => [one, w.verdict[one]] as const)} />
            <Select name="month" label={w.charges.month} query={query} choices={pairs(state?.months, (id) => monthName(id, lang))} />
            <Select name="card" label={w.charges.card} query={query}
                choices={pairs(state?.cards, (id) => (/^\d{1,4}$/.test(id) ? w.charges.cardEnding(id) : w.charges.cardOther))} />
            <Select name="member" label={w.charges.member} query={query} choices={pairs(state?.members, (id) => id)} />
            <Select name="merchant" label={w.charges.merchant} query={query} choices={pairs(state?.merchants, merchantName)} />
            <Select name="flag" label={w.charges.flag} query={query} choices={Object.entries(w.flag)} />
            <label>
                {w.charges.sort}
                <select value={sortOf(query)} onChange={(event) => goQuietly(["charges"], withValue(query, "by", event.currentTarget.value))}>
                    {SORT_NAMES.map((name) => <option key={name} value={name}>{w.charges[name]}</option>)}
                </select>
            </label>
        </div>
    );
}

/** An id of the catalogue as a name: "amazon.web_services" is "Amazon web services". */
export function merchantName(id: string): string {
    const text = id.replace(/[._]/g, " ");
    return text.charAt(0).toUpperCase() + text.slice(1);
}

export function Charges({ route }: ViewProps) {
    const { w, lang } = useWords();
    const state = useResource<State>("state").value;
    const list = useChargeList(serverQuery(route.query));
    const found = w.charges.found(count(list.total));
    const sums = list.sums.map((sum) => money(sum.amount, sum.currency, lang)).join("、");
    useEffect(() => {
        if (!list.isLoading) announce(found);
    }, [found, list.isLoading]);
    return (
        <>
            <Title text={w.charges.title} />
            <Filters query={route.query} state={state} />
            <div class="row apart">
                <p><strong>{found}</strong>{sums !== "" && <span class="soft">　{w.charges.sum(sums)}</span>}</p>
                {isFiltered(route.query) && (
                    <button type="button" class="slight no-print" onClick={() => goQuietly(["charges"])}>{w.charges.clear}</button>
                )}
            </div>
            {list.error && <ErrorNotice error={list.error} />}
            {list.total > 0 && <ChargeGrid list={list} name={route.house + JSON.stringify(serverQuery(route.query))} key={route.house + JSON.stringify(serverQuery(route.query))} />}
            {list.isLoading && <Waits />}
            {list.total === 0 && !list.isLoading && !list.error && <p>{w.charges.none}</p>}
        </>
    );
}
