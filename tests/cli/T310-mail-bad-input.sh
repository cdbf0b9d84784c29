#!/usr/bin/env bash
# mioboe mail check: what is wrong with the command line and with what is to be read.
. "${0%/*}/lib.sh"

mails=$tree/tests/mail/messages
zone=$tree/tests/mail/dns.txt
check=(mail check --now 2026-11-22T12:00:00Z --dns-file "$zone")

begin 'mail alone, another word, nothing to read'
run mail
exits 64
err_has 'mail check'
run mail chekc x
exits 64
err_has 'Did you mean'
run mail open x
exits 64
run mail check
exits 64
err_has 'needs something to read'

begin 'options that are wrong'
run mail check --now yesterday "$mails/amazon-order.eml"
exits 64
err_has '2026-08-15T12:00:00Z'
run mail check --dns-file
exits 64
run mail check --trust-authserv '' x
exits 64
run mail check --format csv x
exits 64
run mail check --nonsense x
exits 64

begin 'options may stand before the word'
run mail --offline --format json check "$mails/amazon-order.eml"
exits 1
out_has 'mioboe.mail/1'

begin 'a file that is missing; the others are checked'
run "${check[@]}" missing.eml "$mails/amazon-order.eml"
exits 2
err_has 'missing.eml' 'there is no such file'
out_has 'Genuine'

begin 'a file without permission'
cp "$mails/amazon-order.eml" secret.eml
chmod 0 secret.eml
run "${check[@]}" secret.eml
if [[ $(id -u) != 0 ]]; then
    exits 2
    err_has 'you have no permission'
else
    exits 0 # root may read all
fi

begin 'a folder without mail, and an empty one'
mkdir notes empty
echo hello >notes/a.txt
run "${check[@]}" notes empty
exits 2
err_has 'notes: There is no mail in this folder.' 'empty: There is no mail in this folder.'

begin 'an empty file that was named'
: >empty.txt
run "${check[@]}" empty.txt
exits 2
err_has 'This is no mail;'

begin 'a statement is no mail'
run "${check[@]}" "$tree"/examples/household/card/vpass/202607.csv
exits 2
err_has 'This is no mail;'

begin 'a mail that was cut short is not genuine'
head -c 900 "$mails/amazon-order.eml" >cut.eml
run "${check[@]}" cut.eml
exits 1
out_lacks 'Genuine'

begin 'a message over 64 MiB is malformed, and told as such'
{ cat "$mails/amazon-order.eml"; head -c 68157440 /dev/zero | tr '\0' 'x'; } >large.eml
run "${check[@]}" --format json large.eml
exits 1
out_has '"decided_by": "malformed"' '"malformed": 1'
rm large.eml

begin 'a mail that is no text at all'
head -c 4096 /dev/urandom >random.eml
run "${check[@]}" --format json random.eml
exits 1
out_has '"verdict": "unknown"'
ok "$tree/tests/check-schema" "$tree/docs/api/mail.schema.json" "$out"

begin 'a line of --dns-file that is no record, a file that is missing, a folder'
printf 'a._domainkey.example.jp p=AA\n\nbroken\n' >records
run mail check --dns-file records "$mails/amazon-order.eml"
exits 2
err_has 'records, line 3' 'a line is a name'
run mail check --dns-file nowhere "$mails/amazon-order.eml"
exits 2
err_has 'nowhere'
run mail check --dns-file notes "$mails/amazon-order.eml"
exits 2

begin 'servers that are trusted: only those that are named'
run "${check[@]}" "$mails/amazon-key-gone-server-saw.eml"
exits 1
run "${check[@]}" --trust-authserv other.example --trust-authserv mx.example.org "$mails/amazon-key-gone-server-saw.eml"
exits 0
out_has 'Vouched for'

begin 'while it works the child is under seccomp'
mkfifo hold
"$MIOBOE" mail check --offline - <hold >"$out" 2>"$err" &
pid=$!
exec 9>hold
mode=''
for ((i = 0; i < 100; i++)); do
    child=$(cat "/proc/$pid/task/$pid/children" 2>/dev/null)
    [[ -n $child ]] && mode=$(sed -n 's/^Seccomp:[[:space:]]*//p' "/proc/${child%% *}/status" 2>/dev/null)
    [[ $mode == 2 ]] && break
    sleep 0.05
done
printf 'From: a@example.org\nSubject: x\n\nx\n' >&9
exec 9>&-
wait "$pid"
status=$? command_line='mioboe mail check -'
exits 1
if "$MIOBOE" mail check --offline --verbose "$mails/amazon-order.eml" 2>&1 | grep -q sandbox; then
    ok test "$mode" != 2
else
    ok test "$mode" = 2
fi

finish
