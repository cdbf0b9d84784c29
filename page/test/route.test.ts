import assert from "node:assert/strict";
import { test } from "node:test";
import { isFiltered, serverQuery, sortOf, withValue } from "../src/filter";
import { hashOf, routeOf } from "../src/route";

test("an address is read", () => {
    assert.deepEqual(routeOf(""), { house: "own", path: [], query: {} });
    assert.deepEqual(routeOf("#/"), { house: "own", path: [], query: {} });
    assert.deepEqual(routeOf("#/charges/ab%2Fc?month=2026-08&q=a%20b"),
        { house: "own", path: ["charges", "ab/c"], query: { month: "2026-08", q: "a b" } });
    assert.deepEqual(routeOf("#/sample/cases/x"), { house: "sample", path: ["cases", "x"], query: {} });
    assert.deepEqual(routeOf("#/%zz"), { house: "own", path: ["%zz"], query: {} });
});

test("what is written is read again", () => {
    for (const house of ["own", "sample"] as const) {
        for (const path of [[], ["charges"], ["charges", "a/b?c#d"], ["日本"]]) {
            for (const query of [{}, { q: "アマゾン & co" }, { verdict: "explained,probable", month: "2026-08" }]) {
                assert.deepEqual(routeOf(hashOf(house, path, query)), { house, path, query });
            }
        }
    }
});

test("an empty value is not written", () => {
    assert.equal(hashOf("own", ["charges"], { q: "", month: "2026-08" }), "#/charges?month=2026-08");
});

test("the server is asked for what the address says, and for nothing else", () => {
    assert.deepEqual(serverQuery({ q: " x ", month: "", by: "sortAmount", house: "own" }), { q: "x", sort: "amount", order: "desc" });
    assert.deepEqual(serverQuery({}), { sort: "date", order: "desc" });
    assert.equal(sortOf({ by: "nonsense" }), "sortDateDown");
});

test("a filter is set and taken away", () => {
    assert.deepEqual(withValue({ month: "2026-08" }, "card", "1234"), { month: "2026-08", card: "1234" });
    assert.deepEqual(withValue({ month: "2026-08", card: "1234" }, "card", ""), { month: "2026-08" });
    assert.equal(isFiltered({ by: "sortAmount" }), false);
    assert.equal(isFiltered({ q: "x" }), true);
});
