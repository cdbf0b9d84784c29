#!/usr/bin/env bash
# The same inputs give the same bytes, in whatever order and however often they are named.
. "${0%/*}/lib.sh"

cp -r "$tree/examples/household" house
files=(house/card/vpass/*.csv house/card/rakuten/*.csv house/card/myjcb/*.csv house/card/saison/*.csv
    house/amazon/hanako/*.zip house/amazon/taro/*.zip)
options=(--as-of 2026-11-22 --format json)

begin 'files in two orders'
run explain "${options[@]}" "${files[@]}"
exits 1
cp "$out" forward.json
reversed=()
for ((i = ${#files[@]} - 1; i >= 0; i--)); do
    reversed+=("${files[i]}")
done
run explain "${options[@]}" "${reversed[@]}"
out_is <forward.json

begin 'a file named twice, also with ./ in front, counts once'
run explain "${options[@]}" "${files[@]}" "${files[0]}" "./${files[1]}"
out_is <forward.json

begin 'the folder and the files below it, named in one call, count once'
run explain "${options[@]}" house/card house/amazon/hanako house/amazon/taro "${files[@]}"
out_is <forward.json

begin 'a folder with a slash behind it is the same folder'
run explain "${options[@]}" house
cp "$out" folder.json
run explain "${options[@]}" ./house/
out_is <folder.json

begin 'records, too, do not depend on the order'
run records --as-of 2026-11-22 "${files[@]}"
cp "$out" records.json
run records --as-of 2026-11-22 "${reversed[@]}"
out_is <records.json

begin 'text and CSV, too'
for format in text csv; do
    run explain --as-of 2026-11-22 --format $format "${files[@]}"
    cp "$out" "$format.expected"
    run explain --as-of 2026-11-22 --format $format "${reversed[@]}"
    out_is <"$format.expected"
done

begin 'a copy under another name changes nothing but also_in and sources'
cp "${files[0]}" house/card/vpass/zz-copy.csv
run explain "${options[@]}" "${files[@]}" house/card/vpass/zz-copy.csv
ok /usr/bin/python3 -c "import json
def bare(path):
    report = json.load(open(path, encoding='utf-8'))
    del report['sources']
    for charge in report['charges']:
        del charge['also_in'], charge['ids']
    return report
assert bare('forward.json') == bare('$out')"

begin 'a path is shown as it was typed, without ./ and the slash at the end'
mkdir -p here/below
cp "${files[0]}" here/below/x.csv
for path in here ./here here/ .//here//; do
    run records "$path"
    out_has '"path": "here/below/x.csv"'
done

begin 'a name that is not UTF-8 is shown with U+FFFD'
cp "${files[0]}" $'here/\xb6\xb0\xc4\xde.csv'
run records here
out_has '"path": "here/����.csv"'

finish
