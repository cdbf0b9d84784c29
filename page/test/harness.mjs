// What the browser tests share: a mioboe that serves a store of its own, Debian's chromium, cases told as TAP.

import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const here = dirname(fileURLToPath(import.meta.url));
export { chromium };
export const root = join(here, "..", "..");
export const household = join(root, "examples", "household");
const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const cases = [];

/** A case; `work` is given a fresh mioboe with an empty store and the browser. */
export const test = (name, work) => cases.push({ name, work });

const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Start `mioboe page` on any free port, perhaps at another moment than now. */
export async function serve(folder, now = null) {
    const token = join(folder, "token");
    const store = join(folder, "store.sqlite");
    rmSync(token, { force: true });
    const child = spawn(process.env.MIOBOE,
        ["page", "--no-open", "--port", "0", "--store", store, "--token-file", token, ...(now === null ? [] : ["--now", now])],
        { stdio: ["ignore", "ignore", "pipe"], env: { ...process.env, TZ: "Asia/Tokyo", XDG_CONFIG_HOME: folder, XDG_DATA_HOME: folder } });
    let said = "";
    child.stderr.on("data", (data) => (said += data));
    for (let n = 0; !existsSync(token) || !readFileSync(token, "utf8").includes("\n"); n++) {
        if (child.exitCode !== null || n > 300) throw new Error(`mioboe page did not start: ${said}`);
        await wait(50);
    }
    const url = readFileSync(token, "utf8").trim();
    const stop = () => new Promise((resolve) => {
        child.once("exit", resolve);
        child.kill("SIGTERM");
    });
    return { url, base: url.replace(/#.*/, ""), store, stop };
}

export class Visit {
    constructor(page, server, faults) {
        Object.assign(this, { page, server, faults });
    }

    /** Go to a place of the page, "charges?month=2026-08", and wait for its heading. */
    async to(place) {
        await this.page.evaluate((hash) => (location.hash = hash), "#/" + place);
        // A screen is there when it has its heading and waits for nothing; the event stream never becomes idle.
        await this.page.waitForFunction(() => document.querySelector("h1") && !document.querySelector("main [data-waits]"));
        await this.page.waitForTimeout(120);
    }

    text = (selector = "main") => this.page.locator(selector).first().innerText();

    /** Give files or a folder to the first screen, and wait for the answer. */
    async give(paths) {
        const inputs = this.page.locator(".drop input[type=file]");
        await inputs.nth(paths.length === 1 && !/\.\w+$/.test(paths[0]) ? 1 : 0).setInputFiles(paths);
        await this.page.waitForSelector(".answer", { timeout: 60000 });
    }

    /** Faults that axe-core finds, one a line. */
    async axe() {
        await this.page.evaluate(axeSource + ";0");
        const found = await this.page.evaluate(() => window.axe.run(document, {
            runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
        }));
        return found.violations.flatMap((fault) => fault.nodes.map((node) => `${fault.id}: ${node.target.join(" ")} (${fault.help})`));
    }

    overflow = () => this.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

/** Sign in with a browser of these settings. Errors that the page logs, and requests elsewhere, are faults. */
export async function visit(browser, server, options = {}) {
    const { lang = "ja", width = 1100, height = 800, now = null, ...more } = options;
    const context = await browser.newContext({
        viewport: { width, height }, locale: lang === "ja" ? "ja-JP" : "en-GB", timezoneId: "Asia/Tokyo", ...more,
    });
    const faults = [];
    const page = await context.newPage();
    page.setDefaultTimeout(20000);
    if (now !== null) await page.clock.setFixedTime(new Date(now));
    page.on("console", (message) => message.type() === "error" && faults.push(`console: ${message.text()}`));
    page.on("pageerror", (error) => faults.push(`script: ${error.message}`));
    page.on("request", (request) => !request.url().startsWith(server.base) && !/^(blob|data):/.test(request.url()) && faults.push(`asks ${request.url()}`));
    await page.goto(server.url);
    await page.waitForSelector("h1");
    return new Visit(page, server, faults);
}

function tell(number, name, error) {
    console.log(`${error ? "not ok" : "ok"} ${number} - ${name}`);
    if (error) for (const line of String(error.stack ?? error).split("\n").slice(0, 14)) console.log("# " + line);
}

/** Run all cases, or those whose name holds the first argument. */
export async function run() {
    const wanted = cases.filter(({ name }) => name.includes(process.argv[2] ?? ""));
    const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium" });
    let failed = 0;
    console.log(`1..${wanted.length}`);
    for (const [at, { name, work }] of wanted.entries()) {
        const folder = mkdtempSync(join(tmpdir(), "mioboe-page-test-"));
        let server = null, error = null;
        try {
            server = await serve(folder);
            await work({ browser, server, folder });
        } catch (problem) {
            error = problem;
            failed++;
        }
        for (const context of browser.contexts()) {
            if (error && process.env.PAGE_TEST_PICTURES) {
                for (const page of context.pages()) await page.screenshot({ path: join(process.env.PAGE_TEST_PICTURES, `failed-${at + 1}.png`), fullPage: true });
            }
            await context.close();
        }
        if (server) await server.stop();
        rmSync(folder, { recursive: true, force: true });
        tell(at + 1, name, error);
    }
    await browser.close();
    process.exit(failed === 0 ? 0 : 1);
}
