// What the screens of a case work out by themselves.

import assert from "node:assert/strict";
import { test } from "node:test";
import type { Case } from "../src/case_types";
import { filled } from "../src/command";
import { asksOf, saidWords } from "../src/part/said";
import { nameOf } from "../src/view/case";
import { missing } from "../src/view/case_papers";
import { promisedText } from "../src/view/case_talk";
import { wordsOf } from "../src/words";

const w = wordsOf("en");
const named = (of: Partial<Case>): string => nameOf({ title: null, ground: "typed", charges: [], ...of } as unknown as Case, w, "ja");

test("a promise is written as case log takes it", () => {
    assert.equal(promisedText("refund", "2026-12-06", "1980"), "refund 2026-12-06 1980");
    assert.equal(promisedText("call", "", ""), "call");
});

test("answers of the other side are written as case log takes them; what was not asked is left out", () => {
    assert.deepEqual(saidWords({ order_in_account: "no", refund_day: " ", reason: " lost " }), ["order_in_account=no", "reason=lost"]);
    assert.deepEqual(asksOf({ asks: "a,b" }), ["a", "b"]);
    assert.deepEqual(asksOf({}), []);
});

test("what was not filled in is not sent", () => {
    assert.deepEqual(filled({ text: "a", person: "", said: [], in: false, of: null, charge: undefined, number: 0 }), { text: "a", number: 0 });
});

test("a case is called by its title, by its first charge, or by how it began", () => {
    const charge = { descriptor: "ＡＭＡＺＯＮ．ＣＯ．ＪＰ", amount: 15480, currency: "JPY" };
    assert.equal(named({ charges: [charge] as unknown as Case["charges"] }), "AMAZON.CO.JP 15,480円");
    assert.equal(named({ title: "October" }), "October");
    assert.equal(named({}), w.case.list.ground["typed"]);
    assert.equal(nameOf(null, w, "en"), w.case.list.title);
});

test("of what a paper lacks the missing is told, what blocks first", () => {
    const gap = (name: string, open: boolean, blocking: boolean) => ({ gap: name, open, blocking, text: name });
    assert.deepEqual(missing([gap("a", true, false), gap("b", false, true), gap("c", true, true)]).map((one) => one.gap), ["c", "a"]);
});
