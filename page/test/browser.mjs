// The page in a browser, with the made-up household, as a person uses it.
//
//   MIOBOE=build/mioboe node page/test/browser.mjs [PART OF A NAME]

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { household, root, run, test, visit } from "./harness.mjs";

const told = (server) => {
    const done = execFileSync("sh", ["-c", '"$0" explain --store "$1" --format json || [ $? = 1 ]', process.env.MIOBOE, server.store], { maxBuffer: 1 << 28 });
    return JSON.parse(done.toString());
};

/** Every screen of the page, with a case and a charge. */
async function placesOf(guest) {
    const made = await guest.page.evaluate(async () => {
        const found = await (await fetch("/api/charges?verdict=unexplained&limit=1")).json();
        const opened = await fetch("/api/cases", {
            method: "POST", headers: { "X-Mioboe": "1", "Content-Type": "application/json" }, body: JSON.stringify({ charges: [found.charges[0].id] }),
        });
        return { charge: found.charges[0].id, of: (await opened.json()).case };
    });
    const explained = await guest.page.evaluate(async () => (await (await fetch("/api/charges?verdict=explained&limit=1")).json()).charges[0].id);
    const screens = ["", "/money", "/talk", "/time", "/things", "/card", "/papers", "/end"].map((part) => `cases/${made.of}${part}`);
    return ["", "how", "charges", `charges/${made.charge}`, `charges/${explained}`, "pictures", "mail", "cases", `cases/new?charge=${made.charge}`, "agenda", "review", "stop-card", "nowhere", ...screens];
}

test("the household is given as a folder and every charge is told", async ({ browser, server }) => {
    const guest = await visit(browser, server);
    assert.match(await guest.text("h1"), /身に覚え/);
    await guest.give([household]);
    const { summary } = told(server);
    assert.match(await guest.text("h1"), new RegExp(`請求${summary.charges - summary.out_of_scope}件のうち、${summary.explained}件`));
    assert.match(await guest.text(".answer"), new RegExp(`^${summary.unexplained + summary.ambiguous + summary.probable}件`));
    assert.equal(await guest.page.locator(".charge-card").count(), 3);
    await guest.page.locator(".charge-card").first().click();
    await guest.page.waitForURL(/#\/charges\/\w+/);
    await guest.page.getByRole("heading", { name: "考えられること" }).waitFor();
    assert.deepEqual(guest.faults, []);
});

test("before the first file every screen is there and says so without a fault", async ({ browser, server }) => {
    const guest = await visit(browser, server);
    const refused = [];
    guest.page.on("response", (answer) => answer.status() >= 400 && refused.push(`${answer.status()} ${answer.url()}`));
    for (const place of ["charges", "mail", "cases", "cases/new", "agenda", "watch", "review", "pictures", "how", "stop-card"]) {
        await guest.to(place);
        assert.equal(await guest.page.locator("main [role=alert]").count(), 0, place);
    }
    assert.deepEqual([refused, guest.faults], [[], []]);
});

test("what is one's own is remembered, asked about no more, and can be taken back", async ({ browser, server }) => {
    const guest = await visit(browser, server);
    await guest.give([household]);
    const { summary } = told(server);
    const open = summary.unexplained + summary.ambiguous + summary.probable;
    const name = await guest.text(".charge-card");
    await guest.page.locator(".charge-card").first().click();
    await guest.page.getByRole("button", { name: "はい、私のです" }).click();
    await guest.page.getByText("自分のものと覚えました").waitFor();
    assert.equal(told(server).summary.mine, 1);
    await guest.to("");
    await guest.page.getByText(`${open - 1}件は、身に覚えがあるか`).waitFor();
    assert.notEqual(await guest.text(".charge-card"), name);
    await guest.page.getByRole("link", { name: "記録にない1件は、自分のものと答えました。" }).click();
    await guest.page.locator(".grid-row[data-index]:not(.blank)", { hasText: "自分のもの" }).click();
    await guest.page.getByRole("button", { name: "やっぱり違う・分からない" }).click();
    await guest.page.getByRole("button", { name: "身に覚えがありません" }).waitFor();
    assert.equal("mine" in told(server).summary, false);
    assert.deepEqual(guest.faults, []);
});

test("files that are dropped are taken, one that is no statement is said to be none", async ({ browser, server }) => {
    const guest = await visit(browser, server);
    const folder = join(household, "card", "rakuten");
    const files = readdirSync(folder).slice(0, 2).map((name) => ({ name, text: readFileSync(join(folder, name), "base64") }));
    files.push({ name: "recipe.txt", text: Buffer.from("flour and water\n").toString("base64") });
    await guest.page.evaluate((given) => {
        const data = new DataTransfer();
        for (const { name, text } of given) data.items.add(new File([Uint8Array.from(atob(text), (c) => c.charCodeAt(0))], name));
        document.querySelector(".drop").dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
    }, files);
    await guest.page.waitForSelector(".answer, .files li");
    await guest.page.getByText("読み終わりました").first().waitFor();
    await guest.page.getByText("楽天カード").first().waitFor(); // names come with /api/formats
    const list = (await guest.page.locator(".files").textContent()) ?? "";
    assert.match(list, /recipe\.txtmioboe には読めない形/);
    assert.match(list, new RegExp(`${files[0].name.replace(/[()]/g, "\\$&")}楽天カード`));
    assert.equal(told(server).sources.filter((source) => source.format !== null).length, 2);
});

test("who has no file yet chooses a company and is told the steps", async ({ browser, server }) => {
    const guest = await visit(browser, server, { width: 360, height: 740 });
    const formats = JSON.parse(execFileSync(process.env.MIOBOE, ["formats", "--format", "json"], { maxBuffer: 1 << 28 }).toString());
    const known = formats.companies.find((one) => one.id === "rakuten-card"), unknown = formats.companies.find((one) => one.formats.length > 0 && one.how.length === 0);
    await guest.page.getByLabel("どこのファイルですか").selectOption(known.id);
    for (const step of known.how[0].steps) await guest.page.getByText(step.ja).waitFor();
    assert.equal(await guest.page.locator(".get-files a").getAttribute("href"), known.how[0].url);
    assert.deepEqual(await guest.axe(), []);
    assert.ok((await guest.overflow()) <= 0);
    await guest.page.getByLabel("どこのファイルですか").selectOption("amazon");
    await guest.page.getByText("届いた zip を、開かずにそのまま渡す").waitFor();
    await guest.page.getByLabel("どこのファイルですか").selectOption(unknown.id);
    await guest.page.getByText(`${unknown.name.ja}の手順はまだ確かめられていません`).waitFor();
    await guest.to("how");
    await guest.page.getByLabel("どこのファイルですか").selectOption("jcb");
    await guest.page.getByText("MyJCB に、そのカードの ID でログインする").waitFor();
    assert.deepEqual(guest.faults, []);
});

test("one line from paper is looked up without any file", async ({ browser, server }) => {
    const guest = await visit(browser, server);
    await guest.page.getByLabel("明細の1行").fill("8/15 AMAZON.CO.JP 1488");
    await guest.page.getByRole("button", { name: "調べる" }).click();
    await guest.page.getByText("この請求について分かること").waitFor();
    assert.match(await guest.text(), /AMAZON\.CO\.JP　1,488円/);
    await guest.page.getByLabel("明細の1行").fill("");
    await guest.page.getByRole("button", { name: "調べる" }).click();
    assert.match(await guest.text("[role=alert]"), /明細の1行を書いてください/);
});

test("the practice household is one press away and leaves one's own store alone", async ({ browser, server }) => {
    const guest = await visit(browser, server);
    await guest.page.getByRole("button", { name: "練習用の家計を開く" }).click();
    await guest.page.waitForSelector(".answer", { timeout: 60000 });
    assert.match(await guest.text(".bar.sample"), /練習用/);
    await guest.page.getByRole("link", { name: "請求", exact: true }).click();
    await guest.page.waitForURL(/#\/sample\/charges/);
    await guest.page.waitForSelector(".grid-row[data-index]");
    await guest.page.getByRole("link", { name: "練習を終える" }).click();
    await guest.page.getByText("ここにファイルをまとめて").waitFor();
    assert.equal(await guest.page.evaluate(async () => (await (await fetch("/api/state")).json()).summary?.charges ?? 0), 0);
});

test("search and filters find what the report says", async ({ browser, server }) => {
    const guest = await visit(browser, server);
    await guest.give([household]);
    await guest.to("charges");
    await guest.page.waitForSelector(".grid-row[data-index]");
    const { charges } = told(server);
    const found = async () => Number((await guest.text("main .row.apart strong")).replace(/\D/g, ""));
    assert.equal(await found(), charges.length);
    await guest.page.locator(".filters select").first().selectOption("unexplained");
    await guest.page.waitForURL(/verdict=unexplained/);
    const open = charges.filter((charge) => charge.verdict === "unexplained").length;
    await guest.page.waitForFunction((n) => document.querySelector(".grid")?.getAttribute("aria-rowcount") === String(n + 1), open);
    assert.equal(await found(), open);
    await guest.page.getByRole("button", { name: "しぼり込みをやめる" }).click();
    const order = charges.find((charge) => charge.explained_by.some((part) => part.order_id)).explained_by.find((part) => part.order_id).order_id;
    await guest.page.getByRole("searchbox").fill(order);
    const same = charges.filter((charge) => charge.explained_by.some((part) => part.order_id === order)).length;
    await guest.page.waitForFunction((n) => document.querySelector(".grid")?.getAttribute("aria-rowcount") === String(n + 1), same);
    await guest.page.getByRole("searchbox").fill("そんなお店はない");
    await guest.page.getByText("あてはまる請求はありません").waitFor();
});

test("the keyboard alone goes from the first screen to a charge and back to its row", async ({ browser, server }) => {
    const guest = await visit(browser, server);
    await guest.give([household]);
    const { page } = guest;
    const focus = () => page.evaluate(() => document.activeElement?.textContent ?? "");
    await page.reload();
    await page.waitForSelector(".charge-card");
    await page.keyboard.press("Tab");
    assert.match(await focus(), /本文へ移動/);
    await page.keyboard.press("Enter");
    assert.equal(await page.evaluate(() => document.activeElement?.id), "main");
    await page.keyboard.press("Shift+Tab");
    for (let n = 0; n < 12 && (await focus()) !== "請求"; n++) await page.keyboard.press("Shift+Tab");
    await page.keyboard.press("Enter");
    await page.waitForSelector(".grid-row[data-index]");
    assert.equal(await page.evaluate(() => document.activeElement?.tagName), "H1");
    for (let n = 0; n < 20 && !(await page.evaluate(() => document.activeElement?.matches(".grid-row"))); n++) await page.keyboard.press("Tab");
    const at = () => page.evaluate(() => document.activeElement?.dataset?.index);
    /** The row that has the keyboard after a key, once it is another than ${from}. */
    const pressed = async (key, from) => {
        await page.keyboard.press(key);
        await page.waitForFunction((index) => (document.activeElement?.dataset?.index ?? index) !== index, from);
        return at();
    };
    assert.equal(await at(), "0");
    await page.keyboard.press("End");
    const last = String(told(server).charges.length - 1);
    await page.waitForFunction((index) => document.activeElement?.dataset?.index === index, last);
    const row = await pressed("ArrowUp", await pressed("PageUp", last));
    assert.ok(Number(row) < Number(last) - 3);
    await page.waitForFunction(() => !document.activeElement?.matches(".blank"));
    const shop = await page.evaluate(() => document.activeElement?.querySelector(".shop")?.textContent);
    await page.keyboard.press("Enter");
    await page.waitForURL(/#\/charges\/\w+/);
    await page.waitForFunction((name) => document.querySelector("h1")?.textContent === name, shop);
    await page.goBack();
    await page.waitForSelector(".grid-row[data-index]");
    assert.equal(await page.evaluate(() => document.querySelector(".grid-row[tabindex='0']")?.dataset.index), row);
    assert.ok(await page.evaluate((index) => {
        const box = document.querySelector(`[data-index="${index}"]`).getBoundingClientRect(), view = document.querySelector(".grid-body").getBoundingClientRect();
        return box.top >= view.top - 2 && box.bottom <= view.bottom + 2;
    }, row), "the row is in sight");
});

for (const lang of ["ja", "en"]) {
    test(`360 pixels wide nothing runs out of the screen (${lang})`, async ({ browser, server }) => {
        const guest = await visit(browser, server, { lang, width: 360, height: 740 });
        await guest.give([household]);
        for (const place of await placesOf(guest)) {
            await guest.to(place);
            assert.ok((await guest.overflow()) <= 0, `${place}: ${await guest.overflow()} pixels too wide`);
        }
    });
}

for (const colorScheme of ["light", "dark"]) {
    test(`axe finds nothing on any screen (${colorScheme})`, async ({ browser, server }) => {
        const guest = await visit(browser, server, { colorScheme, lang: colorScheme === "dark" ? "en" : "ja" });
        await guest.give([household]);
        for (const place of await placesOf(guest)) {
            await guest.to(place);
            assert.deepEqual(await guest.axe(), [], place);
        }
        assert.deepEqual(guest.faults, []);
    });
}

test("dark is dark, and the choice stays", async ({ browser, server }) => {
    const guest = await visit(browser, server, { colorScheme: "light" });
    const ground = () => guest.page.evaluate(() => getComputedStyle(document.body).backgroundColor.match(/\d+/g).map(Number).reduce((a, b) => a + b));
    assert.ok((await ground()) > 600);
    await guest.page.getByText("表示", { exact: true }).click();
    await guest.page.getByLabel("明るさ").selectOption("dark");
    assert.ok((await ground()) < 150);
    await guest.page.reload();
    await guest.page.waitForSelector("h1");
    assert.ok((await ground()) < 150);
    const night = await visit(browser, server, { colorScheme: "dark" });
    const itsGround = () => night.page.evaluate(() => getComputedStyle(document.body).backgroundColor.match(/\d+/g).map(Number).reduce((a, b) => a + b));
    assert.ok((await itsGround()) < 150, "a dark machine has a dark page without a choice");
    await night.page.getByText("表示", { exact: true }).click();
    await night.page.getByLabel("明るさ").selectOption("light");
    assert.ok((await itsGround()) > 600);
});

test("the language is the browser's, and can be changed", async ({ browser, server }) => {
    const guest = await visit(browser, server, { lang: "en" });
    assert.equal(await guest.page.getAttribute("html", "lang"), "en");
    assert.match(await guest.text("h1"), /Do you know this charge/);
    await guest.page.getByText("Display", { exact: true }).click();
    await guest.page.getByLabel("Language").selectOption("ja");
    assert.match(await guest.text("h1"), /身に覚え/);
    assert.equal(await guest.page.getAttribute("html", "lang"), "ja");
    assert.match(await guest.page.title(), /身に覚え/);
});

test("on paper stands what matters, without the frame", async ({ browser, server }) => {
    const guest = await visit(browser, server, { colorScheme: "dark" });
    await guest.give([household]);
    await guest.page.locator(".charge-card").first().click();
    await guest.page.waitForURL(/#\/charges\/\w+/);
    await guest.page.emulateMedia({ media: "print" });
    for (const hidden of [".top", ".buttons", ".foot"]) assert.equal(await guest.page.locator(hidden).first().isVisible(), false, hidden);
    assert.ok(await guest.page.locator("h1").isVisible());
    assert.equal(await guest.page.evaluate(() => getComputedStyle(document.body).backgroundColor), "rgb(255, 255, 255)");
});

test("what another tab takes in appears without reloading", async ({ browser, server }) => {
    const one = await visit(browser, server);
    const other = await one.page.context().newPage();
    await other.goto(server.base);
    await other.getByText("ここにファイルをまとめて").waitFor();
    await one.page.bringToFront();
    await one.give([household]);
    await other.waitForSelector(".answer");
    assert.equal(await other.locator("h1").innerText(), await one.text("h1"));
});

test("what a command changes in the store appears without reloading", async ({ browser, server }) => {
    const guest = await visit(browser, server);
    await guest.page.getByText("ここにファイルをまとめて").waitFor();
    execFileSync(process.env.MIOBOE, ["import", "--store", server.store, household]);
    await guest.page.waitForSelector(".answer", { timeout: 30000 });
});

test("a case from a charge nobody knows, by pressing only", async ({ browser, server, folder }) => {
    const guest = await visit(browser, server);
    await guest.give([household]);
    const { page } = guest;
    await page.locator(".charge-card").first().click();
    await page.getByRole("button", { name: "身に覚えがありません" }).click();
    await page.getByRole("link", { name: "この請求の案件を始める" }).click();
    await page.getByLabel("どのカード会社ですか").selectOption("rakuten-card");
    await page.getByRole("button", { name: "始める" }).click();
    await page.waitForURL(/#\/cases\/(?!new)\w+/);
    await page.waitForSelector(".question-text");
    const first = await guest.text(".question-text");
    await page.locator(".big-choice button").last().click();
    await page.waitForFunction((text) => document.querySelector(".question-text")?.textContent !== text, first);

    await page.getByRole("link", { name: "連絡", exact: true }).click();
    await page.getByLabel("話したこと").fill("カードを止めてもらった");
    await page.getByLabel("受付番号").first().fill("R-1");
    await page.getByRole("button", { name: "返金", exact: true }).click();
    await page.getByLabel("いつまでに").first().fill("2026-12-24");
    await page.getByRole("button", { name: "記録する" }).click();
    await page.getByText("受付番号：R-1").waitFor();
    assert.match(await guest.text(), /カードを止めてもらった/);
    assert.match(await guest.text(), /カード会社　返金[\s\S]*2026年12月24日（木）まで/);

    await page.getByRole("link", { name: "証拠・品物" }).click();
    const proof = join(folder, "screen.txt");
    writeFileSync(proof, "what the screen showed\n");
    await page.locator(".drop input[type=file]").first().setInputFiles([proof]);
    await page.getByText("screen.txt").first().waitFor();

    await page.getByRole("link", { name: "書類", exact: true }).click();
    await page.getByRole("button", { name: "見てみる" }).click();
    assert.match(await guest.text("pre.paper"), /相談内容のまとめ/);
    const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "PDF を保存する" }).click()]);
    assert.equal(readFileSync(await file.path()).subarray(0, 5).toString(), "%PDF-");

    await page.getByRole("link", { name: "おわり" }).click();
    await page.getByRole("button", { name: "記録が変わっていないか確かめる" }).click();
    await page.getByText("記録は書かれたときのままです").waitFor();
    await page.getByLabel("それでも終わりにする理由").fill("練習");
    await page.getByRole("button", { name: "あきらめた" }).click();
    await page.getByRole("button", { name: "終わりにする" }).click();
    await page.getByText("この案件は終わっています").first().waitFor();
    const listed = JSON.parse(execFileSync(process.env.MIOBOE, ["case", "list", "--store", server.store, "--format", "json"]).toString()).cases;
    assert.deepEqual(listed.map((one) => [one.open, one.outcome]), [[false, "written_off"]]);
    assert.deepEqual(guest.faults, []);
});

test("\"stop my card\" can be pressed on every screen and says what to do", async ({ browser, server }) => {
    const guest = await visit(browser, server, { width: 360, height: 740 });
    for (const place of ["", "how", "charges", "mail", "cases", "agenda"]) {
        await guest.to(place);
        assert.ok(await guest.page.getByRole("link", { name: "カードを今すぐ止める" }).isVisible(), place);
    }
    await guest.page.getByRole("link", { name: "カードを今すぐ止める" }).click();
    await guest.page.getByText("こう言ってください").waitFor();
});

test("a forged mail is told as forged, with where its links lead", async ({ browser, server, folder }) => {
    const mail = join(folder, "forged.eml");
    writeFileSync(mail, [
        'From: "Amazon.co.jp" <account-update@amazon.co.jp.example.net>', "To: someone@example.org", "Subject: Your account is locked",
        "Date: Fri, 20 Nov 2026 09:00:00 +0900", "Message-ID: <1@example.net>", "MIME-Version: 1.0", "Content-Type: text/html; charset=utf-8", "",
        '<p>Please <a href="https://amazon.co.jp.login.example.net/signin">sign in to https://www.amazon.co.jp/</a> now.</p>', "",
    ].join("\r\n"));
    const guest = await visit(browser, server);
    await guest.to("mail");
    await guest.page.locator(".drop input[type=file]").first().setInputFiles([mail]);
    await guest.page.getByRole("heading", { name: "にせのメールです" }).waitFor();
    assert.match(await guest.text(), /amazon\.co\.jp\.login\.example\.net/);
    assert.ok(await guest.page.getByRole("link", { name: "もう入力してしまった" }).isVisible());
    assert.equal(await guest.page.locator('main a[href*="example.net"]').count(), 0, "no link of the mail can be pressed");
    assert.deepEqual(guest.faults, []);
});

/** Boxes of the texts of a chart, in pixels. */
const textBoxes = (guest, selector) => guest.page.locator(`${selector} text`).evaluateAll((texts) => texts.map((text) => {
    const { left, right, top, bottom } = text.getBoundingClientRect();
    return { left, right, top, bottom, text: text.textContent };
}));

test("a charge's days stand on a line in proportion, with its case; nothing overlaps on a telephone", async ({ browser, server }) => {
    const guest = await visit(browser, server, { width: 360, height: 740 });
    await guest.give([household]);
    const { charges } = told(server);
    const shipped = charges.find((charge) => charge.explained_by.filter((part) => part.shipped).length > 1);
    await guest.to(`charges/${shipped.id}`);
    await guest.page.waitForSelector("svg.timeline");
    const marks = await guest.page.locator("svg.timeline [data-mark]").count();
    assert.ok(marks >= 4, `${marks} marks`);
    await guest.page.locator("section", { has: guest.page.locator("svg.timeline") }).getByText("表で見る").click();
    assert.equal(await guest.page.locator("section:has(svg.timeline) tbody tr").count(), marks);

    const open = charges.find((charge) => charge.verdict === "unexplained" && charge.date);
    await guest.page.evaluate(async (id) => {
        const headers = { "X-Mioboe": "1", "Content-Type": "application/json" };
        const send = async (path, body) => (await fetch(path, { method: "POST", headers, body: JSON.stringify(body) })).json();
        const made = await send("/api/cases", { charges: [id] });
        for (const text of ["一回目", "二回目", "三回目"]) await send(`/api/cases/${made.case}/log`, { party: "issuer", channel: "phone", text: text.repeat(20) });
    }, open.id);
    await guest.to(`charges/${open.id}`);
    await guest.page.waitForSelector("svg.timeline [data-mark=case]");
    assert.ok(await guest.page.getByRole("link", { name: "この請求の案件を見る" }).isVisible());
    const boxes = await textBoxes(guest, "svg.timeline");
    assert.ok(boxes.length >= 8);
    for (const [at, box] of boxes.entries()) {
        assert.ok(box.right <= 360, `${box.text} runs out of the screen`);
        for (const other of boxes.slice(at + 1)) {
            assert.ok(box.bottom <= other.top + 1 || other.bottom <= box.top + 1 || box.right <= other.left || other.right <= box.left, `${box.text} lies on ${other.text}`);
        }
    }
    assert.deepEqual(guest.faults, []);
});

test("what is odd stands against what is usual: days until the charge, and amounts", async ({ browser, server }) => {
    const guest = await visit(browser, server);
    await guest.give([household]);
    const { charges } = told(server);
    const shipped = charges.find((charge) => charge.verdict === "explained" && charge.explained_by.some((part) => part.shipped));
    await guest.to(`charges/${shipped.id}`);
    const compare = guest.page.locator("section.compare");
    await compare.locator("figure.lag[data-since=shipped] svg[role=img]").waitFor();
    assert.equal(await compare.locator("figure.lag .odd").count(), 1);
    assert.ok((await compare.locator("figure:not(.lag) .usual").count()) >= 3);
    await compare.getByText("表で見る").first().click();
    const days = (from, to) => (Date.parse(to) - Date.parse(from)) / 86400000;
    const same = (charge) => charge.explained_by.map((part) => part.shipped).filter(Boolean).sort().pop();
    const usual = charges.filter((charge) => charge.id !== shipped.id && ["explained", "probable"].includes(charge.verdict) && charge.amount > 0 && charge.date && same(charge));
    const rows = await compare.locator("figure.lag tbody tr").evaluateAll((all) => all.map((row) => [row.cells[0].textContent, Number(row.cells[1].textContent)]));
    assert.equal(rows.reduce((sum, row) => sum + row[1], 0), usual.length);
    assert.equal(rows.find((row) => row[0] === "1")[1], usual.filter((charge) => days(same(charge), charge.date) === 1).length);
    await guest.to("pictures");
    await guest.page.locator("figure.lag svg[role=img]").first().waitFor();
    assert.deepEqual(guest.faults, []);
});

test("text of a file is only ever text", async ({ browser, server, folder }) => {
    const evil = `<img src=x onerror="document.title='owned'"><script>document.title='owned'</script>`;
    const statement = join(folder, "rakuten.csv");
    const sample = join(household, "card", "rakuten");
    const [head, row] = readFileSync(join(sample, readdirSync(sample)[0]), "utf8").split(/\r?\n/);
    const cells = row.split(",");
    cells[1] = `"${evil.replaceAll('"', '""')}"`;
    writeFileSync(statement, [head, cells.join(","), ""].join("\r\n"));
    const guest = await visit(browser, server);
    await guest.page.locator(".drop input[type=file]").first().setInputFiles([statement]);
    await guest.page.getByText("読み終わりました").first().waitFor();
    await guest.to("charges");
    await guest.page.waitForSelector(".grid-row[data-index]");
    assert.match(await guest.text(".grid"), /<img src=x/);
    await guest.page.locator(".grid-row[data-index]").first().click();
    await guest.page.waitForURL(/#\/charges\/\w+/);
    await guest.page.waitForFunction(() => document.querySelector("h1")?.textContent?.includes("<img"));
    assert.equal(await guest.page.locator("main img, main script").count(), 0);
    assert.doesNotMatch(await guest.page.title(), /^owned/);
    assert.deepEqual(guest.faults, []);
});

test("without the key nothing is shown, and it is said kindly", async ({ browser, server }) => {
    const context = await browser.newContext({ locale: "ja-JP" });
    const page = await context.newPage();
    await page.goto(server.base);
    await page.getByText("もう一度起動して").first().waitFor();
    assert.doesNotMatch(page.url(), /token/);
    const guest = await visit(browser, server);
    assert.doesNotMatch(guest.page.url(), /token/);
});

test("the table is scrolled to its end without gaps, the first screen comes soon", async ({ browser, server }) => {
    const guest = await visit(browser, server);
    const paint = await guest.page.evaluate(() => performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0);
    assert.ok(paint > 0 && paint < 3000, `first paint after ${paint} ms`);
    await guest.give([household]);
    await guest.to("charges");
    await guest.page.waitForSelector(".grid-row[data-index]");
    await guest.page.locator(".grid-body").evaluate((body) => body.scrollTo(0, body.scrollHeight));
    const last = told(server).charges.length - 1;
    await guest.page.waitForSelector(`.grid-row[data-index="${last}"]:not(.blank)`);
});

await run();
