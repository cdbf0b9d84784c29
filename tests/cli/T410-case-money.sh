#!/usr/bin/env bash
# case: contacts, promises, money and the end of a case.
. "${0%/*}/lib.sh"

json() {
    # shellcheck disable=SC2317 # run by ok
    /usr/bin/python3 -c "import json
d = json.load(open('$out', encoding='utf-8'))
$1"
}
on() {
    local day=$1 command=$2
    shift 2
    run case "$command" --store home.sqlite --now "${day}T03:00:00Z" "$@"
}

on 2026-10-10 open --case c1 --typed '2026-10-03 AMAZON.CO.JP 15480' --card 1234 --issuer smbc-card
on 2026-10-10 show --format json
charge=$(/usr/bin/python3 -c "import json; print(json.load(open('$out'))['charges'][0]['charge'])")

begin 'a call is logged with what was said and promised'
on 2026-10-10 log issuer phone --person 田中 --reference A-1 --said issuer_said=accepted --promised 'refund 2026-12-06 15480'
exits 0
on 2026-10-10 show --format json
ok json "c, p = d['contacts'][0], d['promises'][0]
assert (c['party'], c['channel'], c['person'], c['reference']) == ('issuer', 'phone', '田中', 'A-1'), c
assert (p['what'], p['due'], p['amount'], p['state']) == ('refund', '2026-12-06', 15480, 'open'), p"

begin 'a contradiction is pointed out at once and stays in show'
on 2026-10-11 log amazon chat --said order_in_account=no
exits 0
out_lacks 'Contradiction'
on 2026-10-12 log amazon phone --said order_in_account=yes
out_has 'Contradiction'
on 2026-10-12 show
out_has 'Contradiction'

begin 'a refund that was only announced closes nothing'
on 2026-10-20 money "$charge" refund_told
exits 0
on 2026-10-20 close
exits 1
err_has 'statement'
on 2026-10-20 show --format json
ok json "assert d['charges'][0]['stage'] == 'promised' and d['charges'][0]['owed'] == 15480, d['charges']"

begin 'a promise whose day is over is asked for'
on 2026-12-10 answer card_data_typed=no card_stopped=yes
on 2026-12-10 show
out_has overdue
number=$(grep -oP '^  \K[0-9]+(?=  2026-12-06)' "$out")
ok test -n "$number"
on 2026-12-10 broken 99
exits 64
on 2026-12-10 kept "$number"
exits 0

begin 'a move that is none, and a charge that is not there'
on 2026-12-10 money "$charge" vanished
exits 64
on 2026-12-10 money zzzz refund_told
exits 64
on 2026-12-10 money "$charge" merchant_refund 12.5
exits 64

begin 'money on a statement closes the charge'
on 2026-12-20 money "$charge" merchant_refund --date 2026-12-15 --source statement
exits 0
on 2026-12-20 show --format json
ok json "assert d['charges'][0]['closed'] and d['charges'][0]['owed'] == 0, d['charges']"
on 2026-12-20 close
exits 0
on 2026-12-20 show --format json
ok json "assert not d['open'] and d['outcome'] == 'refunded', d"

begin 'a debit after closing opens the case again'
on 2027-01-27 money "$charge" rebilled --date 2027-01-26 --source statement
exits 0
on 2027-01-27 show --format json
ok json "assert d['open'] and d['charges'][0]['charged_again'] and d['charges'][0]['owed'] == 15480, d['charges']"

begin 'closing against the facts takes a reason, which is kept'
on 2027-02-01 close
exits 1
on 2027-02-01 close --force 'the sum is too small' --outcome written_off
exits 0
on 2027-02-01 reopen --reason 'found the letter'
exits 0
on 2027-02-01 reopen
exits 64

begin 'refunds on statements enter by themselves, once'
on 2026-10-10 open --case c2 --typed '2026-10-05 AMAZON.CO.JP 3000' --card 1234
write back.csv <<'CSV'
見本　花子　様,4980-12**-****-****,三井住友カードＶＩＳＡ
2026/10/05,ＡＭＡＺＯＮ．ＣＯ．ＪＰ,3000,１,１,3000,
2026/11/02,ＡＭＡＺＯＮ．ＣＯ．ＪＰ,-3000,１,１,-3000,
CSV
on 2026-11-10 refresh --case c2 back.csv
exits 0
out_has 'entry 3'
on 2026-11-10 refresh --case c2 back.csv
exits 0
on 2026-11-10 show --case c2 --format json
ok json "c = d['charges'][0]
assert [m['move'] for m in c['moves']] == ['merchant_refund'] and c['closed'], c"

begin 'goods that go back keep the case open until they are confirmed'
on 2026-11-11 return --case c2 250-1234567-1234567 refused
exits 0
on 2026-11-11 close --case c2
exits 1
on 2026-11-12 return --case c2 250-1234567-1234567 confirmed
on 2026-11-12 close --case c2
exits 0

begin 'what is told of money is in the currency of the charge, or in that which is named'
on 2026-11-12 open --case cd --typed '2026-10-05 AMAZON.COM 30.50 USD'
on 2026-11-13 return --case cd 112-1234567-1234567 sent_back --amount 12.50
on 2026-11-13 return --case cd 113-1234567-1234567 sent_back --amount 1250 --currency jpy
on 2026-11-13 promise --case cd amazon refund 2026-12-01 12.50
on 2026-11-13 promise --case cd issuer refund 2026-12-01 1250 --currency JPY
on 2026-11-13 promise --case cd issuer refund 2026-12-01 1250 --currency euro
exits 64
err_has 'JPY, USD' '"euro"'
on 2026-11-13 show --case cd --format json
ok json "r, p = d['returns'], d['promises']
assert [(x['amount'], x['currency']) for x in r] == [(1250, 'USD'), (1250, 'JPY')], r
assert [(x['amount'], x['currency']) for x in p] == [(1250, 'USD'), (1250, 'JPY')], p"

begin 'an inquiry keeps the case open until it is answered'
on 2026-11-13 open --case c3 --typed '2026-10-05 AMAZON.CO.JP 3000'
on 2026-11-13 inquiry --case c3 open issuer --due 2026-12-01 --text 'two weeks, by letter'
exits 0
on 2026-11-13 show --case c3
out_has '2026-12-01'
on 2026-11-13 inquiry --case c3 answered issuer --text 'not ours to pay'
exits 0

begin 'a new card, and who must be told its number'
on 2026-11-20 reissue --case c3 arrived --card 1234 --new-card 5678
exits 0
on 2026-11-20 reissue --case c3 tick 'Test Telephone' told
exits 0
on 2026-11-20 show --case c3
out_has '5678' '[x] Test Telephone'

begin 'JSON shows goods, inquiries, notes, papers and what became of them'
run case open --store whole.sqlite --now 2026-10-10T03:00:00Z --case w1 --typed '2026-10-03 AMAZON.CO.JP 15480' --order 250-1234567-1234567
for words in 'return 250-1234567-1234567 sent_back --tracking 4444 --amount 1980 --date 2026-10-12' \
    'inquiry open issuer --text asked --due 2026-11-30' 'inquiry answered issuer --text nothing' 'note they were kind' \
    'brief police' 'stamp --actor taro'; do
    # shellcheck disable=SC2086 # words
    run case ${words%% *} --store whole.sqlite --now 2026-10-12T03:00:00Z ${words#* }
    exits 0
done
run case show --store whole.sqlite --format json
ok "$tree/tests/check-schema" "$tree/docs/api/case.schema.json" "$out"
ok json "r, q, n, p, s = (d[k][0] for k in ('returns', 'inquiries', 'notes', 'papers', 'stamps'))
assert (r['order'], r['state'], r['tracking'], r['amount'], r['currency'], r['date']) == (
    '250-1234567-1234567', 'sent_back', '4444', 1980, 'JPY', '2026-10-12'), r
assert (q['what'], q['result'], q['state'], q['due']) == ('asked', 'nothing', 'answered', '2026-11-30'), q
assert n['text'] == 'they were kind' and p['audience'] == 'police' and s['kind'] == 'printed', (n, p, s)"

begin 'an error is told the same way in every format'
for format in text json; do
    run case answer no_such_question yes --store whole.sqlite --format "$format"
    exits 64
    out_empty
    err_has 'mioboe: There is no question "no_such_question".'
done

finish
