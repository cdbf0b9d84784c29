#!/usr/bin/env bash
# What later imports show enters the cases that it concerns.
. "${0%/*}/lib.sh"

json() {
    # shellcheck disable=SC2317 # run by ok
    /usr/bin/python3 -c "import json
d = json.load(open('$out', encoding='utf-8'))
$1"
}
at() {
    local day=$1
    shift
    run "$@" --store home.sqlite --now "${day}T03:00:00Z"
}
# month FILE LINE...: a statement of the card that ends in 1234.
total() {
    local sum=0 line
    for line; do
        sum=$((sum + $(cut -d, -f6 <<<"$line")))
    done
    printf '%s' "$sum"
}
month() {
    local file=$1
    shift
    { printf '見本　花子　様,****-****-****-1234,見本カード\n'; printf '%s\n' "$@" ",,,,,$(total "$@"),"; } | iconv -t CP932 >"$file"
}
row() { # row DAY AMOUNT [SHOP]
    printf '%s,%s,%s,１,１,%s,' "$1" "${3:-ＡＭＡＺＯＮ．ＣＯ．ＪＰ}" "$2" "$2"
}

month 202610.csv "$(row 2026/10/03 30000)" "$(row 2026/10/05 980)"
at 2026-10-10 import 202610.csv
at 2026-10-10 explain --format json
charge=$(/usr/bin/python3 -c "import json
print(next(c['id'] for c in json.load(open('$out'))['charges'] if c['amount'] == 30000))")

begin 'a case from a charge of the store, named by the beginning of its id'
at 2026-10-10 case open --case c1 --charge "${charge:0:6}"
exits 0
at 2026-10-10 case show --format json
ok json "c = d['charges'][0]
assert (d['ground'], c['charge'], c['amount'], c['card']) == ('charge', '$charge', 30000, '1234'), c"

begin 'an import that has nothing to do with it says nothing'
month 202610b.csv "$(row 2026/10/12 600 コンビニ)"
at 2026-10-13 import 202610b.csv
exits 0
out_lacks 'Case c1'

begin 'a trial run tells the refund and writes nothing'
month 202611.csv "$(row 2026/11/02 -30000)" "$(row 2026/11/04 -500)"
at 2026-11-06 import --dry-run 202611.csv
exits 0
out_has 'Case c1: a refund of ¥30,000 on' 'nothing was stored'
at 2026-11-06 case show --format json
ok json "assert d['charges'][0]['moves'] == [] and d['entries'] == 2, d"

begin 'the import enters it, what may be of something else it only tells'
at 2026-11-06 import 202611.csv
exits 0
out_has 'Case c1: a refund of ¥30,000 on'
at 2026-11-06 case show --format json
ok json "c = d['charges'][0]
assert [(m['move'], m['amount'], m['date'], m['source']) for m in c['moves']] == [('merchant_refund', 30000, '2026-11-02', 'statement')], c
assert c['closed'] and d['entries'] == 3, d['entries']"

begin 'explain on the store says so, too'
at 2026-11-06 explain
out_has 'Case c1: a refund of ¥30,000 on'
at 2026-11-06 explain --format json
ok "$tree/tests/check-schema" "$tree/docs/api/explain.schema.json" "$out"
ok json "assert [(c['case'], c['what'], c['entered']) for c in d['cases']] == [('c1', 'refund', True)], d['cases']"

begin 'the same file again enters nothing twice'
cp 202611.csv copy.csv
at 2026-11-07 import copy.csv
at 2026-11-07 case verify --format json
ok json "assert d['whole'] and d['entries'] == 3, d"

begin 'a debit after the end opens the case again'
at 2026-11-08 case close
exits 0
month 202612.csv "$(row 2026/12/09 30000)"
at 2026-12-12 import --format json 202612.csv
exits 0
ok "$tree/tests/check-schema" "$tree/docs/api/import.schema.json" "$out"
ok json "c = d['cases'][0]
assert (c['case'], c['what'], c['amount'], c['date'], c['entered'], c['open_again']) == (
    'c1', 'charged_again', 30000, '2026-12-09', True, True), c"
at 2026-12-12 case show --format json
ok json "c = d['charges'][0]
assert d['open'] and c['charged_again'] and c['owed'] == 30000 and c['moves'][-1]['move'] == 'rebilled', c"

begin 'the second refund closes it once more'
month 202701.csv "$(row 2027/01/05 -30000)"
at 2027-01-06 import 202701.csv
out_has 'Case c1: a refund'
at 2027-01-06 case close
exits 0

begin 'what was stored before a case knew of it is told by explain, refresh enters it'
at 2027-01-07 case open --case c2 --typed '2026-10-28 AMAZON.CO.JP 500' --card 1234
at 2027-01-07 explain --format json
ok json "assert [(c['case'], c['what'], c['entered']) for c in d['cases']] == [('c2', 'refund', False)], d['cases']"
at 2027-01-07 explain
out_has 'case refresh --case c2'
at 2027-01-07 case refresh --case c2
exits 0
at 2027-01-07 case show --case c2 --format json
ok json "assert d['charges'][0]['stage'] == 'refunded', d['charges']"

begin 'a part of the sum is told with the command that enters it'
at 2027-01-08 case open --case c3 --typed '2027-01-02 AMAZON.CO.JP 8000' --card 1234
month 202701b.csv "$(row 2027/01/10 -3000)"
at 2027-01-12 import 202701b.csv
out_has 'Case c3: ¥3,000 came back on' 'merchant_refund 3000 --date 2027-01-10 --source statement'
at 2027-01-12 case show --case c3 --format json
ok json "assert d['charges'][0]['moves'] == [], d['charges']"

at 2027-01-13 case close --case c3 --force 'not of this test'

# promises JOURNAL_TEST: of the case c4
promises() {
    at "$1" case show --case c4 --format json
    ok json "p = {one['promise']: one for one in d['promises']}
$2"
}
begin 'a credit of the promised sum keeps the promise, though it is not all'
at 2027-01-14 case open --case c4 --typed '2027-01-11 AMAZON.CO.JP 7000' --card 1234
at 2027-01-14 case log amazon chat --case c4 --promised 'refund 2027-01-31 2500'
month 202701c.csv "$(row 2027/01/16 -2500)"
at 2027-01-18 import 202701c.csv
out_has 'Case c4: a refund of ¥2,500 on' 'Promise 4 is kept.'
promises 2027-01-18 "c = p[4]['credits'][0]
assert p[4]['state'] == 'kept' and p[4]['left'] is None, p
assert (c['money'], c['entry'], c['date'], c['amount'], c['currency'], c['charge']) == (
    5, 6, '2027-01-16', 2500, 'JPY', d['charges'][0]['charge']), c"
at 2027-01-18 case show --case c4
out_has '¥2,500 on 2027-01-16, as a statement shows (entry 5)'
at 2027-01-18 agenda
out_lacks 'Amazon promised'

begin 'a part of it keeps it open for the rest'
at 2027-01-19 case promise amazon refund 2027-02-10 3000 --case c4
month 202701d.csv "$(row 2027/01/20 -1000)"
at 2027-01-21 case refresh --case c4 202701d.csv
exits 0
promises 2027-01-21 "assert (p[7]['state'], p[7]['left'], len(p[7]['credits'])) == ('open', 2000, 1), p"
at 2027-01-21 case show --case c4
out_has 'still to come: ¥2,000'
at 2027-01-21 agenda --format json
ok json "assert [(i['amount'], i['day']) for i in d['entries'] if i['kind'] == 'promise'] == [(2000, '2027-02-10')], d['entries']"
month 202701e.csv "$(row 2027/01/25 -2000)"
at 2027-01-26 import 202701e.csv
promises 2027-01-26 "assert (p[7]['state'], p[7]['left'], len(p[7]['credits'])) == ('kept', None, 2), p"

begin 'a credit that fits two promises is not guessed at; who says which it keeps names it'
at 2027-01-27 case promise amazon refund 2027-02-20 1500 --case c4
at 2027-01-27 case promise issuer refund 2027-02-25 1500 --case c4
month 202701f.csv "$(row 2027/01/30 -1500)"
at 2027-01-31 import --format json 202701f.csv
ok "$tree/tests/check-schema" "$tree/docs/api/import.schema.json" "$out"
ok json "assert [(c['promise'], c['may_keep']) for c in d['cases'] if c['case'] == 'c4'] == [(None, [12, 13])], d['cases']"
at 2027-01-31 case answer --case c4 card_data_typed=no card_stopped=no order_in_account=yes ordered_by_us=yes
at 2027-01-31 case next --case c4
out_has 'which promise' 'case kept NUMBER'
promises 2027-01-31 "assert [(one['money'], one['promises']) for one in d['doubts']] == [(14, [12, 13])], d['doubts']
assert d['next'] == {'kind': 'promise', 'promise': 12, 'in_doubt': True, 'why_open': d['next']['why_open']}, d['next']"
at 2027-01-31 case kept 13 --case c4
promises 2027-01-31 "assert d['doubts'] == [] and (p[12]['state'], p[13]['state']) == ('open', 'kept'), p
assert [c['money'] for c in p[13]['credits']] == [14] and p[12]['credits'] == [], p"

begin 'what came in cash is ticked off by hand, and no credit is named'
at 2027-02-01 case kept 12 --case c4 --note 'in cash'
promises 2027-02-01 "assert p[12]['state'] == 'kept' and p[12]['credits'] == [], p"
at 2027-02-01 case verify --case c4 --format json
ok json "assert d['whole'], d"

begin 'a journal that does not hold is said, the file is stored all the same'
/usr/bin/python3 - <<'END'
import sqlite3
db = sqlite3.connect("home.sqlite")
db.execute("UPDATE case_event SET bytes = replace(bytes, '8000', '9000') WHERE case_id = 'c3' AND seq = 2")
db.commit()
END
month 202702.csv "$(row 2027/02/10 120)"
at 2027-02-12 import 202702.csv
exits 2
err_has 'The journal of case c3 does not hold'
at 2027-02-12 import 202702.csv
out_has 'known already'

begin 'the agenda names a charge by the text of the statement'
at 2026-10-10 case open --case t1 --typed '2026-10-03 AMAZON.CO.JP 15480'
at 2026-10-10 agenda --case t1
out_has '2026-10-03 AMAZON.CO.JP'
out_lacks amazon.retail

begin 'with several cases, a command that is told names the one it is for'
at 2026-10-10 case next --case t1
out_has 'mioboe case answer card_data_typed … --case t1'

finish
