#!/usr/bin/env bash
# Bad input: one clear sentence on standard error that names the file, the rest is still explained,
# exit status 2 where something that was to be read could not be.
. "${0%/*}/lib.sh"

# A statement whose two charges are out of scope, so that alone it gives exit status 0.
rakuten_header='"利用日","利用店名・商品名","利用者","支払方法","利用金額","手数料/利息","支払総額","7月支払金額","当月請求額","8月繰越残高","新規サイン"'
statement() {
    printf '\357\273\277%s\n' "$rakuten_header"
    printf '"2026/07/0%d","テスト商店","本人","1回払い","%d","0","%d","%d","%d","0","*"\n' \
        1 1200 1200 1200 1200 2 3400 3400 3400 3400
}
statement >good.csv

# sentence TEXT...: standard error is one line that holds all of these.
sentence() {
    ok test "$(wc -l <"$err")" -eq 1
    err_has "$@"
}

begin 'the good statement alone is no complaint'
run explain good.csv
exits 0
err_empty

begin 'a path that is missing'
run explain missing.csv good.csv
exits 2
sentence missing.csv
out_has テスト商店

begin 'not a statement at all'
printf 'Dear diary,\ntoday it rained.\n' >diary.txt
run explain diary.txt good.csv
exits 2
sentence diary.txt
out_has テスト商店

begin 'an empty file is no error'
: >empty.csv
run explain empty.csv good.csv
exits 0

begin 'a CSV that ends inside a quoted field'
statement | head -c -20 >cut.csv
printf '"2026/07/03","テスト' >>cut.csv
run explain cut.csv good.csv
exits 2
err_has cut.csv
out_has テスト商店

begin 'a header that has changed'
statement | sed '1s/利用金額/ご請求の額/' >changed.csv
run explain changed.csv good.csv
exits 2
sentence changed.csv
out_has テスト商店

begin 'an amount beyond all bounds'
{
    statement
    printf '"2026/07/03","巨額","本人","1回払い","99999999999999999999","0","0","0","0","0","*"\n'
} >huge.csv
run explain huge.csv
exits 2
err_has huge.csv 4
out_has テスト商店

begin 'half a zip file'
mkdir zipped
cp good.csv zipped/inside.csv
(cd zipped && zip -q -X ../whole.zip inside.csv)
head -c 150 whole.zip >half.zip
run explain half.zip good.csv
exits 2
sentence half.zip
out_has テスト商店

begin 'a whole zip file is read'
run explain whole.zip
exits 0
err_empty

begin 'an encrypted zip file'
(cd zipped && zip -q -X -P secret ../locked.zip inside.csv)
run explain locked.zip good.csv
exits 2
sentence locked.zip
out_has テスト商店

begin 'a file larger than any statement'
truncate -s 2G large.csv
run explain large.csv good.csv
exits 2
sentence large.csv
out_has テスト商店
rm -f large.csv

begin 'a folder with a thousand photos: one sentence in all'
mkdir photos
for ((i = 0; i < 1000; i++)); do
    printf '\377\330\377\340photo %d' "$i" >"photos/$i.jpg"
done
cp good.csv photos/
run explain photos
exits 0
sentence 1000
out_has テスト商店

begin 'the same file twice is one file'
run explain --format json good.csv
cp "$out" once.json
run explain --format json good.csv ./good.csv
exits 0
out_is <once.json

begin 'the order of the paths does not matter'
cp good.csv other.csv
run explain --format json good.csv other.csv whole.zip
cp "$out" forward.json
run explain --format json whole.zip other.csv good.csv
out_is <forward.json

begin 'a file without read permission'
cp good.csv closed.csv
chmod 000 closed.csv
if [[ -r closed.csv ]]; then
    # The superuser may read everything: a folder under a file's name is as unreadable.
    rm -f closed.csv
    ln -s closed.csv closed.csv
fi
run explain closed.csv good.csv
exits 2
sentence closed.csv
out_has テスト商店

begin 'bad input is told in Japanese too'
ja run explain missing.csv
exits 2
ok grep -qP '[\p{Hiragana}]' "$err"
err_has missing.csv

finish
