#!/usr/bin/env bash
# watch, the calendar's half: what explain and the cases find in the store is told, once, when it is news.
. "${0%/*}/lib.sh"

write watch.yaml <<'YAML'
household:
  - name: Hanako
    channels:
      - url: "command:cat >> told.json; echo >> told.json"
YAML
told() {
    : >told.json
    run watch --config watch.yaml --once --offline --now "$1"
    exits 0
}

begin 'what lies long back when watch first runs is no news; what still lasts is'
run import "$tree"/examples/household
exits 0
told 2026-10-20T03:00:00Z
ok grep -q '"kind":"charge".*"amount":46800' told.json
ok grep -q '"kind":"refund_late".*"amount":6480' told.json
ok test "$(grep -c '"kind":"charge"' told.json)" -le 2

begin 'nothing is told twice'
told 2026-10-20T03:05:00Z
ok test ! -s told.json

begin 'unanswered it is asked again'
told 2026-10-20T03:11:00Z
ok grep -q '"ask":2' told.json

begin 'a no opens a case of the charge, and says so'
run watch --config watch.yaml questions --open --format json --now 2026-10-20T03:12:00Z
exits 0
ok python3 "$tree/tests/check-schema" "$tree/docs/api/watch.schema.json" "$out"
id=$(python3 -c '
import json, sys
print(next(q["id"] for q in json.load(open(sys.argv[1]))["questions"] if q["about"]["amount"] == 46800))' "$out")
run watch --config watch.yaml answer "$id" no --now 2026-10-20T03:12:00Z
exits 0
out_has 'A case was opened: mioboe case next --case' 'Noted.'
run case list --now 2026-10-20T03:12:00Z
exits 0
out_has '46,800'
told 2026-10-20T03:13:00Z
ok grep -q '"kind":"case_opened"' told.json
ok python3 "$tree/tests/check-schema" "$tree/docs/api/watch.schema.json" <(grep case_opened told.json)

begin 'a no stays, and is not asked about again'
run watch --config watch.yaml answer "$id" yes --now 2026-10-20T03:14:00Z
exits 64
err_has 'there is a case'
told 2026-10-20T04:00:00Z
ok test "$(grep -c '"amount":46800.*"kind":"charge"' told.json)" -eq 0

begin 'a stopped card that is charged is told at once'
run case open --typed '2026-09-20 AMAZON DOWNLOADS 550' --card 7306 --now 2026-09-21T03:00:00Z
exits 0
run case list --format json --now 2026-09-21T03:00:00Z
stopped=$(python3 -c '
import json, sys
print(next(c["case"] for c in json.load(open(sys.argv[1]))["cases"] if c["ground"] == "typed"))' "$out")
run case answer card_stopped yes --case "$stopped" --now 2026-09-21T03:00:00Z
exits 0
told 2026-10-21T03:00:00Z
ok grep -q '"kind":"stopped_card"' told.json

begin 'a time limit of a case that comes near is told'
told 2026-11-10T03:00:00Z
ok grep -q '"kind":"deadline"' told.json

begin 'a month without its statement is told'
told 2026-12-30T03:00:00Z
ok grep -q '"kind":"statement"' told.json

begin 'in quiet hours only what cannot wait is told'
sed 's/^household/quiet: 00:00-23:59\nhousehold/' watch.yaml >quiet.yaml
rm -rf "$XDG_DATA_HOME"
run import "$tree"/examples/household
: >told.json
run watch --config quiet.yaml --once --offline --now 2026-10-20T03:00:00Z
exits 0
ok grep -q '"kind":"charge"' told.json
ok test "$(grep -c '"kind":"refund_late"' told.json)" -eq 0

finish
