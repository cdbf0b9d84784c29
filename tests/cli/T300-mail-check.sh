#!/usr/bin/env bash
# mioboe mail check: one message, many, folders, mboxes, standard input; text, JSON, exit status.
. "${0%/*}/lib.sh"

mails=$tree/tests/mail/messages
zone=$tree/tests/mail/dns.txt
check=(mail check --now 2026-11-22T12:00:00Z --dns-file "$zone")

begin 'a genuine mail: the verdict, the check that decided, its links, and no advice'
run "${check[@]}" "$mails/amazon-order.eml"
exits 0
out_has 'Genuine' 'a signature of amazon.co.jp that verifies' 'auto-confirm@amazon.co.jp' 'links to Amazon'
out_lacks 'What to do now'
err_empty

begin 'a fake one: who it is really from, where its link goes beside what is shown, what to do'
run "${check[@]}" "$mails/forged-link-text.eml"
exits 1
out_has 'Fake' 'leads to evil' 'Do not use its links' 'Open amazon.co.jp yourself' 'Message Centre'
out_lacks 'Do not use the links'

begin 'the same in Japanese'
ja run "${check[@]}" "$mails/amazon-order.eml"
exits 0
out_has '本物です'
ja run "${check[@]}" "$mails/forged-link-text.eml"
out_has 'にせ物です' 'アカウントサービス'
ja run "${check[@]}" "$mails/amazon-key-gone.eml"
out_has '判断できません'
ja run "${check[@]}" "$mails/amazon-key-gone-google-saw.eml"
out_has '本物と保証されています'

begin '--lang chooses the language'
run "${check[@]}" --lang ja "$mails/amazon-order.eml"
out_has '本物です'

begin 'many: a line for each that is fine, all about the others, and the sum'
run "${check[@]}" "$mails/amazon-order.eml" "$mails/amazon-foreign-link.eml" "$mails/forged-link-text.eml"
exits 1
ok test "$(grep -c '^Genuine .*amazon-' "$out")" = 2
out_has '3 messages' '2  Genuine' '1  Fake'

begin 'JSON is that of the schema'
run "${check[@]}" --format json "$mails"
exits 1
ok "$tree/tests/check-schema" "$tree/docs/api/mail.schema.json" "$out"
ok grep -q '"schema": "mioboe.mail/1"' "$out"

begin 'JSON without any message is one, too'
write note.txt <<'END'
Just a note.
END
run "${check[@]}" --format json note.txt
exits 2
err_has 'This is no mail;'
ok "$tree/tests/check-schema" "$tree/docs/api/mail.schema.json" "$out"

begin 'an mbox: every message by its number'
for m in amazon-order forged-link-text smbc-click-tracker; do
    printf 'From x@example.org Sat Aug 15 10:00:00 2026\n'
    sed 's/\r$//; s/^From />From /' "$mails/$m.eml"
    printf '\n'
done >box
run "${check[@]}" --format json box
exits 1
ok /usr/bin/python3 - "$out" <<'END'
import json, sys
said = [(m["path"], m["index"], m["verdict"]) for m in json.load(open(sys.argv[1]))["messages"]]
assert said == [("box", 0, "genuine"), ("box", 1, "fake"), ("box", 2, "genuine")], said
END

begin 'a Maildir and folders below folders'
mkdir -p maildir/cur maildir/new maildir/tmp
cp "$mails/amazon-order.eml" maildir/cur/1:2,S
cp "$mails/smbc-click-tracker.eml" maildir/new/2
echo not mail >maildir/dovecot-uidlist
run "${check[@]}" maildir
exits 0
out_has '2 messages' 'maildir/cur/1:2,S' 'maildir/new/2'
err_empty

begin 'standard input'
run "${check[@]}" - <"$mails/amazon-order.eml"
exits 0
out_has 'Genuine  -'
run "${check[@]}" --format json - < <(cat "$mails/forged-link-text.eml")
exits 1
out_has '"path": "-"'

begin 'bare and CRLF line ends are one mail'
sed 's/\r$//' "$mails/amazon-order.eml" >lf.eml
sed 's/$/\r/' lf.eml >crlf.eml
run "${check[@]}" lf.eml crlf.eml
exits 0
out_has '2  Genuine'

begin 'what would command a terminal is shown harmless'
printf 'From: "A\033[2J\342\200\256mazon" <x@evil.example>\nSubject: \033]0;x\007 \342\200\256\nDate: Sat, 15 Aug 2026 10:00:00 +0900\n\nhttps://evil.example/\033[31m\n' >hostile.eml
run "${check[@]}" --color never hostile.eml
exits 1
ok test "$(grep -c $'\033' "$out")" = 0
ok test "$(grep -c $'\342\200\256' "$out")" = 0
run "${check[@]}" --format json hostile.eml
ok test "$(grep -c $'\033' "$out")" = 0
ok test "$(grep -c $'\342\200\256' "$out")" = 0

begin 'colours only where they are asked for'
run "${check[@]}" "$mails/amazon-order.eml"
ok test "$(grep -c $'\033' "$out")" = 0
run "${check[@]}" --color always "$mails/amazon-order.eml"
ok grep -q $'\033\[32m' "$out"

begin 'a certificate of somebody else is not told as the sender'"'"'s'
export SSL_CERT_FILE=$tree/tests/mail/keys/root.crt
run "${check[@]}" "$mails/forged-smime-other-owner-quiet.eml"
exits 1
out_has '? the certificate is of somebody else (info@evil.example)'
out_lacks "is the sender's"
run "${check[@]}" "$mails/mufg-smime.eml"
exits 0
out_has '✓ the signature by certificate verifies'
unset SSL_CERT_FILE

begin 'what several checks say in the same words is told once'
run "${check[@]}" "$mails/forged-form.eml"
ok test "$(grep -c 'it asks to act at a place' "$out")" = 1

begin 'what Outlook saves as .msg is told, among other files too'
mkdir outlook
cp "$mails/amazon-order.eml" outlook
printf '\320\317\021\340\241\261\032\341x' >outlook/order.MSG
run "${check[@]}" outlook
exits 2
err_has 'order.MSG' '.eml'

finish
