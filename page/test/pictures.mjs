// Make the pictures of the page in docs/pictures/: the made-up household, in Japanese.
//
//   MIOBOE=build/mioboe node page/test/pictures.mjs

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, root, serve, visit } from "./harness.mjs";

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium" });
const folder = mkdtempSync(join(tmpdir(), "mioboe-pictures-"));
const server = await serve(folder);

const picture = async (guest, name) => {
    await guest.page.waitForTimeout(400);
    await guest.page.screenshot({ path: join(root, "docs", "pictures", name + ".png") });
};

try {
    const guest = await visit(browser, server, { width: 1000, height: 760 });
    await picture(guest, "page-start");
    await guest.page.getByRole("button", { name: "練習用の家計を開く" }).click();
    await guest.page.waitForSelector(".answer");
    await picture(guest, "page-answer");
    await guest.to("sample/charges?verdict=explained");
    await guest.page.getByRole("searchbox").fill("折りたたみ椅子");
    await guest.page.waitForFunction(() => document.querySelector(".grid")?.getAttribute("aria-rowcount") === "3");
    await guest.page.locator(".grid-row[data-index='0']").click();
    await guest.page.waitForSelector(".diagram");
    await picture(guest, "page-charge");
    await guest.page.locator("section:has(svg.timeline)").evaluate((section) => scrollTo(0, section.offsetTop - 80));
    await picture(guest, "page-line");
    await guest.to("sample/pictures");
    await picture(guest, "page-charts");
    await guest.to("sample");
    await guest.page.locator(".charge-card").first().click();
    await guest.page.getByRole("button", { name: "身に覚えがありません" }).click();
    await guest.page.getByRole("link", { name: "この請求の案件を始める" }).click();
    await guest.page.getByLabel("どのカード会社ですか").selectOption("rakuten-card");
    await guest.page.getByRole("button", { name: "始める" }).click();
    await guest.page.waitForSelector(".question-text");
    await picture(guest, "page-case");
    const phone = await visit(browser, server, { width: 360, height: 740, colorScheme: "dark" });
    await phone.to("sample");
    await phone.page.waitForSelector(".answer");
    await picture(phone, "page-phone");
} finally {
    await browser.close();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
}
