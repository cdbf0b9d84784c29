#!/usr/bin/env bash
# --format csv: a table that a spreadsheet reads, and does not run.
. "${0%/*}/lib.sh"

options=(--as-of 2026-11-22 --format csv)

begin 'one row a charge, of equal length'
run explain "${options[@]}" "$tree/examples/household"
exits 1
cp "$out" table.csv
run explain --as-of 2026-11-22 --format json "$tree/examples/household"
ok /usr/bin/python3 -c "import csv, json
rows = list(csv.DictReader(open('table.csv', encoding='utf-8', newline='')))
charges = json.load(open('$out', encoding='utf-8'))['charges']
assert list(rows[0]) == ['id', 'path', 'line', 'date', 'card', 'amount', 'currency', 'descriptor',
                         'merchant', 'verdict', 'probability', 'order_ids', 'because', 'cause']
assert len(rows) == len(charges)
for row, charge in zip(rows, charges):
    assert row['id'] == charge['id'] and row['verdict'] == charge['verdict'], row
    if charge['currency'] == 'JPY':
        assert int(row['amount']) == charge['amount'], row
    orders = {part['order_id'] for part in charge['explained_by']} - {None}
    assert set(row['order_ids'].split()) == orders, row"

begin 'what a spreadsheet would run gets an apostrophe; numbers do not'
run explain "${options[@]}" - <<'END'
8/14 =HYPERLINK("x") 1,488
8/15 +CMD 100
8/16 @SUM 200
8/17 AMAZON.CO.JP -1980
END
ok /usr/bin/python3 -c "import csv
rows = list(csv.DictReader(open('$out', encoding='utf-8', newline='')))
names = sorted(row['descriptor'] for row in rows)
assert all(name[0] not in '=+@' for name in names), names
assert '-1980' in [row['amount'] for row in rows], rows"

begin 'lines end in CR LF, cells with commas and quotes are quoted'
run explain "${options[@]}" - <<'END'
8/14 A,"B" 1,488
END
ok test "$(grep -c $'\r$' "$out")" -eq "$(wc -l <"$out")"

finish
