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

begin 'formats takes no file'
run formats x.csv
exits 64
err_has x.csv

finish
