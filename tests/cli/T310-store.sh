#!/usr/bin/env bash
# What is done with the store itself: decisions, backups, forgetting, locking, faults.
. "${0%/*}/lib.sh"

export XDG_DATA_HOME=$PWD/data
folder=data/mioboe
store=$folder/mioboe.sqlite
cp -r "$tree/examples/household" house
options=(--as-of 2026-11-22 --format json)
run import house

# A charge of the store that an order explains, that order, and one of another sum.
read -r charge order other < <("$MIOBOE" explain "${options[@]}" | /usr/bin/python3 -c 'import json, sys
shown = [(c["id"], c["explained_by"][0]["order_id"], c["amount"]) for c in json.load(sys.stdin)["charges"]
         if c["verdict"] == "explained" and len(c["explained_by"]) == 1 and c["explained_by"][0]["order_id"]]
print(*shown[0][:2], next(o for _, o, amount in shown if 0 < amount < shown[0][2]))')

begin 'a decision is remembered and counts'
run explain "${options[@]}"
cp "$out" before.json
run decide reject "$charge" "$order"
exits 0
run explain "${options[@]}"
out_has '"decided": "reject"'
run decide pin "$charge" "$order"
exits 0
run explain "${options[@]}"
out_has "$order" '"decided": "pin"'
out_lacks '"decided": "reject"'
err_empty
ok test "$(cmp -s "$out" before.json; echo $?)" = 1

begin 'a file of decisions goes before what the store remembers'
echo "reject $charge $order" >decisions
run explain "${options[@]}" --decisions decisions
out_has '"decided": "reject"'
out_lacks '"decided": "pin"'

begin 'a pin that cannot be is told'
run decide reject "$charge" "$order"
run decide pin "$charge" "$other"
exits 0
run explain "${options[@]}"
err_has 'pinned to an order that cannot have been paid by it'
run decide reject "$charge" "$other"
exits 0

begin 'what the person says is theirs is told apart, until it is open again'
unknown=$("$MIOBOE" explain "${options[@]}" | /usr/bin/python3 -c 'import json, sys
print(next(c["id"] for c in json.load(sys.stdin)["charges"] if c["verdict"] == "unexplained"))')
run decide mine "$unknown"
exits 0
out_has 'the charge is yours'
run explain "${options[@]}"
out_has '"mine": true' '"mine": 1'
run explain --as-of 2026-11-22
out_has 'Yours, as you said, though no record shows it (1)' '1 yours as you said'
run decide open --format json "$unknown"
out_has '"decision": "open"' '"order": null'
run explain "${options[@]}"
out_lacks '"mine"'

begin 'a decision on a charge that is not there is refused'
run decide pin 0000000000000 "$order"
exits 2
err_has 'no such charge'

begin 'what is no decision is a usage error'
run decide perhaps "$charge" "$order"
exits 64
run decide pin charge "$order"
exits 64
run decide mine "$charge" "$order"
exits 64
run decide pin "$charge"
exits 64

begin 'a backup is whole and for nobody else'
run backup kept.sqlite
exits 0
ok test "$(stat -c %a kept.sqlite)" = 600
run explain --store kept.sqlite "${options[@]}"
cp "$out" kept.json
run explain "${options[@]}"
out_is <kept.json

begin 'a backup that cannot be written leaves nothing behind'
run backup missing/kept.sqlite
exits 2
ok test ! -e missing

begin 'a damaged store says so, and a backup takes its place'
cp "$store" whole
printf 'XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX' | dd of="$store" bs=1 seek=40960 conv=notrunc status=none
dd if=/dev/zero of="$store" bs=4096 seek=3 count=6 conv=notrunc status=none
run explain
exits 2
err_has 'The store is damaged' 'mioboe restore'
chmod 644 kept.sqlite # as on a disk that knows no modes
run restore kept.sqlite
exits 0
run explain "${options[@]}"
out_is <kept.json
ok test -e "$store.before-restore"
ok test "$(stat -c %a "$store")" = 600

begin 'what is no backup takes no store away'
printf 'nothing' >noise
chmod 600 noise
run restore noise
exits 2
err_has 'no store of mioboe'
run explain "${options[@]}"
out_is <kept.json

begin 'a locked store is one encrypted file'
run store lock --passphrase-fd 3 3< <(echo 'correct horse battery')
exits 0
ok test ! -e "$store"
ok test "$(stat -c %a "$store.locked")" = 600
ok test "$(grep -c AMAZON "$store.locked")" = 0
run store status
out_has 'locked'
run explain --store "$store"
exits 2
err_has 'locked with a passphrase'
run import house
exits 2
ok test ! -e "$store"

begin 'a wrong passphrase opens nothing'
run store unlock --passphrase-fd 3 3< <(echo 'wrong horse battery')
exits 2
err_has 'not the passphrase'
ok test -e "$store.locked"
ok test ! -e "$store"

begin 'a locked file that was changed or cut opens nothing'
cp "$store.locked" safe
printf 'X' | dd of="$store.locked" bs=1 seek=5000 conv=notrunc status=none
run store unlock --passphrase-fd 3 3< <(echo 'correct horse battery')
exits 2
head -c 70000 safe >"$store.locked"
run store unlock --passphrase-fd 3 3< <(echo 'correct horse battery')
exits 2
cp safe "$store.locked"

begin 'unlocked it is as it was'
run store unlock --passphrase-fd 3 3< <(echo 'correct horse battery')
exits 0
ok test ! -e "$store.locked"
run explain "${options[@]}"
out_is <kept.json

begin 'a short passphrase is refused, and none can be asked for without a terminal'
run store lock --passphrase-fd 3 3< <(echo short)
exits 64
run store lock
exits 64
err_has 'passphrase-fd'
ok test -e "$store"

begin 'forgetting asks first'
run forget --all
exits 64
err_has '--yes'
ok test -e "$store"

begin 'a case that is not there'
run forget --case nowhere --yes
exits 2
err_has 'no such case'

begin 'a case is forgotten with all its words'
"$MIOBOE" case open --title 'Unheard of Purple Title' --taken-over >opened 2>&1 ||
    wrong "case open: $(cat opened)"
id=$(sqlite3 "$store" 'SELECT case_id FROM case_event LIMIT 1' 2>/dev/null ||
    "$MIOBOE" case list --format json | grep -o '"id": "[^"]*"' | head -n 1 | cut -d'"' -f4)
run forget --case "$id" --yes
exits 0
out_has 'Out of reach are: backups'
run case show "$id"
ok test "$status" != 0
ok test "$(cat "$folder"/* | grep -c 'Purple Title')" = 0
run explain "${options[@]}"
out_is <kept.json

begin 'all of it is forgotten'
run forget --all --yes
exits 0
out_has 'Out of reach are: backups'
ok test -z "$(ls -A "$folder")"

# as_other ARGS...: as a user who is not root, to whom alone modes mean anything.
as_other() {
    if [[ $(id -u) == 0 ]]; then
        setpriv --reuid 65534 --regid 65534 --clear-groups "$MIOBOE" "$@" >"$out" 2>"$err" </dev/null
        status=$?
    else
        run "$@"
    fi
}

begin 'a folder that may not be written'
mkdir closed
chmod 755 "$sandbox" . closed
[[ $(id -u) != 0 ]] || chown 65534 closed
chmod 500 closed
as_other import --store closed/m.sqlite house/card/vpass/202603.csv
exits 2
err_has 'read-only for you'
chmod 700 closed

begin 'a full disk stores nothing of it and breaks nothing'
run import --store full.sqlite house/card/vpass/202603.csv
run explain --store full.sqlite "${options[@]}"
cp "$out" small.json
(
    ulimit -f 120
    run import --store full.sqlite house
    exits 2
    err_has 'The disk is full: nothing of this was stored'
    printf '%s' "$trouble" >trouble
)
trouble+=$(<trouble)
run explain --store full.sqlite "${options[@]}"
out_is <small.json
run import --store full.sqlite house
exits 0

begin 'two at once lose nothing'
: >said
for month in 01 02 03 04 05 06 07 08 09 10 11; do
    { "$MIOBOE" import --store two.sqlite "house/card/vpass/2026$month.csv" || echo "failed: $month"; } >>said 2>&1 &
done
wait
ok test "$(grep -c 'new charge' said)" = 11
out_lacks failed
run store status --store two.sqlite
out_has 'Files imported: 11.'

begin 'a store that was edited by hand'
cp two.sqlite hand.sqlite
chmod 600 hand.sqlite
/usr/bin/python3 - <<'END'
import sqlite3
db = sqlite3.connect("hand.sqlite")
db.execute("UPDATE charge SET use_date = '31 March' WHERE seq = 0")
db.commit()
END
run explain --store hand.sqlite
exits 2
err_has 'The store is damaged (charge)'

begin 'Japanese'
ja run store status
exits 2
err_has '保存ファイルがまだありません'

finish
