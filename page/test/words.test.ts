import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { causeName, merchantMeaning, nextStep } from "../src/words";
import { en } from "../src/words/en";
import { ja } from "../src/words/ja";

const catalog = join(process.env["MIOBOE_PAGE"] ?? "", "..", "catalog");

/** Every place of a word, "charges.title", with what stands there. */
function places(of: unknown, at = ""): [string, unknown][] {
    if (typeof of === "object" && of !== null) return Object.entries(of).flatMap(([key, value]) => places(value, `${at}.${key}`));
    return [[at, of]];
}

test("both languages have the same words", () => {
    assert.deepEqual(places(ja).map(([at]) => at).sort(), places(en).map(([at]) => at).sort());
});

test("no word is empty, none of the English ones is Japanese, functions take as much", () => {
    const english = new Map(places(en));
    for (const [at, value] of places(ja)) {
        const other = english.get(at);
        assert.equal(typeof value, typeof other, at);
        if (typeof value === "function") assert.equal(value.length, (other as { length: number }).length, at);
        else assert.notEqual(String(value).trim(), "", at);
        assert.doesNotMatch(typeof other === "function" ? String(other) : String(other), /[\u3040-\u30ff\u4e00-\u9fff]/, at);
    }
});

test("one and many are told apart in English", () => {
    assert.equal(en.charges.found("1"), "1 charge");
    assert.equal(en.charges.found("2"), "2 charges");
    assert.match(en.answer.ask("1"), /1 charge: do you know it/);
});

test("the catalogue's sentences are in the page", () => {
    const ids = (path: string): string[] =>
        [...readFileSync(join(catalog, path), "utf8").matchAll(/^- id: (\S+)$/gm)].map((found) => found[1]!);
    for (const id of ids("rules/causes.yaml")) assert.notEqual(causeName(id, "ja"), causeName(id, "en"), id);
    for (const id of ids("rules/next.yaml")) assert.match(nextStep(id, "ja").text, /[\u3040-\u30ff]/, id);
    assert.match(merchantMeaning("amazon.retail", "ja") ?? "", /Amazon/);
});

test("what this catalogue does not know is told by its id", () => {
    assert.equal(causeName("some_new_cause", "ja"), "some new cause");
    assert.deepEqual(nextStep("some_step", "en"), { text: "some step", url: null });
    assert.equal(merchantMeaning("nobody", "en"), null);
});
