#!/usr/bin/env bash
# Files into the store, and explaining from there.
. "${0%/*}/lib.sh"

export XDG_DATA_HOME=$PWD/data
store=data/mioboe/mioboe.sqlite
cp -r "$tree/examples/household" house
options=(--as-of 2026-11-22 --format json)

# month FILE ROW...: a statement of one card; a row is DAY,SHOP,AMOUNT.
month() {
    local file=$1 row shop day amount total=0
    shift
    printf '見本　花子　様,4980-03**-****-****,三井住友カード\r\n' >"$file"
    for row in "$@"; do
        IFS=, read -r day shop amount <<<"$row"
        printf '2026/03/%s,%s,%s,１,１,%s,\r\n' "$day" "$shop" "$amount" "$amount" >>"$file"
        total=$((total + amount))
    done
    printf ',,,,,%s,\r\n' "$total" >>"$file"
}

# Labels of cards hang on the store's own key.
plain() {
    sed -E 's/"[0-9a-hjkmnp-tv-z]{13}"/ID/g' "$1"
}

begin 'without files and without a store explain says what it needs'
run explain
exits 64
err_has 'explain needs something to read'

begin 'a trial run shows what would be new and writes nothing'
run import --dry-run house
exits 0
out_has '202603.csv: 12 new charges' 'This was a trial: nothing was stored.'
ok test ! -e data

begin 'the store is for nobody else'
run import house
exits 0
out_has '202603.csv: 12 new charges'
out_lacks 'trial'
ok test "$(stat -c %a "$store")" = 600
ok test "$(stat -c %a data/mioboe)" = 700

begin 'the store explains as the files do'
run explain "${options[@]}" house
exits 1
plain "$out" >files.json
run explain "${options[@]}"
exits 1
plain "$out" >store.json
ok cmp files.json store.json

cp "$out" before.json

begin 'the same files again have nothing new'
run import house
exits 0
out_has '202603.csv: known already'
out_lacks 'new'
run explain "${options[@]}"
out_is <before.json

begin 'a file under another name is known by its bytes'
cp house/card/vpass/202603.csv other.csv
run import other.csv
out_is <<'END'
other.csv: known already
END

begin 'overlapping files lose nothing and count nothing twice'
month a.csv 01,ROW,100 05,ROW,200 05,ROW,200 09,LATE,300
month b.csv 05,ROW,200 05,ROW,200 09,LATE,300 12,MORE,400
month c.csv 05,ROW,200 05,ROW,200 05,ROW,200 09,LATE,300 12,MORE,400
run import --store s.sqlite a.csv
out_is <<'END'
a.csv: 4 new charges
END
run import --store s.sqlite b.csv
out_is <<'END'
b.csv: 1 new charge, 3 seen again
END
run import --store s.sqlite c.csv
out_is <<'END'
c.csv: 1 new charge, 4 seen again
END
run explain --store s.sqlite --format csv
ok test "$(grep -c ROW "$out")" = 4

begin 'what is no statement is said and the rest goes in'
printf 'nothing of the kind\n' >noise.csv
run import --store n.sqlite noise.csv a.csv
exits 2
err_has 'noise.csv'
out_is <<'END'
a.csv: 4 new charges
END

begin 'the answer as JSON'
run import --store j.sqlite --format json a.csv
out_has '"schema": "mioboe.import/1"' '"new": 4' '"dry_run": false'

begin 'files or a store, not both'
run explain --store s.sqlite a.csv
exits 64

begin 'a store that is none is left alone'
printf 'a letter to my grandmother, quite long enough to be something else entirely\n' >letter.txt
chmod 600 letter.txt
cp letter.txt letter.before
run import --store letter.txt a.csv
exits 2
err_has 'This file is no store of mioboe'
ok cmp letter.txt letter.before

begin 'a store that others can read is refused'
chmod 644 s.sqlite
run explain --store s.sqlite
exits 2
err_has 'Other users can read this store' 'chmod 600'
chmod 600 s.sqlite

begin 'a store that is not there'
run explain --store missing.sqlite
exits 2
err_has 'There is no store here yet'

begin 'a clock that was set back is said'
run import --store s.sqlite --now 2031-01-01T00:00:00Z a.csv
run import --store s.sqlite --now 2030-01-01T00:00:00Z a.csv
exits 0
err_has 'The clock of this computer stands before'

begin 'a file of which nothing could be read is not kept: it may be given again'
printf 'PK\3\4broken' >broken.zip
run import --store broken.sqlite broken.zip
exits 2
err_has 'The zip file is damaged'
out_has 'could not be read, and is not kept'
run import --store broken.sqlite broken.zip
exits 2
out_lacks 'known already'

begin 'nothing to take is a usage error'
run import
exits 64
err_has 'import needs files'

begin 'Japanese'
ja run import --store ja.sqlite --dry-run a.csv
out_has 'a.csv：新しい請求4件' '試し'

begin 'an empty folder: it is said that nothing was taken in'
mkdir empty
run import empty
exits 0
out_has 'nothing to take in'
run import --format json empty
exits 0
ok /usr/bin/python3 -c "import json
assert json.load(open('$out', encoding='utf-8'))['files'] == []"

begin 'a place where no folder can be made is told as such, not as a store that import would make'
XDG_DATA_HOME=/proc/none run import house
exits 2
err_has 'may not be written here' '--store FILE'
err_lacks 'mioboe import'

finish
