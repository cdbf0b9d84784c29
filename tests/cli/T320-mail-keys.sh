#!/usr/bin/env bash
# Where keys come from: a file, the network (a name server on loopback), what was seen before.
. "${0%/*}/lib.sh"

mails=$tree/tests/mail/messages
zone=$tree/tests/mail/dns.txt
now=2026-11-22T12:00:00Z
keys=$XDG_DATA_HOME/mioboe/keys
server=''

serve() {
    : >log
    exec 8< <(exec /usr/bin/python3 "$tree/tests/cli/name_server" "$1" log ${2:+"$2"})
    server=$!
    read -r port <&8
    export MIOBOE_TEST_NAMESERVER=127.0.0.1:$port
}
stop() {
    kill "$server" && wait "$server" 2>/dev/null
    exec 8<&-
}

begin 'the network is asked for the key, by its name and nothing else'
serve "$zone"
run mail check --now $now "$mails/amazon-order.eml"
exits 0
out_has 'Genuine'
ok grep -q '_domainkey.amazon.co.jp$' log
ok test "$(grep -vc '_domainkey' log)" = 0
err_empty

begin 'DNSSEC is told of a key that a resolver of this machine has checked, and of no other'
rm "$keys"
run mail check --now $now --format json "$mails/amazon-order.eml"
out_lacks 'key_came_by_dnssec'
stop
rm "$keys"
serve "$zone" ad
run mail check --now $now --format json "$mails/amazon-order.eml"
exits 0
out_has '"code": "key_came_by_dnssec", "about": "amazon.co.jp"'
run mail check --now $now --format json "$mails/amazon-order.eml"
out_lacks 'key_came_by_dnssec'
rm "$keys"
run mail check --now $now "$mails/amazon-order.eml"
out_has 'DNSSEC'

begin 'a key that was seen is remembered with its day, for its owner only'
ok grep -qx '# seen 2026-11-22' "$keys"
ok grep -q '_domainkey.amazon.co.jp' "$keys"
ok test "$(stat -c %a "$keys")" = 600
ok test "$(find "$XDG_DATA_HOME/mioboe" -type f | wc -l)" = 1

begin 'a key that was seen before is not asked for again, and serves offline'
: >log
run mail check --now $now "$mails/amazon-order.eml"
exits 0
ok test "$(grep -c 'amazon.co.jp' log)" = 0
run mail check --now $now --offline "$mails/amazon-order.eml"
exits 0
out_has 'Genuine'

begin 'the key file has the form of --dns-file'
run mail check --now $now --dns-file "$keys" "$mails/amazon-order.eml"
exits 0
stop

begin 'import takes the keys into the store, which serves where the file is gone'
mkdir -p "$sandbox/mail" && cp "$mails/amazon-order.eml" "$sandbox/mail"
run import --now $now "$sandbox/mail"
exits 0
out_has '1 new mail'
rm "$keys"
unset MIOBOE_TEST_NAMESERVER
run mail check --now $now --offline "$mails/amazon-order.eml"
exits 0
out_has 'Genuine'
run import --now $now "$sandbox/mail"
out_is <<'END'
1 mail known already
END

begin 'forgetting all forgets the keys, too'
run forget --all --yes
exits 0
run mail check --now $now --offline "$mails/amazon-order.eml"
exits 1
out_lacks 'Genuine'

begin 'offline nothing is asked and nothing remembered'
rm -rf "$XDG_DATA_HOME"
serve "$zone"
run mail check --now $now --offline "$mails/amazon-order.eml"
exits 1
ok test ! -s log
ok test ! -e "$keys"
run mail check --now $now --dns-file "$zone" "$mails/amazon-order.eml"
exits 0
ok test ! -s log
ok test ! -e "$keys"
stop

begin 'a name that does not exist is not remembered'
: >empty
serve empty
run mail check --now $now "$mails/amazon-order.eml"
exits 1
out_has 'not published any more'
ok test -s log
ok test ! -e "$keys"
stop

begin 'a key of many bytes comes over TCP, and a name may be an alias'
rm -rf "$XDG_DATA_HOME"
long=$(printf 'x%.0s' {1..900})
sed "s/v=DKIM1; /v=DKIM1; n=$long; /" "$zone" >long-zone
serve long-zone
run mail check --now $now "$mails/amazon-order.eml"
exits 0
out_has 'Genuine'
stop

begin 'a server that fails or is silent: said once, and the mail counts as not known'
rm -rf "$XDG_DATA_HOME"
export MIOBOE_TEST_NAMESERVER=127.0.0.1:9
run mail check --now $now "$mails/amazon-order.eml"
exits 1
out_has 'could not be asked for'
err_has 'The network did not answer'
unset MIOBOE_TEST_NAMESERVER

begin 'a key file that was damaged is told once and left alone'
mkdir -p "$XDG_DATA_HOME/mioboe"
echo damaged >"$keys"
serve "$zone"
run mail check --now $now "$mails/amazon-order.eml"
exits 2
err_has 'line 1'
ok test "$(grep -c 'line 1' "$err")" = 1
ok grep -qx damaged "$keys"
stop

begin 'on a narrow page a line for each genuine mail fits, too'
run mail check --now $now --width 60 --dns-file "$zone" "$mails/amazon-order.eml" "$mails/amazon-expired-since.eml"
exits 0
out_has '…'
ok test "$(/usr/bin/python3 -c 'import sys, unicodedata
print(max(sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in l.rstrip("\n")) for l in open(sys.argv[1], encoding="utf-8")))' "$out")" -le 60

begin 'explain asks nobody, unless --online is given'
rm -rf "$XDG_DATA_HOME"
serve "$zone"
run explain --as-of 2026-08-20 --now $now "$mails/amazon-order.eml"
exits 0
ok test ! -s log
out_has '1 mail could not be verified' '--online'
run explain --online --as-of 2026-08-20 --now $now "$mails/amazon-order.eml"
exits 0
ok test -s log
out_lacks 'could not be verified'
stop

finish
