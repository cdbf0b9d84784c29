// The watch view in a browser: questions that come by another process, their answers, the channels and their test.
//
//   MIOBOE=build/mioboe node page/test/watch.mjs [PART OF A NAME]

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { household, run, test, visit } from "./harness.mjs";

const SECRET = "topic-that-nobody-guesses";
const NOW = "2026-08-20T10:00:00Z";

/** A configuration beside the server's store, and a folder with a statement that nothing explains. */
function setUp(folder) {
    const statements = join(folder, "statements");
    mkdirSync(join(folder, "mioboe"), { recursive: true });
    mkdirSync(statements);
    writeFileSync(join(folder, "mioboe", "watch.yaml"), `
household:
  - name: Hanako
    channels:
      - url: "command:cat > '${folder}/told.json'"
      - url: "command:exit 3"
      - url: ntfy://localhost:1/${SECRET}
folders: ['${statements}']
`);
    copyFileSync(join(household, "card", "vpass", "202609.csv"), join(statements, "202609.csv"));
    utimesSync(join(statements, "202609.csv"), 1, 1);
}

/** mioboe watch, as another process. */
const watch = (server, folder, ...words) =>
    execFileSync(process.env.MIOBOE, ["watch", "--store", server.store, ...words], { env: { ...process.env, XDG_CONFIG_HOME: folder }, stdio: ["ignore", "pipe", "ignore"] }).toString();

const questionsOf = (server, folder) => JSON.parse(watch(server, folder, "questions", "--format", "json")).questions;

test("a question of another process appears by itself, and one tap answers it", async ({ browser, server, folder }) => {
    setUp(folder);
    watch(server, folder, "questions");
    const guest = await visit(browser, server);
    await guest.to("watch");
    await guest.page.getByText("いまお聞きすることはありません").waitFor();
    watch(server, folder, "--once", "--offline", "--now", NOW);
    const asked = questionsOf(server, folder).filter((one) => one.state === "open").length;
    assert.ok(asked >= 2, `${asked} questions`);
    await guest.page.getByRole("button", { name: "はい、私です" }).first().waitFor();
    assert.equal(await guest.page.getByRole("button", { name: "はい、私です" }).count(), asked);
    assert.deepEqual(await guest.axe(), []);
    await guest.page.getByRole("button", { name: "はい、私です" }).first().click();
    await guest.page.waitForFunction((n) => document.querySelectorAll(".big-choice").length === n, asked - 1);
    await guest.page.getByRole("button", { name: "いいえ、知りません" }).first().click();
    await guest.page.waitForFunction((n) => document.querySelectorAll(".big-choice").length === n, asked - 2);
    const states = questionsOf(server, folder).map((one) => one.state);
    assert.deepEqual([states.filter((one) => one === "yes").length, states.filter((one) => one === "no").length], [1, 1]);
    await guest.page.getByText("これまでの質問").click();
    await guest.page.getByRole("link", { name: "案件を開く" }).click();
    await guest.page.waitForURL(/#\/cases\/\w+/);
    assert.deepEqual(guest.faults, []);
});

test("an address from a notice signs in and shows the questions", async ({ browser, server, folder }) => {
    setUp(folder);
    watch(server, folder, "questions");
    const guest = await visit(browser, { ...server, url: `${server.url}&at=watch` });
    await guest.page.getByRole("heading", { level: 1, name: "見守り" }).waitFor();
    assert.ok(guest.page.url().endsWith("#/watch"), guest.page.url());
    assert.deepEqual(guest.faults, []);
});

test("each channel is tried by a button, says in plain words what came of it, and keeps its secret", async ({ browser, server, folder }) => {
    setUp(folder);
    watch(server, folder, "questions");
    const guest = await visit(browser, server, { lang: "en", width: 360, height: 780 });
    await guest.to("watch");
    const buttons = guest.page.getByRole("button", { name: /^Send a test to/ });
    await buttons.first().waitFor();
    assert.equal(await buttons.count(), 3);
    for (const n of [0, 1, 2]) await buttons.nth(n).click();
    await guest.page.getByText("Sent. See there whether it has come.").waitFor();
    await guest.page.getByText("It was not sent. The program ended with an error.").waitFor();
    await guest.page.getByText("It was not sent. The server cannot be reached.").waitFor();
    assert.equal(JSON.parse(readFileSync(join(folder, "told.json"), "utf8")).about.kind, "test");
    assert.ok(!(await guest.page.content()).includes(SECRET), "the topic stands in the page");
    assert.ok((await guest.overflow()) <= 0, "wider than the screen");
    assert.deepEqual(await guest.axe(), []);
    assert.deepEqual(guest.faults, []);
});

await run();
