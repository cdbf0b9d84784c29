#!/usr/bin/env bash
# The review of an account: findings, questions, and what the person says of them.
. "${0%/*}/lib.sh"

"$tree/tests/cli/make-review" house
"$tree/tests/cli/make-mmdb" geo.mmdb '192.0.2.0/24=JP:Example Home' '2001:db8::/32=JP:Example Home' \
    '203.0.113.0/24=BR:Example Abroad'
today=(--as-of 2026-11-22 --now 2026-11-22T03:00:00Z)

# id RULE: the id of the finding in the JSON of the last run.
id() {
    /usr/bin/python3 -c '
import json, sys
found = [f["id"] for f in json.load(open(sys.argv[2]))["findings"] if f["rule"] == sys.argv[1]]
print(found[0] if found else "none")' "$1" "$out"
}

rules() {
    /usr/bin/python3 -c '
import json, sys
print(*[f["rule"] for f in json.load(open(sys.argv[1]))["findings"]])' "$out"
}

# Called by ok.
# shellcheck disable=SC2317
valid() {
    "$tree/tests/check-schema" "$tree/docs/api/review.schema.json" "$out"
}

begin 'without files and without a store review says what it needs'
run review
exits 64
err_has 'review needs something to look at'

begin 'files are looked at, the worst stands first'
run review "${today[@]}" --geo geo.mmdb house
exits 1
ok test "$(head -n 1 "$out")" = '[today] The account was used from Brazil (BR) (2026-11-05)  [new]'
out_has '2nd Android device (2026-11-10)' 'ending in 9876' 'post code 530-0001' 'Gift cards bought: 1, ¥10,000' \
    'does not show: 250-0000000-0000006' 'Mastercard 4321 is on no statement' 'Example Abroad' \
    'NEW MUSIC (¥980, ¥11,760 a year)' 'Regular payments: 2, ¥26,160 a year' 'Next look: 2026-12-22'
err_empty
ok test ! -e home/.local

begin 'without a database no country is told'
run review "${today[@]}" house
exits 1
out_lacks '(BR)' 'Example Abroad'

begin 'in Japanese'
ja run review "${today[@]}" --geo geo.mmdb house
exits 1
out_has '[今日] ブラジル (BR) からの利用があります（2026-11-05）' 'アカウントサービス' '次の点検：2026-12-22'

begin 'as JSON'
run review "${today[@]}" --geo geo.mmdb --format json house
exits 1
ok valid
ok test "$(rules)" = "sign-in-country device-new hidden-order gift-card hidden-order strange-card hidden-order \
subscription-new instrument-unknown sign-in-network address-new devices gift-balance card-at-shops subscriptions"

begin 'a mail on a sign-in that nobody can prove tells nothing'
cp "$tree/tests/golden/notices/amazon-sign-in.eml" sign-in.eml
run review "${today[@]}" --format json house sign-in.eml
ok valid
ok test "$(rules | tr ' ' '\n' | grep -c sign-in-country)" = 0

begin 'what is no database of addresses is said to be none'
run review "${today[@]}" --geo house/card.ofx house
exits 2
err_has 'house/card.ofx' 'database of addresses'

begin 'on the store it says the same'
run import house
exits 0
run review "${today[@]}" --geo geo.mmdb --format json
exits 1
ok valid
ok test "$(rules)" = "sign-in-country device-new hidden-order gift-card hidden-order strange-card hidden-order \
subscription-new instrument-unknown sign-in-network address-new devices gift-balance card-at-shops subscriptions"

begin 'done goes away, later comes back on its day'
device=$(run review "${today[@]}" --format json; id device-new)
gift=$(run review "${today[@]}" --format json; id gift-card)
run review 'done' "${today[@]}" "$device"
exits 0
out_is <<<'Remembered.'
run review later "${today[@]}" --until 2026-12-01 "$gift"
exits 0
out_is <<<'Put off until 2026-12-01.'
run review "${today[@]}"
exits 1
out_lacks '2nd Android device (2026' 'Gift cards bought'
run review --as-of 2026-12-01
out_has 'Gift cards bought'
out_lacks '2nd Android device (2026'

begin 'what is nobodys begins a case, and stands first'
run review "${today[@]}" --format json
address=$(id address-new)
run review not-mine "${today[@]}" --format json "$address"
exits 0
ok valid
out_has '"case": "mioboe case open --taken-over"'
run review "${today[@]}"
ok test "$(head -n 1 "$out")" = '[when you have time] A new address: post code 530-0001 (1, since 2026-11-03)  [new]'
out_has 'Begin a case: mioboe case open --taken-over'
run review "${today[@]}" --format json
order=$(id hidden-order)
run review not-mine "${today[@]}" "$order"
out_has 'mioboe case open --order 250-0000000-000000'
run case open --now 2026-11-22T03:00:00Z --order 250-0000000-0000006
exits 0

begin 'a finding that does not exist, a question that is none'
run review 'done' "${today[@]}" nonsense
exits 64
err_has 'has no "nonsense"'
run review 'done' "${today[@]}" recovery-details
exits 64
err_has 'is a question'
run review answer "${today[@]}" "$address" yes
exits 64
err_has 'is no question'
run review answer "${today[@]}" recovery-details maybe
exits 64
err_has 'yes, no or unknown'

begin 'questions are asked once; no stays until it is done'
run review ask "${today[@]}" <<<$'yes\n1\nwhat\n2\nl\n0'
exits 0
out_has 'Question 1 of 5' 'Question 5 of 5' 'Thank you.'
run review "${today[@]}" --format json
ok valid
ok test "$(rules | tr ' ' '\n' | grep -c '^protection$')" = 1
run review ask "${today[@]}" <<<'yes'
out_has 'Question 1 of 1'
run review ask "${today[@]}" <<<''
out_is <<<'There is nothing to ask now.'
run review ask --as-of 2028-11-22 <<<'q'
out_has 'Question 1 of 5'

begin 'an answer that is given by a program'
run review answer "${today[@]}" --format json recovery-details unknown
exits 0
ok valid

begin 'the monthly look tells what is new since the one before, and repeats itself on the same day'
run review --monthly "${today[@]}"
exits 1
out_has 'NEW MUSIC'
run review --monthly "${today[@]}"
out_has 'NEW MUSIC'
run review --monthly --as-of 2026-12-22 --now 2026-12-22T03:00:00Z
out_has 'What is new since 2026-11-22' 'Begin a case'
out_lacks 'NEW MUSIC' 'ending in 9876'
run review --monthly --as-of 2026-12-22 --format json
ok valid
out_has '"since": "2026-11-22"'

begin 'a calendar file for the next look'
run review "${today[@]}" --ics next.ics
exits 1
ok grep -q 'DTSTART;VALUE=DATE:20261222' next.ics
ok grep -q 'UID:review.2026-12-22' next.ics
run review "${today[@]}" --ics missing/next.ics
exits 74

begin 'forgetting everything forgets what was said'
run forget --all --yes
exits 0
run review "${today[@]}" --format json house
ok test "$(id device-new)" = "$device"

finish
