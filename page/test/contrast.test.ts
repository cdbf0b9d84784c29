import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

const style = readFileSync(join(process.env["MIOBOE_PAGE"] ?? "", "src/style/tokens.css"), "utf8");

/** The colours of one block of tokens.css. */
function colours(block: string): Map<string, string> {
    return new Map([...block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map((found) => [found[1]!, found[2]!]));
}

const blocks = style.split(/^\}$/m).map(colours).filter((block) => block.size > 5);

/** WCAG 2.2, relative luminance. */
function luminance(colour: string): number {
    const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
        const value = parseInt(colour.slice(at, at + 2), 16) / 255;
        return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one: string, other: string): number {
    const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (light + 0.05) / (dark + 0.05);
}

const PAIRS: [string, string[], number][] = [
    ["ink", ["ground", "surface", "sunken", "accent-pale", "good-pale", "care-pale", "bad-pale"], 7],
    ["soft", ["ground", "surface", "sunken"], 4.5],
    ["accent", ["ground", "surface", "sunken", "accent-pale", "care-pale"], 4.5],
    ["accent-ink", ["accent"], 4.5],
    ["bad-ink", ["bad"], 4.5],
    ["good", ["ground", "surface", "good-pale"], 4.5],
    ["care", ["ground", "surface", "care-pale"], 4.5],
    ["bad", ["ground", "surface", "bad-pale"], 4.5],
    ["calm", ["calm-pale", "surface"], 4.5],
    ["edge", ["ground", "surface"], 3],
];

test("light and dark stand once each, and have the same colours", () => {
    assert.equal(blocks.length, 2);
    assert.deepEqual([...blocks[0]!.keys()], [...blocks[1]!.keys()]);
});

for (const [at, name] of [[0, "light"], [1, "dark"]] as const) {
    test(`text can be read on its ground: ${name}`, () => {
        for (const [text, grounds, least] of PAIRS) {
            for (const ground of grounds) {
                const found = contrast(blocks[at]!.get(text)!, blocks[at]!.get(ground)!);
                assert.ok(found >= least, `${text} on ${ground}: ${found.toFixed(2)} < ${least}`);
            }
        }
    });
}
