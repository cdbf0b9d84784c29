// The five accounts of people who found a charge, a purchase, a mail or an account that was not theirs, walked in the browser
// from the first suspicion to the closing of the case: by pressing, typing into visible fields and dropping files only.
//
//   MIOBOE=build/mioboe node page/test/walks.mjs [PART OF A NAME]

import assert from "node:assert/strict";
import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { amazonMail, statement } from "./files.mjs";
import { household, root, run, test } from "./harness.mjs";
import { accountOf, Walker } from "./walker.mjs";

/** Keys of senders that were seen before, so that nobody needs to be asked for them. */
function knowKeys(folder) {
    mkdirSync(join(folder, "mioboe"), { recursive: true });
    copyFileSync(join(root, "tests", "mail", "dns.txt"), join(folder, "mioboe", "keys"));
}

test("account 1: an unknown line on a statement", async ({ browser, server, folder }) => {
    const me = new Walker({ browser, folder, server, lang: "ja", account: accountOf("1-unknown-line") });
    await me.on(me.account.day);
    await me.type("明細の1行", "9/3 アマゾンサービシーズインターナショナル 15480");
    await me.press("調べる");
    await me.page.getByText("この請求について分かること").waitFor();
    await me.give([statement(folder, "202609.csv", [["2026-09-03", "アマゾンサービシーズインターナショナル", 15480], ["2026-09-05", "スーパー見本", 3919]])]);
    await me.page.locator(".charge-card").first().click();
    await me.press("身に覚えがありません");
    await me.link("この請求の案件を始める");
    await me.page.getByLabel("どのカード会社ですか").selectOption("smbc-card");
    await me.begins("始める");
    await me.walks();
});

test("account 2: a film bought in the night, on a telephone", async ({ browser, server, folder }) => {
    const me = new Walker({ browser, folder, server, lang: "en", width: 360, height: 740, account: accountOf("2-film-in-the-night") });
    const mail = amazonMail(root, folder, {
        name: "film", subject: "Amazon.co.jpでのご注文", date: "Fri, 09 Oct 2026 02:14:00 +0900",
        text: "見本 花子 様\n\nデジタルコンテンツのご注文ありがとうございます。\n\n注文番号: D01-1234567-1234567\n* 夜の映画（レンタル）\n 数量: 1\n 500 JPY\n\n合計 500 JPY\n",
    });
    knowKeys(folder);
    await me.on(me.account.day);
    await me.link("Mail");
    await me.drops("Is this mail real?", mail);
    await me.page.getByRole("heading", { name: "It is real", exact: true }).waitFor();
    await me.give([mail, statement(folder, "202610.csv", [["2026-10-09", "Prime Video", 500]])]);
    await me.page.getByText("There is no charge that you need to check.").waitFor();
    await me.link("All charges");
    await me.page.locator(".grid-row[data-index]:not(.blank)").first().click();
    await me.page.getByText("D01-1234567-1234567").first().waitFor({ state: "attached" });
    await me.press("I do not know it");
    await me.link("Open a case for this charge");
    await me.page.getByLabel("Which card company is it?").selectOption("smbc-card");
    await me.begins("Begin");
    await me.walks();
});

test("account 3: \"your card was not approved\"", async ({ browser, server, folder }) => {
    const me = new Walker({ browser, folder, server, lang: "ja", account: accountOf("3-not-approved") });
    const mail = amazonMail(root, folder, {
        name: "declined", subject: "お支払い方法が承認されませんでした", date: "Fri, 09 Oct 2026 10:14:00 +0900",
        text: "見本 花子 様\n\nご注文（注文番号: 250-1234567-1234567）のお支払い方法が承認されませんでした。\n",
    });
    const talk = join(folder, "chat.txt");
    writeFileSync(talk, "木村: もう一度承認を求めます。\n");
    knowKeys(folder);
    await me.on(me.account.day);
    await me.link("メール");
    await me.drops("そのメール、本物ですか", mail);
    await me.page.getByRole("heading", { name: "本物です", exact: true }).waitFor();
    await me.press("このメールの案件を始める");
    await me.type("注文番号", "250-1234567-1234567");
    await me.begins("始める");
    me.account.steps.settle = [`evidence ${talk}`];
    me.account.later.unshift(["2026-10-10", "sees answers that do not agree"]);
    me.sees = async () => {
        await me.tab("now");
        await me.page.getByRole("heading", { name: "答えが食い違っています" }).waitFor();
    };
    const of = await me.walks();
    assert.equal(of.contradictions.length, 1);
    assert.deepEqual(of.evidence.map((one) => one.name).sort(), ["chat.txt", "declined.eml"]);
    await me.tab("time");
    const told = await me.guest.text("main");
    for (const part of ["カード会社と電話", "Amazonとチャット", "chat.txt"]) assert.ok(told.includes(part), part);
});

test("account 4: the first response, after looking at the account", async ({ browser, server, folder }) => {
    const me = new Walker({ browser, folder, server, lang: "en", account: accountOf("4-first-response") });
    await me.on(me.account.day);
    await me.give([join(household, "amazon", "taro", "Amazon.zip"), statement(folder, "202610.csv", [["2026-10-03", "Amazonプライム会費", 5900]])]);
    await me.link("Review");
    await me.page.getByRole("heading", { name: "What was found" }).waitFor();
    await me.page.getByRole("button", { name: "Yes", exact: true }).first().click();
    await me.link("mioboe");
    await me.page.locator(".charge-card", { hasText: "5,900" }).first().click();
    await me.press("I do not know it");
    await me.link("Open a case for this charge");
    await me.page.getByLabel("Which card company is it?").selectOption("smbc-card");
    await me.begins("Begin");
    await me.walks();
});

test("account 5: an account that was taken over", async ({ browser, server, folder }) => {
    const me = new Walker({ browser, folder, server, lang: "ja", account: accountOf("5-taken-over") });
    await me.on(me.account.day);
    await me.link("案件");
    await me.link("新しい案件を始める");
    await me.press("アカウントを他人に使われている");
    await me.begins("始める");
    await me.tab("money");
    await me.page.locator("summary", { hasText: "請求を加える" }).click();
    await me.type("明細の1行", "2026-10-09 AMAZON.CO.JP 30000");
    await me.page.getByLabel("どのカード会社ですか").selectOption("smbc-card");
    await me.type("カード番号の下4桁", "1234");
    await me.acts(() => me.press("記録する"));
    await me.walks();
});

await run();
