// The types fit: tsc, strict.

import { spawnSync } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const page = join(dirname(fileURLToPath(import.meta.url)), "..");
const tsc = spawnSync(process.execPath, [join(page, "node_modules/typescript/bin/tsc"), "--noEmit", "-p", page], { stdio: "inherit" });
process.exit(tsc.status ?? 1);
