// The types fit: tsc, strict; of the page as a browser has it, and of its unit tests.

import { spawnSync } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const page = join(dirname(fileURLToPath(import.meta.url)), "..");
const tsc = (project) =>
    spawnSync(process.execPath, [join(page, "node_modules/typescript/bin/tsc"), "--noEmit", "-p", project], { stdio: "inherit" }).status ?? 1;
process.exit(tsc(page) || tsc(join(page, "test")));
