// How fast the page is in a browser: first useful paint, drop to answer, scrolling a long table.
//
//   MIOBOE=build/mioboe node bench/page-browser.mjs [CHARGES]      (100000 by itself)
//
// Software rendering without a screen: a telephone or a graphics card will differ. Needs page/node_modules and Chromium.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, household, serve, visit } from "../page/test/harness.mjs";

const CHARGES = Number(process.argv[2] ?? 100000);
const RUNS = 5;

const sorted = (values) => [...values].sort((a, b) => a - b);
const at = (values, share) => sorted(values)[Math.min(values.length - 1, Math.floor(values.length * share))];
const tell = (what, values, unit) => console.log(`${what.padEnd(44)} median ${at(values, 0.5).toFixed(1)}, worst ${at(values, 1).toFixed(1)} ${unit} (${values.length})`);

/** A statement of Rakuten's form; the browser needs only many charges. */
function longStatement(path) {
    const rows = ['\ufeff"利用日","利用店名・商品名","利用者","支払方法","利用金額","手数料/利息","支払総額","1月支払金額","2月繰越残高","新規サイン"'];
    let seed = 1;
    const below = (limit) => (seed = (seed * 48271) % 2147483647) % limit;
    const two = (value) => String(value).padStart(2, "0");
    for (let n = 0; n < CHARGES; n++) {
        const amount = 100 + below(20000);
        rows.push(`"2025/${two(1 + below(12))}/${two(1 + below(28))}","店舗${below(3000)}","本人","1回払い","${amount}","0","${amount}","${amount}","0","*"`);
    }
    writeFileSync(path, rows.join("\r\n") + "\r\n");
}

/** Times between frames while the table moves on by `step` pixels a frame. */
const frames = (page, step, count) => page.evaluate(async ({ step, count }) => {
    const body = document.querySelector(".grid-body");
    body.scrollTop = 0;
    const times = [];
    let before = await new Promise(requestAnimationFrame);
    for (let n = 0; n < count; n++) {
        body.scrollTop += step;
        const now = await new Promise(requestAnimationFrame);
        times.push(now - before);
        before = now;
    }
    return times;
}, { step, count });

async function paints(browser, server) {
    const times = [];
    for (let n = 0; n < RUNS; n++) {
        const guest = await visit(browser, server);
        times.push(await guest.page.evaluate(() => performance.getEntriesByName("first-contentful-paint")[0].startTime));
        await guest.page.context().close();
    }
    tell("first useful paint", times, "ms");
}

async function drops(browser) {
    const times = [];
    for (let n = 0; n < RUNS; n++) {
        const folder = mkdtempSync(join(tmpdir(), "mioboe-bench-"));
        const server = await serve(folder);
        const guest = await visit(browser, server);
        const began = performance.now();
        await guest.give([household]);
        times.push(performance.now() - began);
        await guest.page.context().close();
        await server.stop();
        rmSync(folder, { recursive: true, force: true });
    }
    tell("example household, from the drop to the answer", times, "ms");
}

async function table(browser, folder, server) {
    const guest = await visit(browser, server);
    const path = join(folder, "enavi202601(0001).csv");
    longStatement(path);
    await guest.give([path]);
    await guest.to("charges");
    await guest.page.waitForSelector(".grid-row[data-index]:not(.blank)");
    const total = await guest.page.getAttribute(".grid", "aria-rowcount");
    console.log(`rows of the table: ${total}`);
    for (const [name, step] of [["scrolling slowly", 40], ["scrolling fast", 1200], ["flying through", 40000]]) {
        const times = await frames(guest.page, step, 240);
        const seconds = times.reduce((sum, time) => sum + time, 0) / 1000;
        console.log(`${name.padEnd(44)} ${(times.length / seconds).toFixed(1)} frames a second, p99 ${at(times, 0.99).toFixed(1)} ms`);
    }
}

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium" });
const folder = mkdtempSync(join(tmpdir(), "mioboe-bench-"));
const server = await serve(folder);
try {
    await paints(browser, server);
    await drops(browser);
    await table(browser, folder, server);
} finally {
    await browser.close();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
}
