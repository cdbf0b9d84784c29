#!/usr/bin/env node
// Build the page into page/dist: the catalogue's sentences, the script, the style sheet, the document.
//
//   page/build.mjs [--dist DIR] [--depfile FILE] | --check [--dist DIR] | --fetch | --release
//
// --dist DIR  where to; by itself page/dist
// --check     build elsewhere and say whether DIR is the same
// --fetch     only fetch the packages of package-lock.json (npm ci), where they are not there
// --release   into the source tarball (called by "meson dist")

import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const here = dirname(fileURLToPath(import.meta.url));
const catalog = join(here, "..", "catalog");
const LIMIT = 150 * 1024; // bytes of everything, gzipped

/** Fetch the packages, unless those of the lock file are there. */
function fetchPackages() {
    const lock = readFileSync(join(here, "package-lock.json"), "utf8");
    const mark = join(here, "node_modules", ".of-lock-file");
    if (existsSync(mark) && readFileSync(mark, "utf8") === lock) return;
    execFileSync("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"],
        { cwd: here, stdio: ["ignore", "ignore", "inherit"] });
    writeFileSync(mark, lock);
}

/** `import … from "catalogue"` gives the sentences. Also used by the tests. */
export const cataloguePlugin = (sentences) => ({
    name: "catalogue",
    setup(plugin) {
        plugin.onResolve({ filter: /^catalogue$/ }, () => ({ path: "catalogue", namespace: "catalogue" }));
        plugin.onLoad({ filter: /.*/, namespace: "catalogue" }, () => ({ contents: sentences, loader: "json" }));
    },
});

/** The dark colours stand once, for who chose them here; they are also for whose machine is dark and who chose nothing.
 *  (CSS's own light-dark() would leave browsers of before 2024 without any colour.) */
const darkPlugin = {
    name: "dark",
    setup(plugin) {
        plugin.onLoad({ filter: /tokens\.css$/ }, ({ path }) => {
            const style = readFileSync(path, "utf8");
            const dark = /^:root\[data-theme="dark"\] (\{[^}]*\})/m.exec(style);
            if (!dark) throw new Error("tokens.css has no dark colours");
            return { loader: "css", contents: `${style}\n@media (prefers-color-scheme: dark) { :root:not([data-theme="light"]) ${dark[1]} }\n` };
        });
    },
};

const catalogFiles = [];

/** What the catalogue says in sentences, so that the page shows the same words as the program. */
export async function catalogSentences() {
    const { parse } = await import("yaml");
    const read = (path) => {
        catalogFiles.push(join(catalog, path));
        return parse(readFileSync(join(catalog, path), "utf8"));
    };
    catalogFiles.length = 0;
    const of = (rows, pick) => Object.fromEntries(rows.map((row) => [row.id, pick(row)]));
    const merchants = readdirSync(join(catalog, "merchants")).sort().flatMap((name) => read(join("merchants", name)));
    return {
        causes: of(read("rules/causes.yaml"), (row) => row.name),
        next: of(read("rules/next.yaml"), (row) => ({ ...row.text, ...(row.url ? { url: row.url } : {}) })),
        issuers: of(read("rules/issuers.yaml"), (row) => row.name),
        questions: of(read("rules/questions.yaml"), (row) => ({ ask: row.ask, answers: row.answers ?? [] })),
        merchants: of(merchants.filter((row) => row.meaning), (row) => row.meaning),
    };
}

/** Make the page in the folder ${dist}; return the files that it was made of. */
async function build(dist) {
    const { build: bundle } = await import("esbuild");
    const sentences = JSON.stringify(await catalogSentences());
    mkdirSync(dist, { recursive: true });
    const common = { bundle: true, minify: true, target: "es2022", charset: "utf8", legalComments: "none", logLevel: "warning", metafile: true };
    const script = await bundle({
        ...common, entryPoints: [join(here, "src/main.tsx")], outfile: join(dist, "page.js"), format: "esm",
        jsx: "automatic", jsxImportSource: "preact", plugins: [cataloguePlugin(sentences)],
    });
    const style = await bundle({ ...common, entryPoints: [join(here, "src/style/page.css")], outfile: join(dist, "page.css"), plugins: [darkPlugin] });
    for (const name of ["index.html", "icon.svg"]) writeFileSync(join(dist, name), readFileSync(join(here, "src", name)));
    return [...Object.keys(script.metafile.inputs), ...Object.keys(style.metafile.inputs)]
        .filter((path) => !path.includes(":")).map((path) => resolve(path))
        .concat(catalogFiles, ["build.mjs", "src/index.html", "src/icon.svg", "package-lock.json"].map((name) => join(here, name)));
}

const NAMES = ["icon.svg", "index.html", "page.css", "page.js"];
const packedSize = (dist) => NAMES.reduce((sum, name) => sum + gzipSync(readFileSync(join(dist, name))).length, 0);

/** Refuse a page that has grown too large for a slow telephone. */
function checkSize(dist) {
    const bytes = packedSize(dist);
    if (bytes >= LIMIT) throw new Error(`the page is ${bytes} bytes gzipped, the limit is ${LIMIT}`);
    return bytes;
}

async function check(dist) {
    const fresh = mkdtempSync(join(tmpdir(), "mioboe-page-"));
    try {
        await build(fresh);
        const differ = NAMES.filter((name) => !existsSync(join(dist, name)) ||
            !readFileSync(join(dist, name)).equals(readFileSync(join(fresh, name))));
        if (differ.length > 0) throw new Error(`${dist} is not what page/src makes (${differ.join(", ")}); run page/build`);
        console.log(`ok, ${checkSize(fresh)} bytes gzipped`);
    } finally {
        rmSync(fresh, { recursive: true, force: true });
    }
}

async function main(words) {
    const after = (word, otherwise) => (words.includes(word) ? words[words.indexOf(word) + 1] : otherwise);
    const release = join(process.env.MESON_DIST_ROOT ?? "", "page", "dist");
    const dist = words.includes("--release") ? release : after("--dist", join(here, "dist"));
    fetchPackages();
    if (words.includes("--fetch")) return;
    if (words.includes("--check")) return check(dist);
    const inputs = await build(dist);
    checkSize(dist);
    const depfile = after("--depfile", null);
    const escaped = (path) => path.replace(/[ #$]/g, "\\$&");
    if (depfile) writeFileSync(depfile, `${join(dist, "page.js")}: ${[...new Set(inputs)].map(escaped).join(" ")}\n`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
    main(process.argv.slice(2)).catch((error) => {
        console.error("page/build: " + (error instanceof Error ? error.message : String(error)));
        process.exit(1);
    });
}
