#!/usr/bin/env bash
# The report for people, in Japanese.
. "${0%/*}/lib.sh"

fits() {
    ok /usr/bin/python3 -c "import sys, unicodedata
width = lambda s: sum(2 if unicodedata.east_asian_width(c) in 'WF' else 0 if unicodedata.combining(c) else 1 for c in s)
wide = [line for line in open('$out', encoding='utf-8').read().splitlines() if width(line) > $1]
sys.exit(wide and wide[0] or 0)"
}

begin 'summary and sections'
run explain --as-of 2026-11-22 --lang ja "$tree/examples/household"
exits 1
out_has '請求286件' '説明のつかない請求' '説明のついた請求' 'ほかの店' '次に確かめること'
# Nothing of it is left in English.
ok /usr/bin/python3 -c "import re, sys
text = open('$out', encoding='utf-8').read()
found = re.search(r'(because|charged|shipped|order|could be|What to|every month|explain)\b[^\"]', text)
sys.exit(found.group() if found else 0)"

begin 'lines keep to the width and do not begin with a closing mark'
for width in 60 80 100; do
    run explain --as-of 2026-11-22 --lang ja --width $width "$tree/examples/household"
    fits $width
    ok /usr/bin/python3 -c "import re, sys
lines = open('$out', encoding='utf-8').read().splitlines()
bad = [line for line in lines if re.match(r'\s*[、。）」』]', line)]
sys.exit(bad[0] if bad else 0)"
done

begin 'what is wrong is told in Japanese, with file and line'
printf 'no statement\n' >diary.txt
run explain --lang ja diary.txt missing.csv
exits 2
err_has diary.txt missing.csv '読めませんでした' '読めるファイルではありません'

begin 'LANGUAGE and LC_ALL choose it, too'
LANGUAGE=ja run help
out_has 使い方
# Also where the system does not have that locale (and bash says so).
LC_ALL=ja_JP.UTF-8 run help 2>/dev/null
out_has 使い方
LC_ALL=C LANG=ja_JP.UTF-8 run help
out_lacks 使い方

finish
