import assert from "node:assert/strict";
import { test } from "node:test";
import { keyTarget } from "../src/part/charge_grid";
import { MAX_HEIGHT, scrollFor, windowOf } from "../src/window";

test("only what is seen is drawn, with a margin", () => {
    assert.deepEqual(windowOf(0, 400, 40, 1000, 5), { first: 0, count: 15, height: 40000, shift: 0 });
    assert.deepEqual(windowOf(4000, 400, 40, 1000, 5), { first: 95, count: 20, height: 40000, shift: 3800 });
    assert.deepEqual(windowOf(0, 400, 40, 3, 5), { first: 0, count: 3, height: 120, shift: 0 });
    assert.deepEqual(windowOf(0, 400, 40, 0, 5), { first: 0, count: 0, height: 0, shift: 0 });
});

test("every row can be reached, however many there are", () => {
    for (const total of [1, 10, 1000, 100_000, 1_000_000, 20_000_000]) {
        const end = windowOf(Math.min(total * 48, MAX_HEIGHT) - 480, 480, 48, total, 4);
        if (total > 10) assert.equal(end.first + end.count, total, `${total} rows`);
        assert.ok(end.height <= MAX_HEIGHT);
        for (const index of [0, Math.floor(total / 3), total - 1]) {
            const scroll = scrollFor(index, 0, 480, 48, total);
            const seen = windowOf(scroll, 480, 48, total, 0);
            assert.ok(seen.first <= index && index < seen.first + seen.count, `row ${index} of ${total}`);
        }
    }
});

test("a row that is seen does not move the table", () => {
    assert.equal(scrollFor(3, 0, 480, 48, 1000), 0);
    assert.equal(scrollFor(10, 0, 480, 48, 1000), 48);
    assert.equal(scrollFor(0, 480, 480, 48, 1000), 0);
});

test("keys lead on, and never over the ends", () => {
    const rows: [string, number, number | null][] = [
        ["ArrowDown", 4, 5], ["ArrowDown", 99, 99], ["ArrowUp", 0, 0], ["PageDown", 4, 14], ["PageUp", 4, 0],
        ["Home", 50, 0], ["End", 50, 99], ["x", 50, null], ["Enter", 50, null],
    ];
    for (const [key, at, to] of rows) assert.equal(keyTarget(key, at, 10, 100), to, key);
});
