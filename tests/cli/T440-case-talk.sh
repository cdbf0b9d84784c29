#!/usr/bin/env bash
# case: the conversation on a terminal; every answer is kept at once.
. "${0%/*}/lib.sh"

# talk LINE...: answer "mioboe case COMMAND" on a pseudo-terminal with these lines; what was said goes to $out.
talk() {
    /usr/bin/python3 - "$MIOBOE" "$@" >"$out" 2>"$err" <<'PY'
import os, pty, select, sys
program, command, lines = sys.argv[1], sys.argv[2], sys.argv[3:]
pid, fd = pty.fork()
if pid == 0:
    os.execv(program, [program, "case", command, "--store", "home.sqlite", "--now", "2026-10-10T03:00:00Z"])
said = b""
def hear(prompt):
    """Until the prompt's end or the end of what is said."""
    global said
    heard = b""
    while not heard.rstrip().endswith(prompt):
        if not select.select([fd], [], [], 20)[0]:
            break
        try:
            piece = os.read(fd, 65536)
        except OSError:
            break
        if not piece:
            break
        heard += piece
    said += heard
for line in lines:
    hear(b":")
    os.write(fd, b"\x04" if line == "EOF" else line.encode() + b"\n")
hear(b"\0")
status = os.waitpid(pid, 0)[1]
sys.stdout.buffer.write(said)
sys.exit(os.waitstatus_to_exitcode(status))
PY
    status=$?
    command_line="a talk with mioboe case $1"
}

json() {
    # shellcheck disable=SC2317 # run by ok
    /usr/bin/python3 -c "import json
d = json.load(open('$out', encoding='utf-8'))
$1"
}

begin 'a case is begun and the first question answered by number'
talk open 1 '2026-10-03 AMAZON.CO.JP 15480' 2 q
exits 0
out_has 'What happened?' 'Did you recently type a card number'
run case show --store home.sqlite --format json
ok json "a = {x['fact']: x['value'] for x in d['answers']}
assert a == {'card_data_typed': 'no'} and d['charges'][0]['amount'] == 15480, a"

begin 'it goes on where it was left; b takes the last answer back; s tells how to stop the card'
talk next 0 b s q
exits 0
out_has 'lost and stolen' 'Now:'
run case show --store home.sqlite --format json
ok json "assert [x['taken_back'] for x in d['answers']] == [False, True], d['answers']"

begin 'what is no answer is asked again, and nothing is written'
run case show --store home.sqlite --format json
cp "$out" before.json
talk next 99 perhaps q
exits 0
out_has 'one of the numbers'
run case show --store home.sqlite --format json
out_is <before.json

begin 'the end of input ends it'
talk next EOF
exits 0

begin 'a step whose name two playbooks have is the one that comes next'
run case open --store two.sqlite --now 2026-10-10T03:00:00Z --order 250-1234567-1234567
for words in 'answer card_data_typed=no ordered_by_us=yes payment_declined=yes parcel_came=no order_in_account=yes family_asked=alone memberships_seen=no issuer_approval=approved' \
    'playbook payment-declined' 'playbook own-order'; do
    # shellcheck disable=SC2086 # words
    run case $words --store two.sqlite --now 2026-10-10T03:00:00Z
    exits 0
done
for _ in {1..20}; do
    run case next --store two.sqlite --format json
    step=$(/usr/bin/python3 -c "import json
n = json.load(open('$out', encoding='utf-8'))['next']
print('answer ' + n['question']['fact'] + ' unknown' if n['kind'] == 'question' else 'do ' + n['step']['step'] if n['kind'] == 'step' else '')")
    [[ $step ]] || break
    # shellcheck disable=SC2086 # words
    run case ${step%% *} --store two.sqlite --now 2026-10-10T03:00:00Z ${step#* }
    exits 0
done
run case show --store two.sqlite --format json
ok json "s = [(x['playbook'], x['step']) for x in d['steps'] if x['state'] == 'done']
assert ('payment-declined', 'settle') in s and ('own-order', 'settle') in s, s"

begin 'whoever is told of it hears the number of the shop, not the own one'
run case open --store three.sqlite --case c3 --now 2026-10-10T03:00:00Z --typed '2026-09-03 AMAZON.CO.JP 15480' --card 1234
for words in 'answer card_data_typed=no card_stopped=no order_in_account=no family_asked=nobody amazon_said=not_in_account parcel_came=coming' \
    'log amazon phone --reference AZ-7' 'log issuer phone --reference K-100' 'playbook card-number-stolen' 'playbook parcel-not-ordered' \
    'return 250-7654321-7654321 expected --carrier yamato --tracking T-42'; do
    # shellcheck disable=SC2086 # words
    run case $words --store three.sqlite --now 2026-10-10T03:00:00Z
    exits 0
done
for _ in {1..40}; do
    run case next --store three.sqlite --format json
    step=$(/usr/bin/python3 -c "import json
n = json.load(open('$out', encoding='utf-8'))['next']
s = n.get('step', {})
print('answer ' + n['question']['fact'] + ' unknown' if n['kind'] == 'question' else 'do ' + s['playbook'] + '/' + s['step'] if s else '')
if s:
    open('said', 'a', encoding='utf-8').write(s['playbook'] + '/' + s['step'] + ' ' + str(s['say']) + '\\n')")
    [[ $step ]] || break
    # shellcheck disable=SC2086 # words
    run case ${step%% *} --store three.sqlite --now 2026-10-10T03:00:00Z ${step#* }
    exits 0
done
ok grep -q '^parcel-not-ordered/refuse .*T-42' said
ok grep -q '^card-number-stolen/claim .*AZ-7' said
ok test "$(grep -c '^card-number-stolen/claim .*K-100' said)" = 0

begin 'about a payment of one'"'"'s own nobody asks what is asked about misuse'
run case open --store four.sqlite --case c4 --now 2026-10-10T03:00:00Z --order 250-1234567-1234567
for words in 'answer card_data_typed=no ordered_by_us=yes payment_declined=yes parcel_came=no order_in_account=yes' 'do payment-declined/own_site'; do
    # shellcheck disable=SC2086 # words
    run case $words --store four.sqlite --now 2026-10-10T03:00:00Z
    exits 0
done
for _ in {1..20}; do
    run case next --store four.sqlite --format json
    fact=$(/usr/bin/python3 -c "import json
print(json.load(open('$out', encoding='utf-8'))['next'].get('question', {}).get('fact', ''))")
    [[ $fact ]] || break
    run case answer "$fact" unknown --store four.sqlite --now 2026-10-10T03:00:00Z
done
run case next --store four.sqlite
out_has 'Ask the card company for its approvals' "members' questions"
out_lacks 'one-time code' 'I do not know this row'

finish
