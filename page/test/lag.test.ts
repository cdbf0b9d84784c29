import assert from "node:assert/strict";
import { test } from "node:test";
import { binsOf, lagOf, lagsOf } from "../src/lag";
import type { Charge } from "../src/types";

const charge = (date: string | null, parts: readonly object[], amount = 100): Charge => ({ date, amount, explained_by: parts }) as unknown as Charge;

test("days are counted from the last dispatch; from the order where no dispatch is known", () => {
    const both = charge("2026-08-16", [{ ordered: "2026-08-10", shipped: "2026-08-12" }, { ordered: "2026-08-10", shipped: "2026-08-15" }]);
    assert.deepEqual([lagOf(both)?.since, lagOf(both)?.days], ["shipped", 1]);
    const ordered = charge("2026-09-01", [{ ordered: "2026-08-31", shipped: null }]);
    assert.deepEqual([lagOf(ordered)?.since, lagOf(ordered)?.days], ["ordered", 1]);
    assert.equal(lagOf(charge("2026-08-14", [{ shipped: "2026-08-15" }]))?.days, -1);
});

test("a credit, a charge without a day and one without an order have none", () => {
    assert.deepEqual(lagsOf([charge("2026-08-16", []), charge(null, [{ shipped: "2026-08-15" }]), charge("2026-08-16", [{ shipped: "2026-08-15" }], -100)]), []);
});

test("bins have no gaps, hold every day once, and reach to the marks", () => {
    assert.deepEqual(binsOf([0, 1, 1, 3], [], 1, 24).map((bin) => bin.count), [1, 2, 0, 1]);
    assert.deepEqual(binsOf([], [], 10, 24), []);
    assert.deepEqual(binsOf([2, 2], [], 3, 24), [{ from: 2, to: 2, count: 2 }, { from: 3, to: 3, count: 0 }, { from: 4, to: 4, count: 0 }]);
    const days = Array.from({ length: 200 }, (_, at) => (at * 37) % 91 - 5);
    for (const most of [5, 12, 24]) {
        const bins = binsOf(days, [120], 5, most);
        assert.ok(bins.length <= most);
        assert.equal(bins.reduce((sum, bin) => sum + bin.count, 0), days.length);
        assert.ok(bins.every((bin, at) => at === 0 || bin.from === bins[at - 1]!.to + 1));
        assert.ok(bins[bins.length - 1]!.to >= 120);
    }
});
