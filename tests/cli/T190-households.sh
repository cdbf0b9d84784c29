#!/usr/bin/env bash
# Several members of one household (--members), and many households in one run (--households).
. "${0%/*}/lib.sh"

# statement FOLDER YEN: one Vpass bill with an Amazon charge of that sum and one of a bakery.
statement() {
    mkdir -p "$1"
    {
        printf '見本　花子　様,4980-03**-****-****,見本カード\r\n'
        printf '2026/08/03,ＡＭＡＺＯＮ．ＣＯ．ＪＰ,%d,１,１,%d,\r\n' "$2" "$2"
        printf '2026/08/05,見本ベーカリー,310,１,１,310,\r\n'
        printf ',,,,,%d,\r\n' $(($2 + 310))
    } | iconv -t cp932 >"$1/202609.csv"
}

# order FOLDER YEN NUMBER: an export with one order of that sum.
order() {
    mkdir -p "$1"
    {
        printf '"Website","Order ID","Order Date","Purchase Order Number","Currency","Unit Price","Unit Price Tax","Shipping Charge","Total Discounts","Total Owed","Shipment Item Subtotal","Shipment Item Subtotal Tax","ASIN","Product Condition","Quantity","Payment Instrument Type","Order Status","Shipment Status","Ship Date","Shipping Option","Shipping Address","Billing Address","Carrier Name & Tracking Number","Product Name","Gift Message","Gift Sender Name","Gift Recipient Contact Details","Item Serial Number"\n'
        printf '"Amazon.co.jp","%s","2026-08-01T03:00:00Z","Not Applicable","JPY","%d","0","0","0","%d","%d","0","B0SAMPLE01","New","1","Visa - 1234","Closed","Shipped","2026-08-02T03:00:00Z","std","x","x","x","Sample","","","",""\n' "$3" "$2" "$2" "$2"
    } >"$1/Order History.csv"
}

# json EXPRESSION: it holds for the report r of the last run.
json() {
    ok /usr/bin/python3 -c "import json, sys
r = json.load(open('$out', encoding='utf-8'))
sys.exit(0 if ($1) else 'the report says otherwise')"
}

explained='len([c for c in r["charges"] if c["verdict"] == "explained"])'

begin '--members: the folders directly below are the accounts'
statement home/taro/card 1210
order home/taro 1210 250-1234567-0000001
order home/hanako/amazon 2480 250-1234567-0000002
order home 990 250-1234567-0000003
run explain --format json --as-of 2026-11-22 --members home
exits 0
json '{s["path"]: s["account"] for s in r["sources"]} == {
    "home/Order History.csv": None, "home/hanako/amazon/Order History.csv": "hanako",
    "home/taro/Order History.csv": "taro", "home/taro/card/202609.csv": "taro"}'
json "$explained == 1"

begin '--members beside paths and --account'
run explain --format json --as-of 2026-11-22 home/taro/card --members home --account 'jiro=home/Order History.csv'
json '{s["path"]: s["account"] for s in r["sources"]}["home/hanako/amazon/Order History.csv"] == "hanako"'

begin '--members of what is no folder'
run explain --members 'home/Order History.csv'
exits 2
err_has 'Order History.csv' 'no folder'

begin '--members of what is not there'
run explain --members nowhere
exits 2
err_has nowhere

mkdir town
statement town/b 1210
order town/b 1210 250-1234567-0000001
statement town/a 980
statement town/c 1500
order town/c 1500 250-1234567-0000009

begin '--households: each by itself, a line each, in the order of their names'
run explain --as-of 2026-11-22 --households town
exits 1
err_empty
ok test "$(cut -d: -f1 <"$out" | tr '\n' ' ')" = 'a b c '
out_has 'a: 2 charges, 0 explained, 1 of another shop, 1 for which more data are needed: ¥980'
out_has 'b: 2 charges, 1 explained, 1 of another shop'

begin '--households in JSON: a document on each line'
run explain --format json --as-of 2026-11-22 --households town
exits 1
ok test "$(wc -l <"$out")" -eq 3
ok /usr/bin/python3 -c '
import json, sys
r = [json.loads(line) for line in open(sys.argv[1])]
assert [x["household"] for x in r] == ["a", "b", "c"]
assert [x["summary"]["explained"] for x in r] == [0, 1, 1]
' "$out"

begin 'a household says alone what it says among others'
run explain --format json --as-of 2026-11-22 --households town
cp "$out" together
run explain --format json --as-of 2026-11-22 town/b
ok /usr/bin/python3 -c '
import json, sys
among = [json.loads(line) for line in open(sys.argv[1])][1]
alone = json.load(open(sys.argv[2]))
assert among.pop("household") == "b"
assert among == alone
' together "$out"

begin 'what is wrong with one household does not stop the others'
printf 'PK\003\004 broken' >town/b/export.zip
run explain --as-of 2026-11-22 --households town
exits 2
err_has 'town/b/export.zip'
out_has 'a: 2 charges' 'b: 2 charges' 'c: 2 charges'
rm town/b/export.zip

begin 'on one processor and on all of them the answer is the same, in the same order'
for n in {10..49}; do
    statement "city/h$n" "$((n * 37))"
    [[ $n == *7 ]] && printf 'PK\003\004 broken' >"city/h$n/export.zip"
    [[ $n == *3 ]] && printf 'nothing that is known\n' >"city/h$n/notes.csv"
done
taskset -c "$(taskset -cp $$ | grep -o '[0-9]*$')" "$MIOBOE" explain --as-of 2026-11-22 --households city >one 2>one.err
run explain --as-of 2026-11-22 --households city
exits 2
ok cmp one "$out"
ok cmp one.err "$err"
ok test "$(wc -l <"$out")" = 40
err_has 'city/h17/export.zip' 'city/h47/export.zip'

begin 'a household that cannot be explained to the end is named, the next ones go on'
# A child that is killed is what a crash looks like.
statement long/a 1210
statement long/c 980
mkdir -p long/b
ok /usr/bin/python3 - "$MIOBOE" <<'PYTHON'
import os, signal, subprocess, sys, time
row = "2026/08/03,店舗{},{},１,１,{},\r\n"
with open("long/b/202609.csv", "wb") as f:
    f.write("見本　花子　様,4980-03**-****-****,見本カード\r\n".encode("cp932"))
    f.write("".join(row.format(i % 999, i, i) for i in range(400000)).encode("cp932"))
program = subprocess.Popen([sys.argv[1], "explain", "--households", "long"], stdout=subprocess.PIPE,
                           stderr=subprocess.PIPE)
first = program.stdout.readline()
time.sleep(0.2)                            # a is done, b is at work
children = open(f"/proc/{program.pid}/task/{program.pid}/children").read().split()
os.kill(int(children[0]), signal.SIGKILL)
out, err = program.communicate()
assert first.startswith(b"a: 2 charges"), first
# What was at work is named, what followed is there.
assert out.startswith(b"c: 2 charges") and b"b:" not in out, out
assert b"mioboe: b: " in err, err
assert program.returncode == 2, program.returncode
PYTHON

begin 'files beside the households are passed over'
printf 'x\n' >town/notes.txt
run explain --as-of 2026-11-22 --households town
exits 1
err_has town 'passed over'

begin 'no household at all'
mkdir desert
run explain --households desert
exits 0
out_empty

begin 'a folder of households that is none'
run explain --households town/notes.txt
exits 2
err_has 'town/notes.txt' 'no folder'

begin 'what does not go together with --households'
run explain --households town town/a
exits 64
run explain --households town --format csv
exits 64
run explain --households town --decisions x
exits 64

finish
