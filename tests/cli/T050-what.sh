#!/usr/bin/env bash
# what: one line of a statement, from the catalogue alone.
. "${0%/*}/lib.sh"

begin 'a name is told what bills under it'
run what --as-of 2026-11-22 '8/15 アマゾンサービシーズインターナショナル 1488'
exits 1
out_has '1,488' Amazon
err_empty

begin 'date, name and amount in any order, in one word or several'
run what --as-of 2026-11-22 --format json '8/15 AMAZON.CO.JP 1488'
cp "$out" first.json
run what --as-of 2026-11-22 --format json 8/15 AMAZON.CO.JP 1488
out_is <first.json
run what --as-of 2026-11-22 --format json '1488 AMAZON.CO.JP 8/15'
ok /usr/bin/python3 -c "import json
c = json.load(open('$out', encoding='utf-8'))['charges'][0]
assert (c['date'], c['amount'], c['merchant']) == ('2026-08-15', 1488, 'amazon.retail'), c"

begin 'the report is that of explain, of a typed source'
run what --as-of 2026-11-22 --format json '8/15 AMAZON.CO.JP 1488'
ok /usr/bin/python3 -c "import json
r = json.load(open('$out', encoding='utf-8'))
assert r['schema'] == 'mioboe.explain/1' and r['sources'][0]['format'] == 'typed', r"

begin 'another shop is out of scope'
run what --as-of 2026-11-22 '8/15 テスト商店 700'
exits 0

begin 'a name alone is enough'
run what 'Ａｍａｚｏｎ　Ｄｏｗｎｌｏａｄｓ'
out_has Kindle

begin 'a line without a name is not called one of another shop'
run what --as-of 2026-11-22 1488
exits 0
out_has '1,488' 'No name stands in this line'
out_lacks 'another shop'

begin 'nothing but blanks is no line'
run what ' '
exits 64
err_has 'what needs a line'

begin 'in Japanese'
ja run what --as-of 2026-11-22 '8/15 アマゾンサービシーズインターナショナル 1488'
exits 1
ok grep -qP '\p{Hiragana}' "$out"

finish
