// Files that the walks drop: statements in the layout of Vpass, mails signed with the test key of tests/mail/keys.

import { createHash, createSign } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** A statement of the card that ends in 1234; rows are [day, shop, amount]. */
export function statement(folder, name, rows) {
    const path = join(folder, name);
    const lines = rows.map(([day, shop, amount]) => `${day.replaceAll("-", "/")},${shop},${amount},１,１,${amount},`);
    const total = rows.reduce((sum, [, , amount]) => sum + amount, 0);
    writeFileSync(path, ["見本　花子　様,****-****-****-1234,三井住友カードＶＩＳＡ", ...lines, `,,,,,${total},`, ""].join("\r\n"));
    return path;
}

const squeezed = (text) => text.replace(/[ \t]+/g, " ").trim();
const field = ([name, value]) => `${name.toLowerCase()}:${squeezed(value)}\r\n`;

/** A mail of Amazon's with a signature (RFC 6376, relaxed/relaxed) of the key that dns.txt tells for amazon.co.jp. */
export function amazonMail(root, folder, { name, subject, date, text }) {
    const fields = [
        ["From", "Amazon.co.jp <auto-confirm@amazon.co.jp>"], ["To", "hanako@example.org"],
        ["Subject", `=?utf-8?b?${Buffer.from(subject).toString("base64")}?=`], ["Date", date], ["Message-ID", `<${name}@example.net>`],
        ["MIME-Version", "1.0"], ["Content-Type", "text/plain; charset=utf-8"], ["Content-Transfer-Encoding", "8bit"],
    ];
    const body = text.trim().split("\n").map((line) => line.replace(/[ \t]+/g, " ").trimEnd()).join("\r\n") + "\r\n";
    const names = ["From", "To", "Subject", "Date", "Message-ID", "MIME-Version", "Content-Type"];
    const hash = createHash("sha256").update(body).digest("base64");
    const value = `v=1; a=rsa-sha256; c=relaxed/relaxed; d=amazon.co.jp; s=t1; h=${names.join(":")}; bh=${hash}; b=`;
    const signed = names.map((one) => field(fields.find(([own]) => own === one))).join("") + field(["DKIM-Signature", value]).slice(0, -2);
    const key = readFileSync(join(root, "tests", "mail", "keys", "brand.pem"));
    const signature = createSign("RSA-SHA256").update(signed).sign(key, "base64");
    const head = [["DKIM-Signature", value + signature], ...fields].map(([one, two]) => `${one}: ${two}\r\n`).join("");
    const path = join(folder, name + ".eml");
    writeFileSync(path, head + "\r\n" + body);
    return path;
}
