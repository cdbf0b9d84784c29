#!/usr/bin/env bash
# Bad input of every kind at once, and one by one: a sentence with file and line for each, the rest is
# explained, nothing hangs, exit status 2 where it must be.
. "${0%/*}/lib.sh"

options=(--as-of 2026-11-22)
header='"利用日","利用店名・商品名","利用者","支払方法","利用金額","手数料/利息","支払総額","7月支払金額","当月請求額","8月繰越残高","新規サイン"'
row() {
    printf '"2026/07/0%d","%s","本人","1回払い","%s","0","%s","%s","%s","0","*"\n' "$1" "$2" "$3" "$3" "$3" "$3"
}
statement() {
    printf '\357\273\277%s\n' "$header"
    row 1 テスト商店 1200
}
statement >good.csv

# tells N TEXT...: standard error has N lines and all of the texts.
tells() {
    ok test "$(wc -l <"$err")" -eq "$1"
    shift
    err_has "$@"
}

begin 'a cell that is not closed is told with the line on which it begins'
{
    statement
    printf '"2026/07/03","途中で切れた店'
} >open.csv
run explain "${options[@]}" open.csv
exits 2
tells 1 'open.csv, line 3'
out_has テスト商店

begin 'an amount beyond all bounds is told with its line'
{
    statement
    row 3 巨額商店 99999999999999999999
    row 4 次の商店 300
} >huge.csv
run explain "${options[@]}" huge.csv
exits 2
err_has 'huge.csv, line 3' 99999999999999999999
out_has テスト商店 次の商店

begin 'a changed header is told with the column that is missing'
statement | sed '1s/利用金額/ご請求の額/' >changed.csv
run explain "${options[@]}" changed.csv good.csv
exits 2
tells 1 'changed.csv, line 1'
out_has テスト商店

begin 'zip files: half of one, one that is encrypted, one inside another'
mkdir inside
cp good.csv inside/
(cd inside && zip -q -X ../whole.zip good.csv && zip -q -X -P secret ../locked.zip good.csv)
head -c "$(($(stat -c %s whole.zip) / 2))" whole.zip >half.zip
zip -q -X nested.zip whole.zip
run explain "${options[@]}" half.zip locked.zip
exits 2
tells 2 half.zip locked.zip
run explain "${options[@]}" nested.zip
exits 0
err_empty
out_has テスト商店

begin 'a sparse file of 2 GB is refused at once'
truncate -s 2G sparse.csv
run explain "${options[@]}" sparse.csv good.csv
exits 2
tells 1 'sparse.csv' '256 MiB'
out_has テスト商店
run explain "${options[@]}" --format json sparse.csv
ok grep -qF '"path": "sparse.csv"' "$out"
rm sparse.csv

begin 'a thousand photos in a folder are one sentence and no fault'
mkdir photos
for ((i = 0; i < 1000; i++)); do
    printf '\377\330\377\340photo %d' "$i" >"photos/$i.jpg"
done
run explain "${options[@]}" photos good.csv
exits 0
tells 1 1000
run explain "${options[@]}" photos/1.jpg
exits 2

begin 'a file without read permission'
mkdir closed
cp good.csv closed/
chmod 000 closed/good.csv
chmod 755 "$sandbox" "$sandbox/here" closed
if [[ $(id -u) -ne 0 ]]; then
    run explain "${options[@]}" closed/good.csv good.csv
    exits 2
    tells 1 closed/good.csv
elif command -v setpriv >/dev/null && setpriv --reuid=65534 --clear-groups test -x "$MIOBOE"; then
    # The superuser may read everything; nobody may not.
    setpriv --reuid=65534 --clear-groups "$MIOBOE" explain "${options[@]}" closed good.csv >"$out" 2>"$err"
    status=$? command_line='mioboe as nobody'
    # A build that measures coverage complains that nobody may not write its counts.
    sed -i '/^profiling:/d' "$err"
    exits 2
    tells 1 closed/good.csv
    out_has テスト商店
fi
chmod 644 closed/good.csv

begin 'a folder that a link leads back into is read once'
mkdir -p loop/deep
cp good.csv loop/
ln -s .. loop/deep/up
run explain "${options[@]}" loop
exits 0
err_empty

begin 'a link on the command line is followed'
ln -s good.csv link.csv
run explain "${options[@]}" link.csv
exits 0
out_has テスト商店
ln -s round.csv round.csv
run explain "${options[@]}" round.csv
exits 2
tells 1 round.csv

begin 'pipes, sockets and devices are not waited for'
mkfifo pipe
run explain "${options[@]}" pipe
exits 2
tells 1 pipe
run explain "${options[@]}" /dev/zero
exits 2
tells 1 /dev/zero
mkdir special
mkfifo special/pipe
cp good.csv special/
run explain "${options[@]}" special
exits 0
err_empty

begin 'the same file twice is one file'
run explain "${options[@]}" --format json good.csv good.csv ./good.csv
exits 0
ok /usr/bin/python3 -c "import json
r = json.load(open('$out', encoding='utf-8'))
assert len(r['sources']) == 1 and len(r['charges']) == 1, r"

begin 'an empty file, and one of blanks, are no fault'
: >empty.csv
printf '\n \n' >blank.csv
run explain "${options[@]}" empty.csv blank.csv
exits 0
err_empty

begin 'a path twice that is missing is told once'
run explain "${options[@]}" missing.csv missing.csv
exits 2
tells 1 missing.csv

begin 'a name that would command the terminal is shown without its command'
name=$'evil\033[31m.txt'
printf 'not a statement\n' >"$name"
run explain "${options[@]}" "$name"
exits 2
err_lacks $'\033'

begin 'everything at once: each its sentence, the good one explained'
run explain "${options[@]}" open.csv huge.csv changed.csv half.zip locked.zip photos missing.csv good.csv
exits 2
err_has open.csv huge.csv changed.csv half.zip locked.zip missing.csv 1000
out_has テスト商店

cp "$err" expected
begin 'sentences stand in the order of the paths, and are the same in any order of the arguments'
run explain "${options[@]}" good.csv missing.csv photos locked.zip half.zip changed.csv huge.csv open.csv
err_is <expected

begin 'an answer that cannot be written is no success'
if [[ -w /dev/full ]]; then
    "$MIOBOE" explain "${options[@]}" good.csv >/dev/full 2>"$err"
    status=$? command_line='mioboe explain >/dev/full'
    exits 74
    "$MIOBOE" help >/dev/full 2>"$err"
    status=$?
    exits 74
fi

begin 'where there is no charge at all, how to get a statement is told'
mkdir nothing
run explain "${options[@]}" nothing
exits 0
out_has '0 charges' 'No charge of a statement was found here' 'mioboe formats COMPANY'

begin 'lines of a CSV are read where they are pasted'
run explain "${options[@]}" - <<'END'
日付,店,金額
2026/08/01,AMAZON.CO.JP,"1,488"
"2026/08/02","AMAZON.CO.JP","1200"
8/3,500,AMAZON.CO.JP
END
exits 1
out_has '3 charges' '2026-08-01' '1,488' '2026-08-02' '1,200' '2026-08-03' '¥500'
tells 1 'line 1'

finish
