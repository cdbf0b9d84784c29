#!/usr/bin/env bash
# Parts of the program are loaded when they are needed: whatever the file is called, from an
# installation too, and a part that is not there is told.
. "${0%/*}/lib.sh"

mail=$tree/tests/golden/notices/aeon-bill.eml
statement=$(find "$tree/examples/household" -name '*.csv' | sort | head -1)
cp "$statement" statement.csv

begin 'a zip file and a mail with any name are found by their content'
zip -q plain.zip statement.csv
mkdir things && cp plain.zip things/b && cp "$mail" things/c && cp "$statement" things/a.csv
run records --as-of 2026-11-22 things
exits 0
out_has '"path": "things/a.csv"' '"path": "things/b!statement.csv"' '"path": "things/c"' '"format": "mail"'
cp "$out" by_content

begin 'the answer is the same as with names that tell what they are'
mv things/b things/b.zip && mv things/c things/c.eml
run records --as-of 2026-11-22 things
exits 0
sed -i 's/b\.zip!/b!/; s/c\.eml"/c"/' "$out"
ok cmp by_content "$out"

begin 'what comes by a pipe is read as well'
"$MIOBOE" records --as-of 2026-11-22 - < <(cat plain.zip) >piped 2>/dev/null
ok grep -q '"path": "-!statement.csv"' piped
ok test "$("$MIOBOE" records - <"$mail" 2>/dev/null | grep -c '"format": "mail"')" = 1

begin 'households with zip files and mails are read to the end'
mkdir -p all/one all/two
cp plain.zip all/one && cp "$mail" all/two/letter && cp statement.csv all/two
run explain --as-of 2026-11-22 --households all --format json
out_has '"household":"one"' '"household":"two"'
ok test "$(wc -l <"$out")" = 2

begin 'a part that cannot be loaded is told, and the rest goes on'
mkdir broken && echo nothing >broken/mioboe-zip.so && echo nothing >broken/mioboe-store.so
export MIOBOE_MODULES=$PWD/broken
run explain --as-of 2026-11-22 statement.csv plain.zip
exits 2
err_has 'The part "zip" of mioboe could not be loaded' 'plain.zip'
out_has '5,095'

begin 'a command whose part is not there says so'
run agenda
exits 2
err_has 'The part "store" of mioboe could not be loaded'
ja run help import
exits 2
err_has 'store'
unset MIOBOE_MODULES

begin 'installed anywhere it finds its parts'
build=$(dirname "$MIOBOE")
DESTDIR=$PWD/root meson install --no-rebuild -C "$build" >install.log 2>&1
installed=$(find root -path '*/bin/mioboe')
ok test -x "$installed"
MIOBOE=$PWD/$installed
run records --as-of 2026-11-22 things
exits 0
sed -i 's/b\.zip!/b!/; s/c\.eml"/c"/' "$out"
ok cmp by_content "$out"
run import --as-of 2026-11-22 things
exits 0
run agenda
exits 0
ok test "$(find root -name 'mioboe-*.so' | wc -l)" -ge 4
run case open --now 2026-10-10T03:00:00Z --typed '2026-10-03 AMAZON.CO.JP 15480' --card 1234
exits 0
ja run case dossier police --now 2026-10-10T03:00:00Z --output dossier.pdf
exits 0
ok test "$(head -c 5 dossier.pdf)" = %PDF-
ok grep -q 15,480 <(pdftotext dossier.pdf -)

finish
