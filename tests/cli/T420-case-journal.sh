#!/usr/bin/env bash
# case: the journal is whole or it is said where not; a case as a file; evidence; the clock.
. "${0%/*}/lib.sh"

json() {
    # shellcheck disable=SC2317 # run by ok
    /usr/bin/python3 -c "import json
d = json.load(open('$out', encoding='utf-8'))
$1"
}
now=(--now 2026-10-10T03:00:00Z)
home=(--store home.sqlite "${now[@]}")

# edit SQL: change the store as somebody with a tool would.
edit() {
    /usr/bin/python3 -c "import sqlite3, sys
c = sqlite3.connect(sys.argv[1]); c.execute(sys.argv[2]); c.commit()" "$1" "$2"
}

run case open "${home[@]}" --case c1 --typed '2026-10-03 AMAZON.CO.JP 15480' --card 1234
run case note "${home[@]}" alpha
run case note "${home[@]}" bravo
run case note "${home[@]}" third

begin 'a whole journal is whole, and what that proves is said'
run case verify "${home[@]}"
exits 0
out_has 'all 5 entries' 'proves nothing against'
run case verify "${home[@]}" --format json
ok json "assert d['whole'] and d['entries'] == 5 and len(d['head']) == 64, d"

begin 'a case as a file is verified and taken in elsewhere'
run case export "${home[@]}" c1.case
exits 0
ok test "$(stat -c %a c1.case)" = 600
run case export "${home[@]}" c1.case
exits 2
run case verify c1.case --store home.sqlite
exits 0
run case import --store other.sqlite "${now[@]}" c1.case
exits 0
run case show --store other.sqlite "${now[@]}"
out_has bravo '¥15,480'
run case import --store other.sqlite "${now[@]}" c1.case
exits 64

begin 'a file that was edited is refused, with the place'
sed 's/bravo/brAvo/' c1.case >edited.case
run case verify edited.case --store home.sqlite
exits 1
out_has 'Entry 4'
run case import --store third.sqlite "${now[@]}" edited.case
exits 2
head -c 700 c1.case >cut.case
run case verify cut.case --store home.sqlite
exits 2

begin 'an entry that was changed is found, and nothing more is written'
cp home.sqlite changed.sqlite
cp home.sqlite-wal changed.sqlite-wal 2>/dev/null
edit changed.sqlite "UPDATE case_event SET bytes = CAST(replace(CAST(bytes AS TEXT), 'bravo', 'brAvo') AS BLOB) WHERE seq = 4"
chmod 600 changed.sqlite*
run case verify --store changed.sqlite
exits 1
out_has 'Entry 4 was changed'
run case note --store changed.sqlite "${now[@]}" more
exits 2
err_has 'entry 4'

begin 'an entry that was removed is found'
cp home.sqlite removed.sqlite
cp home.sqlite-wal removed.sqlite-wal 2>/dev/null
edit removed.sqlite "DELETE FROM case_event WHERE seq = 3"
chmod 600 removed.sqlite*
run case verify --store removed.sqlite --format json
exits 1
ok json "assert not d['whole'] and d['fault'] == 'gap' and d['entry'] == 3, d"

begin 'a clock that was set back is said, and the order is kept'
run case note --store home.sqlite --now 2026-10-08T03:00:00Z 'written with a wrong clock'
exits 0
err_has clock
run case verify "${home[@]}"
exits 0

begin 'a full disk writes no entry and no half of a paper'
run case open --store full.sqlite "${now[@]}" --case f1 --typed '2026-10-03 AMAZON.CO.JP 15480' --card 1234
for blocks in 20 60; do
    (
        ulimit -f "$blocks"
        run case note --store full.sqlite "${now[@]}" "$(printf 'x%.0s' {1..60000})"
        exits 2
        err_has 'The disk is full'
        printf '%s' "$trouble" >trouble
    )
    trouble+=$(<trouble)
done
(
    ulimit -f 20
    run case bundle --store full.sqlite "${now[@]}" --output full.zip
    exits 2
    ok test ! -e full.zip
    printf '%s' "$trouble" >trouble
)
trouble+=$(<trouble)
run case verify --store full.sqlite
exits 0
out_has 'all 2 entries'

begin 'two that write at once lose no entry'
for number in 1 2 3 4 5 6 7 8; do
    "$MIOBOE" case note --store full.sqlite "${now[@]}" "at once $number" >"said.$number" 2>&1 || echo failed >>failed &
done
wait
ok test ! -e failed
run case verify --store full.sqlite
exits 0
out_has 'all 10 entries'

begin 'evidence is kept without full card numbers, and looked after'
printf 'card 4111 1111 1111 1111, order 250-1234567-1234567\n' >chat.txt
printf 'no number at all\n' >mail.txt
printf '\x89PNG\r\n\x1a\n\0\0' >screen.png
run case evidence "${home[@]}" chat.txt mail.txt screen.png
exits 0
err_has 'last four digits' 'hash'
run case show "${home[@]}" --format json
ok json "f = {e['name']: e['form'] for e in d['evidence']}
assert f == {'chat.txt': 'redacted', 'mail.txt': 'full', 'screen.png': 'reference'}, f
h = {e['name']: e for e in d['evidence']}
import hashlib
assert h['chat.txt']['redacted_of'] == hashlib.sha256(open('chat.txt', 'rb').read()).hexdigest()"
run case verify "${home[@]}"
exits 0
ok test -z "$(strings -n 8 home.sqlite home.sqlite-wal 2>/dev/null | grep '4111 1111 1111')"
run case evidence "${home[@]}" --keep-original screen.png
exits 64
err_has '--passphrase-fd'

begin 'an original is kept encrypted, taken out with the passphrase, and leaves no trace of its number'
printf 'another chat: 5555 5555 5555 4444\n' >other.txt
printf '\x89PNG\r\n\x1a\n 5105105105105100 pixels' >photo.png
run case evidence "${home[@]}" --keep-original --passphrase-fd 3 other.txt photo.png 3< <(echo 'correct horse battery')
exits 0
err_has 'nobody can open it'
run case show "${home[@]}" --format json
ok json "import hashlib
e = {(x['name'], x['form']): x for x in d['evidence']}
o = e['other.txt', 'encrypted']
assert o['sha256'] == hashlib.sha256(open('other.txt', 'rb').read()).hexdigest() == e['other.txt', 'redacted']['redacted_of'], e
assert o['sealed'] and ('photo.png', 'encrypted') in e and ('photo.png', 'reference') not in e, e"
ok test -z "$(strings -n 8 home.sqlite home.sqlite-wal 2>/dev/null | grep -E '5555 5555|5105105105')"
run case verify "${home[@]}"
exits 0
run case evidence "${home[@]}" --open --output out.png --passphrase-fd 3 photo.png 3< <(echo 'wrong horse battery')
exits 2
err_has 'not the passphrase'
ok test ! -e out.png
run case evidence "${home[@]}" --open --output out.png --passphrase-fd 3 photo.png 3< <(echo 'correct horse battery')
exits 0
ok cmp photo.png out.png
ok test "$(stat -c %a out.png)" = 600
run case show "${home[@]}" --format json
ok json "assert d['custody'][-1]['act'] == 'exported', d['custody'][-1]"

begin 'an encrypted original goes with the case, and that it was changed is seen'
run case export "${home[@]}" sealed.case
run case import --store sealed.sqlite sealed.case
exits 0
run case evidence --store sealed.sqlite --open --output again.txt --passphrase-fd 3 other.txt 3< <(echo 'correct horse battery')
exits 0
run case verify --store sealed.sqlite
exits 0
cp sealed.sqlite harmed.sqlite && chmod 600 harmed.sqlite
edit harmed.sqlite "UPDATE evidence_file SET bytes = x'00' || bytes WHERE form = 'encrypted'"
run case verify --store harmed.sqlite
exits 1
out_has CHANGED
run case evidence --store harmed.sqlite --open --output never.txt --passphrase-fd 3 photo.png 3< <(echo 'correct horse battery')
exits 2
ok test ! -e never.txt

begin 'a bundle leaves encrypted originals out and says so, forgetting takes them'
run case bundle --store sealed.sqlite --output sealed.zip
exits 0
ok test -z "$(unzip -p sealed.zip | grep -aE '5105105105')"
run forget --case "$(/usr/bin/python3 -c "import sqlite3; print(sqlite3.connect('sealed.sqlite').execute('SELECT case_id FROM case_event').fetchone()[0])")" --yes --store sealed.sqlite
exits 0
ok /usr/bin/python3 -c "import sqlite3
assert not sqlite3.connect('sealed.sqlite').execute('SELECT count(*) FROM evidence_file').fetchone()[0]"

begin 'evidence that is gone from the store is missed'
cp home.sqlite lost.sqlite
cp home.sqlite-wal lost.sqlite-wal 2>/dev/null
edit lost.sqlite "DELETE FROM evidence_file"
chmod 600 lost.sqlite*
run case verify --store lost.sqlite
exits 1
out_has MISSING

begin 'the head can be printed, mailed and asked to be stamped'
run case stamp "${home[@]}"
exits 0
out_has c1
run case stamp "${home[@]}" --mail-text
exits 0
out_has 'keep this mail'
run case stamp "${home[@]}" --request head.tsq
exits 0
ok openssl ts -query -in head.tsq -text
ok test -s head.tsq

begin 'the answer of a time stamp authority is checked'
{
    openssl req -x509 -newkey rsa:2048 -nodes -keyout tsa.key -out tsa.pem -days 4000 -subj /CN=Test \
        -addext extendedKeyUsage=critical,timeStamping -addext keyUsage=digitalSignature
    printf '01\n' >serial
    cat >tsa.cnf <<'CNF'
[tsa]
default_tsa = t
[t]
serial = serial
signer_digest = sha256
default_policy = 1.2.3.4
digests = sha256
CNF
    openssl ts -reply -config tsa.cnf -queryfile head.tsq -signer tsa.pem -inkey tsa.key -out head.tsr
} >/dev/null 2>&1
SSL_CERT_FILE=$PWD/tsa.pem run case stamp "${home[@]}" --response head.tsr
exits 0
run case stamp "${home[@]}" --response head.tsr
exits 2
err_has signature
run case stamp "${home[@]}" --response mail.txt
exits 2

begin 'papers for whoever asks, and which went out stands in the journal'
for audience in issuer amazon police consumer_centre; do
    run case brief "${home[@]}" "$audience"
    exits 0
    out_has 15,480
done
run case brief "${home[@]}" nobody
exits 64
run case sheet "${home[@]}"
exits 0
run case show "${home[@]}" --format json
entries=$(/usr/bin/python3 -c 'import json, sys; print(json.load(sys.stdin)["entries"])' <"$out")
run case brief "${home[@]}" --preview
exits 0
out_has 15,480
run case show "${home[@]}" --format json
ok json "assert d['entries'] == $entries, d['entries']"
run case dossier "${home[@]}" police --name 'Hanako Mihon'
exits 0
out_has 'Hanako Mihon' 15,480
out_lacks '4111 1111'
run case dossier "${home[@]}" --format json
ok json "assert d['paper'] == 'dossier' and any(g['open'] for g in d['gaps']) and '15,480' in d['text'], d"
run case bundle "${home[@]}"
exits 64
run case bundle "${home[@]}" --output all.zip
exits 0
ok /usr/bin/python3 -c "import zipfile
names = zipfile.ZipFile('all.zip').namelist()
assert 'journal.txt' in names and any(n.endswith('mail.txt') for n in names) and 'papers/dossier.txt' in names, names"
run case verify "${home[@]}"
exits 0

finish
