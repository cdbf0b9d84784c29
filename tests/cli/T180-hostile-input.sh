#!/usr/bin/env bash
# Input that was made to do harm, or that is something else than it seems.
. "${0%/*}/lib.sh"

options=(--as-of 2026-11-22)
number=4111111111111111
header='"利用日","利用店名・商品名","利用者","支払方法","利用金額","手数料/利息","支払総額","7月支払金額","当月請求額","8月繰越残高","新規サイン"'
statement() {
    printf '\357\273\277%s\n' "$header"
    printf '"2026/07/01","%s","本人","1回払い","1200","0","1200","1200","1200","0","*"\n' "$1"
}
statement テスト商店 >good.csv

# tells N TEXT...: standard error has N lines and all of the texts.
tells() {
    ok test "$(wc -l <"$err")" -eq "$1"
    shift
    err_has "$@"
}

begin 'what is no statement is told by what it is, and what to do'
mkdir -p book/xl && printf '<a/>' | tee 'book/[Content_Types].xml' >book/xl/workbook.xml
(cd book && zip -q -X -r ../book.xlsx .)
printf '%%PDF-1.4\n' >statement.pdf
printf '<!DOCTYPE html>\n<html><body>ログイン</body></html>\n' >page.csv
printf 'From: a@example.com\r\n\r\nhello\r\n' >order.eml
printf 'From a@example.com Mon Jan  1 00:00:00 2026\nFrom: a@example.com\n\nhello\n' >box.mbox
printf '\377\330\377\340' >photo.jpg
printf '{"a": 1}\n' >data.json
printf '7z\274\257\047\034' >packed.7z
printf '%s\0\n' "$header" >zeros.csv
while read -r file word ja_word; do
    run explain "${options[@]}" "$file"
    exits 2
    tells 1 "$file" "$word"
    ja run explain "${options[@]}" "$file"
    tells 1 "$file" "$ja_word"
done <<'END'
book.xlsx spreadsheet 表計算
statement.pdf PDF PDF
page.csv web Web
order.eml mail メール
box.mbox mail メール
photo.jpg picture 画像
data.json JSON JSON
packed.7z unpack 圧縮
zeros.csv damaged 壊れている
END

begin 'in a folder they are passed over in one sentence'
mkdir things
mv book.xlsx statement.pdf order.eml things/
cp good.csv things/
run explain "${options[@]}" things
exits 0
tells 1 '3 files' things/book.xlsx
out_has テスト商店

begin 'a zip file without anything known is one sentence, an empty one is an empty file'
zip -q -X unknown.zip photo.jpg data.json
run explain "${options[@]}" unknown.zip
exits 2
tells 1 unknown.zip
/usr/bin/python3 -c 'import zipfile; zipfile.ZipFile("empty.zip", "w").close()'
run explain "${options[@]}" empty.zip
exits 0
err_empty

begin 'UTF-16 without a byte order mark is read'
iconv -f UTF-8 -t UTF-16LE <(tail -c +4 good.csv) >little.csv
iconv -f UTF-8 -t UTF-16BE <(tail -c +4 good.csv) >big.csv
run explain "${options[@]}" little.csv
exits 0
out_has テスト商店
run explain "${options[@]}" big.csv
out_has テスト商店

begin 'a damaged character is told and is no fault'
tail -c +4 good.csv | iconv -f UTF-8 -t CP932 | sed 's/\x83\x65/\xff\xff/' >damaged.csv
run explain "${options[@]}" damaged.csv
exits 0
tells 1 'damaged.csv, line 2'

begin 'a row that is cut within its amount is no charge'
{
    cat good.csv
    printf '2026/07/02,次の商店,本人,1回払い,26'
} >cut.csv
run explain "${options[@]}" cut.csv
exits 2
tells 1 'cut.csv, line 3'
out_has テスト商店
out_lacks 次の商店

begin 'no more than the last four digits of a card number anywhere'
statement "店 $number" >"$number.csv"
printf 'nothing\n' >"$number.txt"
printf '"2026/07/02","店","本人","1回払い","%s","0","0","0","0","0","*"\n' "$number" >>"$number.csv"
zip -q -X cards.zip "$number.csv"
for format in text json csv; do
    run explain "${options[@]}" --all --verbose --format "$format" "$number.csv" "$number.txt" cards.zip
    exits 2
    out_lacks "$number"
    err_lacks "$number"
    err_has '************1111.csv'
done
run records "$number.csv"
out_lacks "$number"
printf '8/15 店 4111 1111 1111 1111 1,488\n' >typed
run explain "${options[@]}" --format json - <typed
out_has '************1111'
out_lacks '1111 1111'

begin 'nothing commands the terminal, in any format'
esc=$'\033[31m' csi=$'\302\233' turn=$'\342\200\256'
statement "赤${esc}い${csi}店${turn}名" >evil.csv
printf 'nothing\n' >"$csi$turn.txt"
for format in text json csv; do
    run explain "${options[@]}" --all --format "$format" evil.csv "$csi$turn.txt"
    exits 2
    out_lacks $'\033' "$csi" "$turn"
    err_lacks $'\033' "$csi" "$turn"
done

begin 'files of a folder that the system refuses for one reason are one sentence'
mkdir -p homes/many
for ((i = 0; i < 200; i++)); do
    cp good.csv "homes/many/$i.csv"
done
(
    ulimit -n 64 # of many households none waits (T185)
    "$MIOBOE" explain "${options[@]}" --households homes >"$out" 2>"$err"
)
status=$? command_line='mioboe explain --households homes'
exits 2
tells 1 'more files'
out_has 'many: 1 charge'

begin 'a folder as standard input'
"$MIOBOE" explain "${options[@]}" - <. >"$out" 2>"$err"
status=$? command_line='mioboe explain - <.'
exits 2
tells 1 'folder'

finish
