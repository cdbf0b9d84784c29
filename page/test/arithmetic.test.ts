import assert from "node:assert/strict";
import { test } from "node:test";
import { scaled, sumOf } from "../src/arithmetic";
import type { Part } from "../src/types";

const part = (amount: number): Part => ({ kind: "shipment", order_id: null, source: null, amount, title: null, what: null });

test("parts lead step by step to their sum", () => {
    const sum = sumOf([part(9900), part(-4950)]);
    assert.deepEqual(sum.steps.map(({ from, to }) => [from, to]), [[0, 9900], [9900, 4950]]);
    assert.deepEqual([sum.total, sum.low, sum.high], [4950, 0, 9900]);
});

test("a refund goes to the left of nothing", () => {
    const sum = sumOf([part(-1200), part(200)]);
    assert.deepEqual([sum.total, sum.low, sum.high], [-1000, -1200, 0]);
    assert.equal(scaled(-1200, sum, 100), 0);
    assert.equal(scaled(0, sum, 100), 100);
});

test("nothing, or parts of nothing, are drawn nowhere", () => {
    assert.equal(scaled(0, sumOf([]), 100), 0);
    assert.equal(scaled(0, sumOf([part(0)]), 100), 0);
});
