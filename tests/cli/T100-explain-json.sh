#!/usr/bin/env bash
# Reports keep to their schemas, and to what a schema cannot say.
. "${0%/*}/lib.sh"

# keeps SCHEMA: the last output is a document of that schema.
keeps() {
    ok "$tree/tests/check-schema" "$tree/docs/api/$1.schema.json" "$out"
}

begin 'the report of the example household keeps to the schema'
run explain --as-of 2026-11-22 --format json "$tree/examples/household"
exits 1
keeps explain

begin 'so do the records of it'
run records --as-of 2026-11-22 "$tree/examples/household"
exits 0
keeps records

cp "$out" records.json
"$MIOBOE" explain --as-of 2026-11-22 --format json "$tree/examples/household" >report.json

begin 'the summary of its records counts them, and charges once where files overlap'
run records --as-of 2026-11-22 --summary "$tree/examples/household"
exits 0
keeps records
ok /usr/bin/python3 -c "import json
summary, records, report = (json.load(open(f, encoding='utf-8')) for f in ('$out', 'records.json', 'report.json'))
assert summary['sources'] == records['sources']
counts = dict(summary['counts'])
distinct = counts.pop('distinct_charges')
assert {k: n for k, n in counts.items() if n} == {k: len(v) for k, v in records.items() if k not in ('schema', 'sources')}
assert distinct == len(report['charges']) < counts['charges'], (distinct, len(report['charges']), counts)"

begin 'the report of all golden files, good and bad, keeps to the schema'
run explain --as-of 2026-11-22 --format json "$tree/tests/golden"
exits 2
keeps explain

begin 'so do the records of them'
run records --as-of 2026-11-22 "$tree/tests/golden"
exits 2
keeps records

begin 'the report of the samples of other projects keeps to the schema'
run explain --as-of 2026-11-22 --format json "$tree/tests/conformance"
keeps explain

begin 'an empty folder gives a whole report'
mkdir empty
run explain --as-of 2026-11-22 --format json empty
exits 0
err_empty
keeps explain

begin 'typed lines give a whole report'
run explain --as-of 2026-11-22 --format json - <<'END'
8/14 AMAZON.CO.JP 1,488
9/1 Amazonプライム会費 600
END
exits 1
keeps explain

begin 'a name with a control character, a quotation mark and a byte that is no text is legal JSON'
mkdir odd
printf '8/14 A"B\\C\t1,488\n' >typed.txt
run explain --as-of 2026-11-22 --format json - <typed.txt
keeps explain
printf 'no statement\n' >$'odd/a"b\\c\x01\xff.txt'
run explain --as-of 2026-11-22 --format json odd
keeps explain
ok grep -qF 'odd/a\"b\\c\u0001�.txt' "$out"

begin '--only, --since and --until leave the rest of the report as it is'
run explain --as-of 2026-11-22 --format json --only unexplained,probable "$tree/examples/household"
cp "$out" few.json
run explain --as-of 2026-11-22 --format json "$tree/examples/household"
cp "$out" all.json
ok /usr/bin/python3 -c "import json
few, all = json.load(open('few.json')), json.load(open('all.json'))
assert few['charges'] == [c for c in all['charges'] if c['verdict'] in ('unexplained', 'probable')]
assert {k: v for k, v in few.items() if k != 'charges'} == {k: v for k, v in all.items() if k != 'charges'}"

begin 'JSON is the same in every language'
ja run explain --as-of 2026-11-22 --format json "$tree/examples/household"
out_is <all.json

finish
