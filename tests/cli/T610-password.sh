#!/usr/bin/env bash
# Passwords: judged, looked through, asked about, and kept nowhere.
. "${0%/*}/lib.sh"

mkdir service
printf 'correct horse 9 battery staple\nleaked-But-Long-1234567\n' >service/leaked
"$tree/tests/cli/breach_server" service &
server=$!
for _ in {1..200}; do
    [[ -e service/port ]] && break
    sleep 0.05
done
url=http://127.0.0.1:$(cat service/port)

# judge PASSWORD ARGS...: as JSON.
judge() {
    local password=$1
    shift
    run review password --format json --password-fd 5 "$@" 5<<<"$password"
}

# said CONDITION: called by ok; the condition holds of what was told.
# shellcheck disable=SC2317
said() {
    "$tree/tests/check-schema" "$tree/docs/api/password.schema.json" "$out" &&
        /usr/bin/python3 -c '
import json, sys
told = json.load(open(sys.argv[1]))
sys.exit(0 if eval(sys.argv[2], {}, told) else f"not so: {told}")' "$out" "$1"
}

begin 'a name of Japan with digits is weak'
judge tarou0512
exits 1
ok said 'verdict == "weak" and "name" in clues and "short" in clues and leaked is None'
err_empty

begin 'so it is in kana, half-width or not'
judge 'たろう0512'
exits 1
judge 'ﾀﾛｳ０５１２'
exits 1
ok said 'verdict == "weak" and "name" in clues'

begin 'a long one of no words is good, a short one of no words is fair'
judge 'kF7#pQ2!vX9@mZ4$'
exits 0
ok said 'verdict == "good" and length == 16'
judge 'kF7#pQ2!vX'
exits 0
ok said 'verdict == "fair" and clues == ["short"]'

begin 'seven characters are weak whatever they are'
judge 'kF7#pQ2'
exits 1

begin 'words of the person and of the household count'
judge Zwergpinscher77
exits 0
judge Zwergpinscher77 --word 'Zwergpinscher'
exits 1
ok said '"name" in clues'
"$tree/tests/cli/make-review" house
run import --account Zwergpinscher=house/registration.csv
exits 0
judge Zwergpinscher77
exits 1
ok test -s "$XDG_DATA_HOME/mioboe/mioboe.sqlite"

begin 'as text, in both languages'
run review password --password-fd 5 5<<<tarou0512
exits 1
out_has 'Weak: change it' 'a name or word that is common in Japan' '--breaches'
ja run review password --password-fd 5 5<<<tarou0512
out_has '弱い' '15文字'

begin 'never on the command line, and only from a terminal or an open file'
run review password tarou0512
exits 64
err_has 'takes no password on the command line'
err_lacks tarou0512
run review password <<<tarou0512
exits 64
err_has '--password-fd'
run review password --password-fd 77
exits 64
run review password --password-fd 5 5<<<''
exits 64
err_has 'Nothing was typed'

begin 'nothing leaves this machine unless it is asked for'
ok test ! -e service/asked

begin 'five digits leave it, with padding'
judge 'leaked-But-Long-1234567' --breaches --breach-url "$url"
exits 1
ok said 'verdict == "weak" and leaked == 42'
ok test "$(cat service/asked)" = "/range/$(printf leaked-But-Long-1234567 | sha1sum | cut -c 1-5 | tr a-f A-F) padding=true"
judge 'never-Leaked-Long-1234567' --breaches --breach-url "$url"
ok said 'leaked == 0'

begin 'a service that does not answer is said, and the password is not called safe'
touch service/broken
judge 'never-Leaked-Long-1234567' --breaches --breach-url "$url"
exits 2
err_has 'could not be asked'
out_empty
rm service/broken
judge 'never-Leaked-Long-1234567' --breaches --breach-url http://192.0.2.1/
exits 2
err_has 'https://'

write export.csv <<'END'
folder,favorite,type,name,notes,fields,reprompt,login_uri,login_username,login_password,login_totp
,,login,Shop A,,,0,https://a.example.jp/,hana,leaked-But-Long-1234567,
,,login,Shop B,,,0,https://b.example.jp/,hana,leaked-But-Long-1234567,
,,login,Bank,,,0,https://bank.example.jp/,hana,tarou0512,
,,login,Mail,,,0,https://mail.example.jp/,hana,kF7#pQ2!vX9@mZ4$,
,,note,Note,text,,0,,,,
END

begin 'an export is looked through; sites are named, never a password'
run review passwords export.csv
exits 1
out_has '4 logins with 3 passwords' 'used at several sites: 1' 'Shop A, Shop B' 'Weak: 1' '- Bank' 'Delete the exported file now'
out_lacks tarou0512 leaked-But hana
run review passwords --format json --breaches --breach-url "$url" export.csv
exits 1
ok said 'logins == 4 and passwords == 3 and [s["site"] for s in reused[0]] == ["Shop A", "Shop B"] and len(leaked) == 2'
out_lacks tarou0512 leaked-But hana
ja run review passwords export.csv
out_has '弱いもの'

begin 'Firefox and KeePassXC tell how old a password is'
write keepass.csv <<'END'
"Group","Title","Username","Password","URL","Notes","TOTP","Icon","Last Modified","Created"
"Root","Old","h","kF7#pQ2!vX9@mZ4$","","","","0","2020-01-01T00:00:00Z","2020-01-01T00:00:00Z"
"Root","New","h","Zx7#pQ2!vX9@mZ4$","","","","0","2026-01-01T00:00:00Z","2026-01-01T00:00:00Z"
END
run review passwords --as-of 2026-11-22 keepass.csv
exits 0
out_has 'three years or more (no fault by itself): 1' '2020-01-01  Old'

begin 'what is no export'
printf 'date,amount\n1,2\n' >other.csv
run review passwords other.csv
exits 2
run review passwords missing.csv
exits 2
run review passwords
exits 64

begin 'on a terminal it is asked for and not shown'
cat >talk.py <<'END'
import os, pty, sys, time

pid, fd = pty.fork()
if pid == 0:
    os.execv(os.environ["MIOBOE"], ["mioboe", "review", "password", "--lang", "en"])
told, is_sent = b"", False
while True:
    try:
        piece = os.read(fd, 4096)
    except OSError:
        break
    if not piece:
        break
    told += piece
    if not is_sent and b"not kept" in told:
        time.sleep(0.1)  # the echo is off by now
        os.write(fd, b"tarou0512\n")
        is_sent = True
sys.stdout.write(told.decode(errors="replace"))
sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
END
/usr/bin/python3 talk.py >"$out" 2>"$err"
ok test $? = 1
out_has 'Password (it is not shown and not kept):' 'Weak: change it'
out_lacks tarou0512

# Built with an address sanitizer: a dump of its shadow would fill the disk.
has_shadow() {
    grep -qa __asan_init "$MIOBOE"
}

begin 'it is in no core dump, not in the list of processes, and in no file'
command -v gcore >/dev/null || wrong 'gcore (package gdb) is not installed'
secret='Wq8-unmistakable-Secret-4711'
: >service/asked
touch service/hold
"$MIOBOE" review password --breaches --breach-url "$url" --word controlword31415 --password-fd 5 5<<<"$secret" >"$out" 2>"$err" &
judging=$!
for _ in {1..400}; do
    [[ -s service/asked ]] && break
    sleep 0.05
done
ok test -s service/asked
# the request waits: this is the moment at which all has been worked out
# shellcheck disable=SC2009 # the whole list is meant
ok test "$(ps -eo args | grep -c "[u]nmistakable-Secret")" = 0
ok test "$(grep -ac "unmistakable-Secret" "/proc/$judging/environ" 2>/dev/null)" != 1
ok grep -q '^Max core file size  *0  *0 ' "/proc/$judging/limits"
if has_shadow; then
    echo '# an address sanitizer maps terabytes: dumps are looked at in the builds without one'
elif gcore -o core "$judging" >gcore.log 2>&1 && [[ -s core.$judging ]]; then
    # a dump holds what is no secret, and not the password: as it is, in other cases, backwards
    ok grep -qa controlword31415 "core.$judging"
    ok test "$(grep -aic "unmistakable-Secret" "core.$judging")" = 0
    ok test "$(grep -aic "$(rev <<<"unmistakable-Secret")" "core.$judging")" = 0
    ok test "$(grep -ac "$(printf '%s' "$secret" | sha1sum | cut -c 6-40 | tr a-f A-F)" "core.$judging")" = 0
else
    # without special rights nobody can even make one
    ok grep -qi 'ptrace\|permission\|not permitted' gcore.log
fi
rm service/hold
wait "$judging"
ok grep -q 'bits' "$out"
ok test "$(grep -rla unmistakable-Secret "$PWD" "$HOME" --exclude='core.*' | wc -l)" = 0

begin 'neither are those of an export'
{
    printf 'name,url,username,password\n'
    for i in {1..300}; do printf 'Site %d,,h,Nq5-export-Secret-%d\n' "$i" "$i"; done
} >many.csv
: >service/asked
touch service/hold
"$MIOBOE" review passwords --breaches --breach-url "$url" --word controlword31415 many.csv >"$out" 2>"$err" &
judging=$!
for _ in {1..400}; do
    [[ -s service/asked ]] && break
    sleep 0.05
done
ok test -s service/asked
if has_shadow; then
    echo '# the same'
elif gcore -o core "$judging" >gcore.log 2>&1 && [[ -s core.$judging ]]; then
    ok grep -qa controlword31415 "core.$judging"
    ok test "$(grep -ac 'export-Secret' "core.$judging")" = 0
else
    ok grep -qi 'ptrace\|permission\|not permitted' gcore.log
fi
touch service/broken
rm service/hold
wait "$judging"
rm service/broken
ok test "$(grep -ac 'export-Secret' "$out" "$err" | grep -cv ':0$')" = 0

touch service/stop
wait "$server"
finish
