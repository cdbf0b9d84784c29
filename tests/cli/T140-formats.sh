#!/usr/bin/env bash
# formats: what is understood, and how that is known.
. "${0%/*}/lib.sh"

begin 'as JSON: every format with where it comes from'
run formats --format json
exits 0
ok /usr/bin/python3 -c "import json
formats = json.load(open('$out', encoding='utf-8'))['formats']
for f in formats:
    assert set(f) >= {'id', 'name', 'kind', 'basis', 'source', 'seen', 'confidence'}, f
    assert f['basis'] in ('real', 'fixture', 'description') and f['confidence'] in 'HML', f
    assert f['name']['ja'] and f['name']['en'] and f['source'], f
ids = [f['id'] for f in formats]
assert len(set(ids)) == len(ids)
assert {'vpass-7', 'amazon-orders-3', 'ofx-2', 'qif', 'typed'} <= set(ids)"
cp "$out" english.json

begin 'JSON is the same in every language'
ja run formats --format json
out_is <english.json

begin 'the formats of all golden files are in the list'
run records "$tree/tests/golden"
ok /usr/bin/python3 -c "import json
known = {f['id'] for f in json.load(open('english.json', encoding='utf-8'))['formats']}
seen = {s['format'] for s in json.load(open('$out', encoding='utf-8'))['sources']}
missing = seen - known - {None, 'amazon-other'}
assert not missing, missing"

begin 'the text says how a layout is known'
run formats
exits 0
out_has 'seen in a real file' 'from a description'

begin 'a company that nobody knows is told, and one is enough'
run formats x.csv
exits 64
err_has x.csv
run formats epos jcb
exits 64
err_has jcb

begin 'how the files of a company are got'
run formats rakuten
exits 0
out_has rakuten-card 'e-NAVI' '1. ' 'not known here'
out_lacks vpass
ja run formats 楽天カード
exits 0
out_has '楽天 e-NAVI' '15か月'
run formats rakuten-card
out_lacks rakuten-bank
run formats ＡＭＡＺＯＮ
out_has 'Request your data' 'https://www.amazon.co.jp/'

begin 'the same as JSON, with the layouts of the company alone'
run formats epos --format json
exits 0
ok /usr/bin/python3 -c "
import json
told = json.load(open('$out', encoding='utf-8'))
assert [f['id'] for f in told['formats']] == ['epos'], told['formats']
[epos] = told['companies']
assert epos['formats'] == ['epos'] and epos['name']['ja'] == 'エポスカード'
[way] = epos['how']
assert way['url'].startswith('https://') and way['steps'][0]['ja'] and way['steps'][0]['en'] and way['source'] and way['confidence'] in 'HML'"
run formats --format json
ok /usr/bin/python3 -c "
import json
told = json.load(open('$out', encoding='utf-8'))
ids = {f['id'] for f in told['formats']}
assert told['companies'][0]['id'] == 'amazon'
assert all(set(c['formats']) <= ids for c in told['companies'])
assert sum(bool(c['how']) for c in told['companies']) >= 12"

begin 'a way of one'\''s own is told, too'
mkdir -p "$XDG_CONFIG_HOME/mioboe/catalog/routes"
cat >"$XDG_CONFIG_HOME/mioboe/catalog/routes/mine.yaml" <<'END'
- id: mine
  party: issuer
  org: dcard
  purposes: [get_files]
  channel: web
  name: {ja: 会員サイト, en: Site of the members}
  steps:
    - {ja: 明細を保存する, en: Save the statement as it is}
  rank: 1
  source: own
  seen: 2026-11
  confidence: L
END
run formats dcard
exits 0
out_has 'Save the statement as it is'

finish
