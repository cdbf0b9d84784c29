// Run test/*.test.ts, the tests of what needs no browser: bundled, then by node's own runner, as TAP.

import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { catalogSentences, cataloguePlugin } from "../build.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "mioboe-page-test-"));
try {
    const names = readdirSync(here).filter((name) => name.endsWith(".test.ts")).sort();
    await build({
        entryPoints: names.map((name) => join(here, name)), outdir: folder, outExtension: { ".js": ".mjs" },
        bundle: true, format: "esm", platform: "node", target: "node18", logLevel: "warning",
        jsx: "automatic", jsxImportSource: "preact", inject: [join(here, "browser_stand_in.ts")],
        plugins: [cataloguePlugin(JSON.stringify(await catalogSentences()))],
    });
    const files = names.map((name) => join(folder, name.replace(/\.ts$/, ".mjs")));
    const run = spawnSync(process.execPath, ["--test", "--test-reporter=tap", ...files],
        { encoding: "utf8", env: { ...process.env, TZ: "Asia/Tokyo", MIOBOE_PAGE: join(here, "..") } });
    process.stdout.write(run.stdout);
    process.stderr.write(run.stderr);
    process.exitCode = run.status ?? 1;
} finally {
    rmSync(folder, { recursive: true, force: true });
}
