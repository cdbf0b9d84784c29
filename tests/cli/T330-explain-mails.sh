#!/usr/bin/env bash
# mioboe explain with mails among its paths: evidence, hints and warnings.
. "${0%/*}/lib.sh"

mails=$tree/tests/mail/messages
explain=(explain --as-of 2026-08-25 --now 2026-08-25T12:00:00Z --dns-file "$tree/tests/mail/dns.txt")

# json PYTHON: a condition on the report `r`, whose charges are `c` by their amount.
json() {
    ok /usr/bin/python3 - "$out" "$1" <<'END'
import json, sys
r = json.load(open(sys.argv[1]))
c = {charge["amount"]: charge for charge in r["charges"]}
assert eval(sys.argv[2]), json.dumps(r["charges"], ensure_ascii=False)[:2000]
END
}

write lines.txt <<'END'
8/16 AMAZON.CO.JP 2,420
8/14 見本書店 433
END

begin 'a genuine order mail explains its charge, as an order'
run "${explain[@]}" --format json - "$mails/amazon-order.eml" <lines.txt
exits 0
ok "$tree/tests/check-schema" "$tree/docs/api/explain.schema.json" "$out"
json 'c[2420]["verdict"] in ("explained", "probable")'
json 'c[2420]["explained_by"][0]["order_id"] == "250-1234567-1234567"'
json 'c[2420]["explained_by"][0]["source"]["path"].endswith("amazon-order.eml")'
json '[s["trust"] for s in r["sources"] if s["format"] == "mail"] == ["genuine"]'

begin 'a vouched one does, too'
run "${explain[@]}" --format json - "$mails/amazon-key-gone-google-saw.eml" <lines.txt
json 'c[2420]["verdict"] in ("explained", "probable")'

begin 'one that nobody can prove explains nothing; it is a hint beside the charge'
run "${explain[@]}" --format json - "$mails/amazon-key-gone.eml" <lines.txt
exits 1
json 'c[2420]["verdict"] == "unexplained"'
json '[h["kind"] for h in c[2420]["hints"]] == ["unverified_mail"]'
json 'c[2420]["hints"][0]["source"]["path"].endswith("amazon-key-gone.eml")'
json 'r["mails"] == {"unverified": 1, "without_key": 1}'
ok "$tree/tests/check-schema" "$tree/docs/api/explain.schema.json" "$out"
run "${explain[@]}" - "$mails/amazon-key-gone.eml" <lines.txt
out_has 'a mail about this sum exists, not verified' '1 mail could not be verified'

begin 'a fake one explains nothing and hints at nothing; it is a warning'
run "${explain[@]}" --format json - "$mails/forged-exact-from.eml" <lines.txt
exits 1
json 'c[2420]["verdict"] == "unexplained" and "hints" not in c[2420]'
json '[w["kind"] for w in r["warnings"]] == ["fake_mail"] and r["warnings"][0]["claims"] == "amazon"'
run "${explain[@]}" - "$mails/forged-exact-from.eml" <lines.txt
out_has 'Fake mails' 'forged-exact-from.eml'

begin 'from the store mails are evidence and hints as from files'
taking=(import --store mails.sqlite --now 2026-08-25T12:00:00Z --as-of 2026-08-25 --dns-file "$tree/tests/mail/dns.txt")
run "${taking[@]}" - "$mails/amazon-key-gone.eml" <lines.txt
exits 0
out_has '1 new mail'
run explain --store mails.sqlite --as-of 2026-08-25 --format json
exits 1
json 'c[2420]["verdict"] == "unexplained"'
json '[h["kind"] for h in c[2420]["hints"]] == ["unverified_mail"]'
json 'r["mails"]["unverified"] == 1'
ok "$tree/tests/check-schema" "$tree/docs/api/explain.schema.json" "$out"
run "${taking[@]}" "$mails/amazon-key-gone.eml" "$mails/amazon-order.eml"
out_has '1 new mail' '1 mail known already'
run explain --store mails.sqlite --as-of 2026-08-25 --format json
json 'c[2420]["explained_by"][0]["order_id"] == "250-1234567-1234567"'

begin 'a warning survives the import, and can open a case'
fake=$mails/forged-exact-from.eml
run "${explain[@]}" --format json "$fake"
cp "$out" files.json
run import --store fakes.sqlite --now 2026-08-25T12:00:00Z --dns-file "$tree/tests/mail/dns.txt" "$fake"
run explain --store fakes.sqlite --as-of 2026-08-25 --format json
json 'r["warnings"] and r["warnings"] == __import__("json").load(open("files.json"))["warnings"]'
ok "$tree/tests/check-schema" "$tree/docs/api/explain.schema.json" "$out"
run explain --store fakes.sqlite --as-of 2026-08-25
out_has 'Fake mails' 'forged-exact-from.eml'
mkdir gone && cp "$fake" gone/away.eml
echo >>gone/away.eml
run import --store fakes.sqlite --now 2026-08-25T12:00:00Z --dns-file "$tree/tests/mail/dns.txt" gone/away.eml
rm gone/away.eml
run case open --store fakes.sqlite --now 2026-08-25T00:00:00Z --case f1 --mail gone/away.eml
exits 0
err_has 'This mail was imported'
run case show --store fakes.sqlite --format json
json '[(a["fact"], a["value"], a["origin"]) for a in r["answers"]] == [("mail_verdict", "fake", "mail")]'
json 'r["ground"] == "mail" and r["notes"][0]["text"].startswith("gone/away.eml")'
run case open --store fakes.sqlite --now 2026-08-25T00:00:00Z --mail gone/never.eml
exits 2

begin 'one purchase told by two mails is one: of two like charges only one is explained'
{ cat lines.txt; echo '8/17 AMAZON.CO.JP 2,420'; } >twice.txt
cp "$mails/amazon-order.eml" "$mails/amazon-expired-since.eml" .
run "${explain[@]}" --format json - amazon-order.eml amazon-expired-since.eml <twice.txt
exits 1
json 'sum(1 for x in r["charges"] if x["amount"] == 2420 and x["verdict"] == "explained") <= 1'
json 'sum(1 for x in r["charges"] if x["amount"] == 2420 and x["verdict"] in ("unexplained", "ambiguous")) >= 1'

begin 'an order told by an export and by a mail is one unit: one charge is explained by it, a second like it is not'
head -n 1 "$tree/tests/golden/amazon/orders-3-short.csv" >Retail.OrderHistory.3.csv
cat >>Retail.OrderHistory.3.csv <<'END'
B00EXAMPL1,見本 花子,ヤマト運輸(400000000001),JPY,Not Available,Not Available,Not Available,2026-08-15T01:00:00Z,250-1234567-1234567,Closed,1,Visa - 5171,New,ノート A5,Not Available,2026-08-15T15:30:00Z,2200,220,Shipped,見本 花子,0,next-jp,2420,0,2200,220,Amazon.co.jp
END
run "${explain[@]}" --format json - Retail.OrderHistory.3.csv "$mails/amazon-order.eml" <lines.txt
exits 0
json 'c[2420]["verdict"] == "explained" and len(c[2420]["explained_by"]) == 1'
json 'c[2420]["explained_by"][0]["order_id"] == "250-1234567-1234567" and not c[2420].get("alternatives")'
json 'not r["expected"]'
run "${explain[@]}" --format json - Retail.OrderHistory.3.csv "$mails/amazon-order.eml" <twice.txt
exits 1
json 'sum(1 for x in r["charges"] if x["amount"] == 2420 and x["verdict"] == "explained") <= 1'
json 'sum(1 for x in r["charges"] if x["amount"] == 2420 and x["verdict"] in ("unexplained", "ambiguous")) >= 1'

begin 'a declined attempt stands beside the charge that came next'
run "${explain[@]}" --format json - "$mails/honest-smbc-declined.eml" <lines.txt
json '[d["moment"] for d in c[2420]["declined"]] == ["2026-08-15T20:16+09:00"] and "notices" not in c[2420]'
json 'not r["expected"] and "declined" not in c[433]'
ok "$tree/tests/check-schema" "$tree/docs/api/explain.schema.json" "$out"
run "${explain[@]}" - "$mails/honest-smbc-declined.eml" <lines.txt
out_has 'an attempt before was declined: 2026-08-15 20:16'

begin 'a sign-in is told beside what nothing explains, and beside nothing else'
run "${explain[@]}" --format json - "$mails/honest-amazon-sign-in.eml" <lines.txt
json '[(e["kind"], e["moment"]) for e in c[2420]["account_events"]] == [("sign_in", "2026-08-15T21:05+09:00")]'
json '"account_events" not in c[433]'
ok "$tree/tests/check-schema" "$tree/docs/api/explain.schema.json" "$out"
run "${explain[@]}" - "$mails/honest-amazon-sign-in.eml" <lines.txt
out_has 'somebody signed in to the account: 2026-08-15 21:05'
run "${explain[@]}" --format json - "$mails/honest-amazon-sign-in.eml" "$mails/amazon-order.eml" <lines.txt
json '"account_events" not in c[2420]'

begin 'a usage notice ties a charge to a moment and a shop, and explains nothing'
run "${explain[@]}" --format json - "$mails/smbc-click-tracker.eml" <lines.txt
json 'c[433]["verdict"] == "out_of_scope"'
json '[a["as"] for a in c[433]["also_in"]] == ["notice"]'
json 'c[433]["notices"][0]["moment"] == "2026-08-14T16:22+09:00" and c[433]["notices"][0]["shop"] == "見本書店"'
json 'not r["expected"]'
ok "$tree/tests/check-schema" "$tree/docs/api/explain.schema.json" "$out"
run "${explain[@]}" --all - "$mails/smbc-click-tracker.eml" <lines.txt
out_has 'a mail told of it: 2026-08-14 16:22, 見本書店'

begin 'a notice without a line yet is expected'
run "${explain[@]}" --format json "$mails/smbc-click-tracker.eml"
json '[(e["kind"], e["amount"], e["status"]) for e in r["expected"]] == [("charge", 433, "pending")]'
ok "$tree/tests/check-schema" "$tree/docs/api/explain.schema.json" "$out"
run "${explain[@]}" "$mails/smbc-click-tracker.eml"
out_has 'on no statement yet' '¥433'

begin 'a copy of the mail changes nothing'
mkdir -p copies/a copies/b
cp "$mails/smbc-click-tracker.eml" copies/a
sed 's/\r$//' "$mails/smbc-click-tracker.eml" >copies/b/saved.eml
run "${explain[@]}" --format json copies
json 'len(r["expected"]) == 1'

begin 'mails in folders and zip files'
mkdir -p box/in
cp "$mails/amazon-order.eml" "$mails/smbc-click-tracker.eml" "$mails/forged-exact-from.eml" box/in
zip -qr box.zip box
run "${explain[@]}" --format json - box <lines.txt
json 'c[2420]["verdict"] in ("explained", "probable") and c[433]["notices"] and len(r["warnings"]) == 1'
run "${explain[@]}" --format json - box.zip <lines.txt
json 'c[2420]["verdict"] in ("explained", "probable") and c[433]["notices"] and len(r["warnings"]) == 1'
json 'any(s["path"] == "box.zip!box/in/amazon-order.eml" for s in r["sources"])'

begin 'an mbox: each message is a source'
for m in amazon-order smbc-click-tracker; do
    printf 'From x@example.org Sat Aug 15 10:00:00 2026\n'
    sed 's/\r$//' "$mails/$m.eml"
    printf '\n'
done >all.mbox
run "${explain[@]}" --format json - all.mbox <lines.txt
json 'sorted(s["path"] for s in r["sources"]) == ["-", "all.mbox!0", "all.mbox!1"]'
json 'c[2420]["explained_by"] and c[433]["notices"]'

begin 'a mail on standard input is mail, not typed lines'
run "${explain[@]}" --format json - <"$mails/smbc-click-tracker.eml"
json 'not r["charges"] and len(r["expected"]) == 1'

begin 'records shows what a mail says'
run records --dns-file "$tree/tests/mail/dns.txt" "$mails/amazon-order.eml"
exits 0
out_has '"order_id": "250-1234567-1234567"'
ok "$tree/tests/check-schema" "$tree/docs/api/records.schema.json" "$out"

begin 'the same answer whatever the order of the paths'
run "${explain[@]}" --format json box all.mbox
cp "$out" first
run "${explain[@]}" --format json all.mbox box
ok cmp first "$out"

finish
