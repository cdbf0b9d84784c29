import assert from "node:assert/strict";
import { test } from "node:test";
import {
    bytesText, dayNumber, daysBetween, digitsOf, fileName, fullDay, money, momentText, monthName, readable, shortDay,
} from "../src/format";

test("money has the digits of its currency", () => {
    const rows: [number, string | null, string, string][] = [
        [0, "JPY", "0円", "¥0"],
        [15480, "JPY", "15,480円", "¥15,480"],
        [-15480, "JPY", "\u221215,480円", "\u2212¥15,480"],
        [1234, "USD", "$12.34", "$12.34"],
        [5, "USD", "$0.05", "$0.05"],
        [-5, "EUR", "\u2212€0.05", "\u2212€0.05"],
        [123456789, "USD", "$1,234,567.89", "$1,234,567.89"],
        [1000, "KRW", "1,000\u00a0KRW", "1,000\u00a0KRW"],
        [1500, "KWD", "1.500\u00a0KWD", "1.500\u00a0KWD"],
        [1500, null, "1,500", "1,500"],
        [1500, "?!", "15.00\u00a0?!", "15.00\u00a0?!"],
    ];
    for (const [amount, currency, ja, en] of rows) {
        assert.equal(money(amount, currency, "ja"), ja);
        assert.equal(money(amount, currency, "en"), en);
    }
});

test("no digit of a large amount is lost", () => {
    assert.equal(digitsOf(9007199254740991, "JPY"), "9,007,199,254,740,991");
    assert.equal(digitsOf(9007199254740991, "USD"), "90,071,992,547,409.91");
});

test("days are told as people say them", () => {
    assert.equal(fullDay("2026-08-15", "ja"), "2026年8月15日（土）");
    assert.equal(fullDay("2026-08-15", "en"), "Sat 15 Aug 2026");
    assert.equal(fullDay("2024-02-29", "ja"), "2024年2月29日（木）");
    assert.equal(shortDay("2026-08-05", "ja"), "2026/8/5");
    assert.equal(shortDay("2026-08-05", "en"), "5 Aug 2026");
    assert.equal(monthName("2026-08", "ja"), "2026年8月");
    assert.equal(monthName("2026-08", "en"), "Aug 2026");
});

test("what is no day stays as it is", () => {
    assert.equal(fullDay(null, "ja"), "");
    assert.equal(fullDay("soon", "ja"), "soon");
    assert.equal(shortDay("", "en"), "");
});

test("a moment is told in the time of this machine, a day alone has no time", () => {
    assert.equal(momentText("2026-08-14T16:22+09:00", "ja"), "2026年8月14日（金） 16:22");
    assert.equal(momentText("2026-08-14T23:30:00Z", "en"), "Sat 15 Aug 2026 08:30");
    assert.equal(momentText("2026-08-14", "en"), "Fri 14 Aug 2026");
    assert.equal(momentText("2026-08-14Tlater", "en"), "2026-08-14Tlater");
});

test("days are counted over months and leap years", () => {
    assert.equal(daysBetween("2026-02-28", "2026-03-01"), 1);
    assert.equal(daysBetween("2024-02-28", "2024-03-01"), 2);
    assert.equal(daysBetween("2026-03-01", "2026-02-28"), -1);
    assert.equal(dayNumber("1970-01-02"), 1);
    assert.ok(Number.isNaN(dayNumber("never")));
});

test("what a statement printed becomes readable", () => {
    assert.equal(readable("ＡＭＡＺＯＮ．ＣＯ．ＪＰ"), "AMAZON.CO.JP");
    assert.equal(readable("ｱﾏｿﾞﾝ　 ﾏ-ｹﾂﾄ"), "アマゾン マ-ケツト");
});

test("a path is told by the names that matter", () => {
    assert.equal(fileName("card/vpass/202508.csv"), "202508.csv");
    assert.equal(fileName("a/Your Orders.zip!Your Amazon Orders/Order History.csv"), "Your Orders.zip › Order History.csv");
});

test("sizes of files", () => {
    assert.equal(bytesText(12), "12 B");
    assert.equal(bytesText(2048), "2 KB");
    assert.equal(bytesText(5 * 1024 * 1024), "5.0 MB");
});
