#!/usr/bin/env bash
# case: beginning one, what is asked, and that the answers are kept.
. "${0%/*}/lib.sh"

store=(--store home.sqlite --now 2026-10-10T03:00:00Z)
at() {
    printf '%s\n' --store home.sqlite --now "$1"
}
mapfile -t day1 < <(at 2026-10-10T03:00:00Z)
json() {
    # shellcheck disable=SC2317 # run by ok
    /usr/bin/python3 -c "import json
d = json.load(open('$out', encoding='utf-8'))
$1"
}

begin 'a case without any import: three minutes, facts typed'
run case open "${day1[@]}" --case c1 --typed '2026-10-03 AMAZON.CO.JP 15480' --card 1234 --issuer smbc-card
exits 0
out_has 'entries 1 to 2 are written' 'Did you recently type a card number' "I don't know"
run case show "${day1[@]}" --format json
ok json "c = d['charges'][0]
assert (c['amount'], c['currency'], c['card'], c['issuer'], c['date']) == (15480, 'JPY', '1234', 'smbc-card', '2026-10-03'), c
assert d['open'] and d['entries'] == 2 and d['ground'] == 'typed', d
assert abs(sum(x['probability'] for x in d['causes']) - 1) < 1e-4"

begin 'the earliest time limit is counted from the day of use'
run case show "${day1[@]}"
out_has '2026-12-02' '¥15,480'

begin 'an answer is kept, and the next question is another'
run case answer "${day1[@]}" card_data_typed no
exits 0
out_lacks 'Did you recently type'
run case answer "${day1[@]}" order_in_account=no family_asked=unknown
exits 0
run case show "${day1[@]}" --format json
ok json "a = {x['fact']: x['value'] for x in d['answers']}
assert a == {'card_data_typed': 'no', 'order_in_account': 'no', 'family_asked': 'unknown'}, a"

begin 'an answer can be taken back, then it is asked again'
run case answer "${day1[@]}" card_data_typed back
exits 0
out_has 'Did you recently type'
run case answer "${day1[@]}" card_data_typed no

begin 'an answer that is none is refused, and nothing is written'
run case answer "${day1[@]}" order_in_account perhaps
exits 64
err_has 'yes, no, unknown'
run case answer "${day1[@]}" order_in_acount no
exits 64
err_has 'order_in_account'
run case answer "${day1[@]}" gift_cards=no nonsense=yes
exits 64
run case show "${day1[@]}" --format json
ok json "assert d['entries'] == 7, d['entries']"

begin 'a full card number is never kept'
run case note "${day1[@]}" 'they asked for 4111 1111 1111 1111 on the phone'
exits 0
run case show "${day1[@]}"
out_has 1111
out_lacks '4111 1111'
ok test -z "$(strings -n 8 home.sqlite home.sqlite-wal 2>/dev/null | grep '4111 1111 1111')"

begin 'stopping the card is told at any moment, without any case too'
run case stop-card "${day1[@]}"
exits 0
out_has 'card'
run case stop-card --store nothing-here.sqlite
exits 0
out_has 'card'
ok test ! -e nothing-here.sqlite

begin 'nothing waits for an answer where input is no terminal'
run case open --store empty.sqlite
exits 64
err_has -- '--typed'

begin 'what was typed and tells no charge opens no case'
run case open --store typed.sqlite --typed nonsense
exits 64
err_has 'tells no charge' '2026-10-03 AMAZON.CO.JP 15480'
run case list --store typed.sqlite
out_empty

begin 'what cannot be meant is a usage error'
run case
exits 64
run case opne
exits 64
err_has open
run case open "${store[@]}" --case c1 --typed '2026-10-03 AMAZON.CO.JP 1'
exits 64
err_has 'already'
run case open "${store[@]}" --typed '2026-10-03 AMAZON.CO.JP 1' --issuer no-such-bank
exits 64
run case show --store nothing-here.sqlite
exits 2
run case show "${store[@]}" --case other
exits 64

begin 'an account that was taken over needs no charge'
run case open "${day1[@]}" --case c2 --taken-over
exits 0
run case next "${day1[@]}"
exits 64
err_has '--case'
run case list "${day1[@]}"
out_has c1 c2

begin 'from a charge that explain cannot explain'
write card.csv <<'CSV'
見本　花子　様,4980-12**-****-****,三井住友カードＶＩＳＡ
2026/10/03,ＡＭＡＺＯＮ．ＣＯ．ＪＰ,15480,１,１,15480,
2026/10/04,テスト商店,700,１,１,700,
CSV
run explain --as-of 2026-10-10 --format json card.csv
id=$(/usr/bin/python3 -c "import json; print(json.load(open('$out'))['charges'][0]['id'])")
run case open "${day1[@]}" --case c3 --charge "$id" card.csv
exits 0
run case show "${day1[@]}" --case c3 --format json
ok json "assert d['ground'] == 'charge' and d['charges'][0]['charge'] == '$id', d['charges']"
run case open "${day1[@]}" --charge zzzzzzzz card.csv
exits 64
err_has "$id"

begin 'in Japanese'
ja run case open "${day1[@]}" --case c4 --typed '2026-10-03 アマゾン 15480円'
exits 0
ok grep -qP '\p{Hiragana}' "$out"
ja run case show "${day1[@]}" --case c4
out_has '考えられること' 'デジタル' '¥15,480'

finish
