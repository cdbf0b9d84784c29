import assert from "node:assert/strict";
import { test } from "node:test";
import { sinceText } from "../src/part/timeline";
import { marksOf, type Around, type Mark } from "../src/marks";
import { fitted, placeInTime, placeMarks, spread } from "../src/timeline";
import type { Case } from "../src/case_types";
import type { Charge } from "../src/types";
import { wordsOf } from "../src/words";

const gaps = (places: readonly number[]): number[] => places.slice(1).map((place, at) => place - places[at]!);

test("labels that have room stand where they want", () => {
    assert.deepEqual(spread([10, 60, 130], 40, 0, 200), [10, 60, 130]);
    assert.deepEqual(spread([], 40, 0, 200), []);
});

test("labels that clash move apart on both sides, and stay inside", () => {
    assert.deepEqual(spread([100, 100], 40, 0, 200), [80, 120]);
    assert.deepEqual(spread([0, 0, 0], 40, 0, 200), [0, 40, 80]);
    assert.deepEqual(spread([200, 200, 200], 40, 0, 200), [120, 160, 200]);
});

test("labels never lie on each other, whatever the days are", () => {
    let seed = 7;
    const next = (): number => (seed = (seed * 48271) % 2147483647) / 2147483647;
    for (let round = 0; round < 300; round++) {
        const many = 1 + Math.floor(next() * 20), gap = 46, to = 14 + (many - 1) * gap + Math.floor(next() * 200);
        const wanted = Array.from({ length: many }, () => 14 + next() * (to - 14)).sort((a, b) => a - b);
        const places = spread(wanted, gap, 14, to);
        assert.ok(gaps(places).every((one) => one >= gap - 1e-6), `${wanted}`);
        assert.ok(places[0]! >= 14 - 1e-6 && places[many - 1]! <= to + 1e-6, `${wanted}: ${places}`);
    }
});

test("dots stand in proportion to their days", () => {
    const places = placeMarks([100, 101, 110], 46, 14, 214);
    assert.deepEqual(places.map((one) => one.dot), [14, 34, 214]);
    assert.deepEqual(placeMarks([5, 5], 46, 14, 214).map((one) => one.dot), [14, 14]);
    assert.deepEqual(placeMarks([5], 46, 14, 214), [{ dot: 14, label: 14 }]);
});

test("a moment has its place within its day, a day is its beginning", () => {
    assert.equal(placeInTime("1970-01-02"), 1);
    assert.equal(placeInTime("1970-01-02T12:00:00+09:00"), 1.5);
    assert.equal(placeInTime("1970-01-01T15:00:00Z"), 1);
    assert.ok(Number.isNaN(placeInTime("")));
});

test("a text that is too long for its room is cut, wide letters take two narrow ones", () => {
    assert.equal(fitted("カードの利用日", 300, 13), "カードの利用日");
    assert.equal(fitted("カードの利用日", 13 * 4, 13), "カード…");
    assert.equal(fitted("abcdefgh", 13 * 3, 13), "abc…");
    assert.equal(fitted("", 10, 13), "");
});

const w = wordsOf("en");
const charge = {
    id: "a", ids: ["a", "b"], date: "2026-08-16", amount: 3000, currency: "JPY", notices: [
        { moment: "2026-08-16T10:00:00+09:00", shop: "AMAZON", amount: 3000, currency: "JPY", changed: false, source: { path: "", line: 1 } },
    ],
    explained_by: [
        { kind: "shipment", order_id: "250-1", source: null, amount: 1000, title: "pen", what: null, ordered: "2026-08-13", shipped: "2026-08-15" },
        { kind: "shipment", order_id: "250-1", source: null, amount: 2000, title: "ink", what: null, ordered: "2026-08-13", shipped: "2026-08-14" },
    ],
} as unknown as Charge;
const nothing: Around = { expected: [], credits: [], of: null };
const told = (marks: readonly Mark[]): string[] => marks.map((mark) => `${mark.day.slice(0, 10)} ${mark.text}`);

test("each dispatch has its mark, in the order of time", () => {
    assert.deepEqual(told(marksOf(charge, nothing, w, "en")), [
        "2026-08-13 Ordered", "2026-08-13 Ordered", "2026-08-14 Dispatched", "2026-08-15 Dispatched", "2026-08-16 Charged to the card", "2026-08-16 Usage notice by mail",
    ]);
});

test("a refund that is expected and one that came are told", () => {
    const credit = { ...charge, id: "c", ids: ["c"], date: "2026-09-03", amount: -1000 } as Charge;
    const expected = [
        { kind: "refund", order_id: "250-1", amount: -1000, currency: "JPY", due_by: "2026-09-01", status: "overdue" },
        { kind: "refund", order_id: "250-2", amount: -1000, currency: "JPY", due_by: "2026-09-02", status: "overdue" },
    ] as const;
    const marks = marksOf(charge, { ...nothing, expected, credits: [credit] }, w, "en").slice(-2);
    assert.deepEqual(marks.map((mark) => [mark.day, mark.text, mark.kind]), [["2026-09-01", "Refund expected", "bad"], ["2026-09-03", "Refund", "done"]]);
});

test("of a case stands what concerns this charge", () => {
    const move = (day: string) => ({ move: "withheld", amount: null, date: day, source: "told", entry: 3 });
    const of = {
        opened: "2026-09-05T00:00:00Z", closed: null, evidence: [], contacts: [{ at: "2026-09-06T01:00:00Z", party: "issuer", channel: "phone", summary: "asked" }],
        promises: [{ party: "issuer", what: "refund", due: "2026-09-20", state: "open", text: null }],
        charges: [{ charge: "b", posted_on: "2026-08-18", currency: "JPY", moves: [move("2026-09-07")] }, { charge: "z", posted_on: "2026-08-19", currency: "JPY", moves: [move("2026-09-08")] }],
    } as unknown as Case;
    const days = marksOf(charge, { ...nothing, of }, w, "en").map((mark) => mark.day.slice(0, 10));
    assert.ok(days.includes("2026-08-18") && days.includes("2026-09-07") && days.includes("2026-09-20") && days.includes("2026-09-06"));
    assert.ok(!days.includes("2026-08-19") && !days.includes("2026-09-08"));
});

test("how long after the one before", () => {
    const marks = [{ day: "2026-08-13" }, { day: "2026-08-13" }, { day: "2026-08-14" }, { day: "2026-08-20" }] as Mark[];
    assert.deepEqual(marks.map((_, at) => sinceText(marks, at, w)), ["", "", "1 day later", "6 days later"]);
});
