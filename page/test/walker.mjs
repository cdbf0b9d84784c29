// A person who does what the page says, by pressing, typing and dropping: from the first suspicion until the case is closed.
// What they know and what happens later stands in tests/walkthroughs/*.walk, where the command line is walked with the same facts.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { statement } from "./files.mjs";
import { root, serve, visit } from "./harness.mjs";

const MOST = 120; // turns; more is a circle
const CASE = /\/api\/cases\/[^/?]+\?/;

const WORDS = {
    ja: {
        cases: "案件", home: "mioboe", done: "済みました", log: "連絡の記録をつける", asLogged: "担当者の名前や受付番号も記録する", save: "記録する", said: "話したこと", person: "担当者の名前", theyCame: "相手から連絡が来た",
        reference: "受付番号", until: "いつまでに", amount: "金額（円の数字だけ）", date: "日付", kept: "果たされました", close: "終わりにする",
        now: "いま", talk: "連絡", money: "お金", things: "証拠・品物", card: "新しいカード", papers: "書類", end: "おわり", time: "経過",
        addMoney: "お金の動きを書く", addReturn: "品物を記録する", goods: "様子が変わったら選んでください", order: "注文番号", carrier: "配送会社", addInquiry: "調査が始まったことを書く",
        look: "何を調べてもらっていますか", answer: "調査の答えを書く", result: "答え", asked: "再発行を頼んだ", arrived: "新しいカードが届いた",
        newCard: "新しいカードの下4桁", make: "見てみる", name: "あなたの名前", closed: "この案件は終わっています", unknown: "分からない",
        parties: { amazon: "Amazon", issuer: "カード会社", police: "警察", carrier: "配送会社", consumer_centre: "消費生活センター" },
        channels: { phone: "電話", chat: "チャット", mail: "メール", in_person: "対面" },
        whats: { refund: "返金", letter: "手紙", mail: "メール" },
        moves: { withheld: "引き落としが保留された", refund_told: "返金すると言われた" },
        states: { refused: "受け取りを断った", confirmed: "お店に着いた" },
        kinds: { brief: "1枚のまとめ", dossier: "すべての記録" }, read: "読み終わりました",
    },
    en: {
        cases: "Cases", home: "mioboe", done: "Done", log: "Note the conversation", asLogged: "Note the name and the reference number, too", save: "Keep it",
        said: "What was said", person: "Name of the person", theyCame: "They contacted me", reference: "Reference number", until: "Until when", amount: "Amount (digits only)", date: "Day",
        kept: "It was kept", close: "Close it", toClose: "Close it", now: "Now", talk: "Contacts", money: "Money", things: "Evidence, goods",
        card: "New card", papers: "Papers", end: "End", time: "Timeline", addMoney: "Note a movement", addReturn: "Note goods", goods: "Choose when that changes",
        order: "Order number", carrier: "Carrier", addInquiry: "An inquiry has begun", look: "What do they look into?", answer: "Write down the answer",
        result: "Answer", asked: "A new card was asked for", arrived: "The new card arrived", newCard: "Last four digits of the new card",
        make: "Have a look", name: "Your name", closed: "This case is closed", unknown: "I do not know",
        parties: { amazon: "Amazon", issuer: "card company", police: "police", carrier: "carrier", consumer_centre: "consumer centre" },
        channels: { phone: "phone", chat: "chat", mail: "mail", in_person: "in person" },
        whats: { refund: "refund", letter: "letter", mail: "mail" },
        moves: { withheld: "the debit was withheld", refund_told: "a refund was announced" },
        states: { refused: "refused", confirmed: "arrived at the shop" },
        kinds: { brief: "One page", dossier: "Everything" }, read: "All read",
    },
};

/** The words of a command line, in which "…" holds blanks. */
const wordsOf = (line) => [...line.matchAll(/"([^"]*)"|(\S+)/g)].map((found) => found[1] ?? found[2]);

/** Operands, and options with all their values. */
function commandOf(line) {
    const [command, ...rest] = wordsOf(line);
    const operands = [], options = {};
    for (let at = 0; at < rest.length; at++) {
        const isMark = rest[at + 1] === undefined || rest[at + 1].startsWith("--");
        if (rest[at].startsWith("--")) (options[rest[at].slice(2)] ??= []).push(isMark ? "" : rest[++at]);
        else operands.push(rest[at]);
    }
    return { command, operands, options };
}

/** A .walk file: facts, what is done at steps, what comes later. */
export function accountOf(name) {
    const account = { day: "", facts: {}, steps: {}, later: [], after: [] };
    for (const line of readFileSync(join(root, "tests", "walkthroughs", name + ".walk"), "utf8").split("\n")) {
        const [, word, rest] = /^(\w+) (.*)$/.exec(line) ?? [];
        const [, first, more] = /^(\S+) (.*)$/.exec(rest ?? "") ?? [];
        if (word === "day") account.day = rest;
        else if (word === "fact") account.facts[first] = more;
        else if (word === "at") (account.steps[first.replace(/^ask:/, "")] ??= []).push(more);
        else if (word === "later" || word === "after") account[word].push([first, more]);
    }
    account.later.sort(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0));
    return account;
}

export class Walker {
    constructor({ browser, folder, server, account, ...options }) {
        Object.assign(this, { browser, folder, server, account, options });
        this.w = WORDS[options.lang];
        this.day = account.day;
        this.of = null; // the case as the page was last told
        this.turns = 0;
        this.faults = [];
    }

    /** It is this day: mioboe is started anew, the person opens the page. */
    async on(day) {
        this.day = day;
        const now = day + "T01:00:00Z";
        if (this.guest) await this.guest.page.context().close();
        await this.server.stop();
        Object.assign(this.server, await serve(this.folder, now));
        this.guest = await visit(this.browser, this.server, { ...this.options, now });
        this.guest.faults = this.faults;
        this.page = this.guest.page;
        this.page.on("pageerror", (error) => this.faults.push(error.message));
        this.page.on("response", async (answer) => {
            if (answer.status() >= 400) this.faults.push(`${this.day} ${answer.status()} ${answer.url()} ${await answer.text()}`);
        });
    }

    press = (name, role = "button") => this.page.getByRole(role, { name, exact: true }).first().click();
    link = (name) => this.press(name, "link");
    tab = (name) => this.page.locator(".side-tabs").getByRole("link", { name: this.w[name], exact: true }).click();
    type = (label, text) => this.page.getByLabel(label).first().fill(text);

    /** What changes the case so many times, then the case as it is asked for after the last of them. */
    async acts(work, times = 1) {
        let left = times;
        const written = (answer) => {
            if (answer.request().method() === "POST") left--;
        };
        this.page.on("response", written);
        const asked = this.page.waitForRequest((request) => left <= 0 && request.method() === "GET" && CASE.test(request.url()));
        const [request] = await Promise.all([asked, work()]).finally(() => this.page.off("response", written));
        await this.takes(await request.response());
    }

    /** What the page is told of the case: the test only listens. An answer that nothing has changed says nothing new. */
    async takes(answer) {
        if (answer.status() === 200) this.of = await answer.json();
    }

    /** The first screen of the case, with what comes next; how its words stand there. */
    async atNow() {
        const { kind, question, step } = this.of.next;
        await this.tab("now");
        const text = kind === "question" ? question.ask : kind === "step" ? step.title : null;
        if (text !== null) await this.page.locator(".question-text", { hasText: text }).first().waitFor();
        else await this.page.locator(".question-text").first().waitFor();
        assert.ok((await this.guest.overflow()) <= 0, `${text}: too wide`);
    }

    /** On the screen with this heading. */
    async drops(heading, path) {
        await this.page.getByRole("heading", { name: heading, exact: true }).waitFor();
        await this.page.locator(".drop input[type=file]").first().setInputFiles([path]);
    }

    /** A case is opened. */
    async begins(button) {
        const shown = this.page.waitForResponse((answer) => CASE.test(answer.url()));
        const [answer] = await Promise.all([shown, this.press(button)]);
        await this.takes(answer);
        await this.page.locator(".question-text").first().waitFor();
    }

    async evidence({ operands: [path] }) {
        await this.tab("things");
        await this.acts(() => this.page.locator(".drop input[type=file]").first().setInputFiles([path]));
    }

    /** From the first screen to the case, as somebody who comes back. */
    async comesBack() {
        await this.link(this.w.cases);
        await this.page.locator("main .charge-card").first().waitFor();
        const shown = this.page.waitForResponse((answer) => CASE.test(answer.url()));
        const [answer] = await Promise.all([shown, this.page.locator("main .charge-card").first().click()]);
        await this.takes(answer);
        await this.page.locator(".question-text").first().waitFor();
    }

    // ------------------------------------------------------------------ what a line of the account is in the page

    async log({ operands: [party, channel], options }) {
        const { w } = this;
        const one = (name) => options[name]?.[0] ?? "";
        const form = this.page.locator("form").filter({ hasText: w.said }).first();
        if (!/\/talk\b/.test(this.page.url())) await this.tab("talk");
        await form.waitFor();
        for (const name of [w.parties[party], w.channels[channel]]) {
            const button = form.getByRole("button", { name, exact: true }).first();
            if ((await button.getAttribute("aria-pressed")) !== "true") await button.click();
        }
        await form.getByLabel(w.said).fill(one("text") || "-");
        await form.getByLabel(w.person).fill(one("person"));
        await form.getByLabel(w.reference).first().fill(one("reference"));
        if (options.in) await form.getByLabel(w.theyCame).check();
        for (const said of options.said ?? []) {
            const more = form.locator("summary");
            if ((await form.locator(`select:has(option[value="${said.split("=")[1]}"]):visible`).count()) === 0) await more.click();
            await form.locator(`select:has(option[value="${said.split("=")[1]}"])`).selectOption(said.split("=")[1]);
        }
        const [first, ...others] = options.promised ?? [];
        if (first) await this.promised(form, first);
        const isLed = this.page.url().includes("?");
        await this.acts(() => form.getByRole("button", { name: w.save }).click(), this.page.url().includes("step=") ? 2 : 1);
        if (isLed) await this.page.waitForURL(/#\/cases\/\w+$/);
        else await this.page.getByText(one("reference") || one("text")).first().waitFor();
        for (const promise of others) {
            await this.tab("talk");
            await form.getByLabel(w.said).fill(promise);
            await this.promised(form, promise);
            await this.acts(() => form.getByRole("button", { name: w.save }).click());
        }
    }

    async promised(form, text) {
        const [what, due, amount] = text.split(" ");
        await form.getByRole("button", { name: this.w.whats[what], exact: true }).last().click();
        await form.getByLabel(this.w.until).fill(due);
        if (amount) await form.getByLabel(this.w.amount).fill(amount);
    }

    async kept() {
        if (this.of.next.kind !== "promise") await this.tab("talk");
        await this.acts(() => this.press(this.w.kept));
    }

    async money({ operands: [, move], options }) {
        await this.tab("money");
        if (options.source?.[0] === "statement") return this.refunded(options.date[0]);
        const box = this.page.locator("details", { hasText: this.w.addMoney });
        await box.locator("summary").click();
        await box.getByRole("button", { name: this.w.moves[move], exact: true }).click();
        if (options.date) await box.getByLabel(this.w.date).fill(options.date[0]);
        await this.acts(() => box.getByRole("button", { name: this.w.save }).click());
    }

    /** The statement that shows the money is dropped where the money is. */
    async refunded(day) {
        const { date, descriptor, amount } = this.of.charges[0];
        const path = statement(this.folder, `refund-${day}.csv`, [[date, descriptor, amount], [day, descriptor, -amount]]);
        await this.acts(() => this.page.locator(".drop input[type=file]").first().setInputFiles([path]), 1);
    }

    async return({ operands: [order, state], options }) {
        await this.tab("things");
        const known = this.page.locator("li.card", { hasText: order });
        if ((await known.count()) > 0) {
            await this.acts(() => known.getByLabel(this.w.goods).selectOption(state));
            return;
        }
        const box = this.page.locator("details", { hasText: this.w.addReturn });
        await box.locator("summary").click();
        await box.getByLabel(this.w.order).fill(order);
        await box.getByRole("button", { name: this.w.states[state], exact: true }).click();
        await box.getByLabel(this.w.carrier).fill(options.carrier?.[0] ?? "");
        await this.acts(() => box.getByRole("button", { name: this.w.save }).click());
    }

    async inquiry({ operands: [state, party], options }) {
        await this.tab("talk");
        if (state === "answered") {
            await this.page.getByRole("textbox", { name: this.w.result, exact: true }).fill(options.text[0]);
            await this.acts(() => this.press(this.w.answer));
            return;
        }
        const box = this.page.locator("details", { hasText: this.w.addInquiry });
        await box.locator("summary").click();
        await box.getByRole("button", { name: this.w.parties[party], exact: true }).click();
        await box.getByLabel(this.w.look).fill(options.text[0]);
        await box.getByLabel(this.w.until).fill(options.due[0]);
        await this.acts(() => box.getByRole("button", { name: this.w.save }).click());
    }

    async reissue({ options }) {
        await this.tab("card");
        if ((await this.page.getByRole("button", { name: this.w.arrived }).count()) === 0) await this.acts(() => this.press(this.w.asked));
        await this.type(this.w.newCard, options["new-card"][0]);
        await this.acts(() => this.press(this.w.arrived));
        await this.page.getByText(options["new-card"][0]).first().waitFor();
    }

    /** The paper for somebody, as it would be shown to them. */
    async paper({ operands: [, kind, audience], options }) {
        await this.tab("papers");
        await this.press(this.w.kinds[kind]);
        await this.press(this.w.parties[audience]);
        await this.type(this.w.name, options.name[0]);
        await this.press(this.w.make);
        await this.page.locator("pre.paper").waitFor();
        assert.match(await this.guest.text("pre.paper"), /見本花子/);
    }

    /** A new statement, dropped on the first screen. */
    async statement({ operands: rows }) {
        const path = statement(this.folder, `statement-${this.day}.csv`, rows.map((row) => row.split(",")).map(([day, n]) => [day, "ＡＭＡＺＯＮ．ＣＯ．ＪＰ", Number(n)]));
        await this.give([path]);
        await this.comesBack();
    }

    async give(paths) {
        await this.link(this.w.home);
        await this.page.waitForURL(/#\/$/);
        await this.page.locator(".side-tabs").waitFor({ state: "detached" });
        await this.page.locator(".drop input[type=file]").first().setInputFiles(paths);
        await this.page.getByText(this.w.read).first().waitFor();
    }

    async does(line) {
        const command = commandOf(line);
        assert.ok(typeof this[command.command] === "function", line);
        await this[command.command](command);
    }

    // ------------------------------------------------------------------ the walk

    async answers({ fact, answers }) {
        if (this.account.steps[fact]?.some((line) => line.includes("--said"))) await this.link(this.w.asLogged);
        for (const line of this.account.steps[fact] ?? []) await this.does(line);
        const hadLines = fact in this.account.steps;
        delete this.account.steps[fact];
        if (hadLines && this.of.next.question?.fact !== fact) return;
        if (hadLines) await this.atNow();
        const value = this.account.facts[fact] ?? "unknown";
        const label = answers.find((one) => one.value === value)?.label;
        if (label !== undefined) await this.acts(() => this.page.locator(".big-choice").getByRole("button", { name: label, exact: true }).click());
        else if (value === "unknown") await this.acts(() => this.press(this.w.unknown));
        else {
            await this.page.locator("main form input").first().fill(value);
            await this.acts(() => this.page.locator("main form button[type=submit]").first().click());
        }
    }

    async doesStep({ step, party }) {
        const lines = this.account.steps[step] ?? [];
        delete this.account.steps[step];
        const isLogged = lines[0]?.startsWith("log") && party !== "self";
        if (isLogged) await this.link(this.w.log);
        for (const line of lines) await this.does(line);
        if (isLogged) return;
        if (lines.length > 0) await this.atNow();
        await this.acts(() => this.press(this.w.done));
    }

    async closes() {
        await this.link(this.w.close);
        await this.acts(() => this.press(this.w.close));
        await this.page.getByText(this.w.closed).first().waitFor();
    }

    async later([day, line]) {
        if (day !== this.day) {
            await this.on(day);
            await this.comesBack();
        }
        await this.does(line);
    }

    async turn() {
        await this.atNow();
        const { kind, question, step } = this.of.next;
        if (process.env.PAGE_TEST_TRACE) console.log(`# ${this.day} ${kind} ${question?.fact ?? step?.step ?? ""}`);
        if (kind === "question") await this.answers(question);
        else if (kind === "step") await this.doesStep(step);
        else if (this.account.later.length > 0) await this.later(this.account.later.shift());
        else if (kind === "close") await this.closes();
        else assert.fail(`${kind}, and nothing that comes: ${JSON.stringify(this.of.next)}`);
    }

    /** Until it is closed, and closed again after what comes later. */
    async walks() {
        for (this.turns = 0; this.turns < MOST; this.turns++) {
            if (this.of.open) {
                await this.turn();
            } else if (this.account.after.length > 0) {
                const [first, ...more] = this.account.after;
                Object.assign(this.account, { after: [], later: more });
                await this.later(first);
                assert.ok(this.of.open, "it is not open again after " + first.join(" "));
            } else {
                return this.ends();
            }
        }
        assert.fail("it never came to an end");
    }

    /** What the command line says of the case in the end. */
    ends() {
        const ask = (...words) => JSON.parse(execFileSync(process.env.MIOBOE, ["case", ...words, "--store", this.server.store, "--now", this.day + "T02:00:00Z", "--format", "json"]).toString());
        assert.deepEqual(Object.keys(this.account.steps), [], "steps that never came");
        const { cases } = ask("list");
        assert.equal(cases.length, 1);
        const of = ask("show", "--case", cases[0].case);
        assert.equal(of.open, false);
        assert.ok(of.charges.every((charge) => charge.closed), "every charge is settled");
        assert.ok(ask("verify", "--case", cases[0].case).whole, "the journal is whole");
        assert.deepEqual(this.faults, []);
        return of;
    }
}
