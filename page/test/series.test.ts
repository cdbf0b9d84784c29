import assert from "node:assert/strict";
import { test } from "node:test";
import { barsOf, monthsBetween, paymentsOf, perYear, ticks, type MonthRow } from "../src/series";
import type { Charge, Recurring } from "../src/types";

test("months have no gaps, also over the turn of a year", () => {
    assert.deepEqual(monthsBetween(["2026-02", "2025-11"]), ["2025-11", "2025-12", "2026-01", "2026-02"]);
    assert.deepEqual(monthsBetween([]), []);
});

test("bars are stacked with what needs a look at the foot, one currency at a time", () => {
    const rows: MonthRow[] = [
        { month: "2026-01", currency: "JPY", verdicts: { explained: { count: 2, amount: 300 }, unexplained: { count: 1, amount: 100 } } },
        { month: "2026-01", currency: "USD", verdicts: { explained: { count: 1, amount: 999 } } },
        { month: "2026-03", currency: "JPY", verdicts: { explained: { count: 1, amount: -50 } } },
    ];
    const bars = barsOf(rows, "JPY");
    assert.deepEqual(bars.map((bar) => [bar.month, bar.total, bar.count]), [["2026-01", 400, 3], ["2026-02", 0, 0], ["2026-03", 0, 1]]);
    assert.deepEqual(bars[0]!.segments.map((part) => [part.verdict, part.from, part.to]), [["unexplained", 0, 100], ["explained", 100, 400]]);
});

test("axes have round numbers and reach over the tallest bar", () => {
    for (const most of [1, 7, 99, 100, 101, 1234, 86000, 100000, 7654321]) {
        const marks = ticks(most);
        assert.ok(marks[marks.length - 1]! >= most, String(most));
        assert.ok(marks.length >= 2 && marks.length <= 7, `${most}: ${marks}`);
    }
    assert.deepEqual(ticks(0), [0]);
});

const recurring = (charges: string[], amount = 600, period = "1 month"): Recurring =>
    ({ merchant: "m", descriptor: "d", period, amount, currency: "JPY", charges, next_due: null, flags: [] });
const charge = (id: string, date: string, amount: number) => [id, { id, date, amount } as Charge] as const;
const MONTHS = ["2026-01", "2026-02", "2026-03", "2026-04", "2026-05", "2026-06"];

test("a price that rose is marked in its month, a month without a charge is empty", () => {
    const charges = new Map([
        charge("a", "2026-01-05", 500), charge("b", "2026-02-05", 500), charge("c", "2026-04-05", 600), charge("d", "2026-05-05", 600),
    ]);
    const found = paymentsOf(recurring(["d", "b", "a", "c"]), charges, MONTHS);
    assert.deepEqual(found.map((one) => one.charge?.amount ?? null), [500, 500, null, 600, 600, null]);
    assert.deepEqual(found.map((one) => one.step), [0, 0, 0, 100, 0, 0]);
});

test("what differs every month has no price that could rise", () => {
    const charges = new Map([charge("a", "2026-01-05", 8123), charge("b", "2026-02-05", 9321), charge("c", "2026-03-05", 7777)]);
    assert.ok(paymentsOf(recurring(["a", "b", "c"]), charges, MONTHS).every((one) => one.step === 0));
});

test("what a year costs", () => {
    assert.equal(perYear(recurring([], 600, "1 month")), 7200);
    assert.equal(perYear(recurring([], 5900, "12 months")), 5900);
    assert.equal(perYear(recurring([], 100, "7 days")), 5218);
    assert.equal(perYear(recurring([], 100, "sometimes")), 0);
});
