#!/usr/bin/env bash
# explain: the main job, its options, and its three forms of report.
. "${0%/*}/lib.sh"

# A statement with a charge that the export pays for, one that nothing pays for, and one of
# another shop.
rakuten_header='"利用日","利用店名・商品名","利用者","支払方法","利用金額","手数料/利息","支払総額","9月支払金額","当月請求額","10月繰越残高","新規サイン"'
{
    printf '\357\273\277%s\n' "$rakuten_header"
    for row in '2026/08/14 AMAZON.CO.JP 1488' '2026/08/20 AMAZON.CO.JP 15480' '2026/08/21 テスト商店 700'; do
        read -r day shop amount <<<"$row"
        printf '"%s","%s","本人","1回払い","%s","0","%s","%s","%s","0","*"\n' \
            "$day" "$shop" "$amount" "$amount" "$amount" "$amount"
    done
} >card.csv

order_header='ASIN,Billing Address,Carrier Name & Tracking Number,Currency,Gift Message,Gift Recipient Contact,Gift Sender Name,Item Serial Number,Order Date,Order ID,Order Status,Original Quantity,Payment Method Type,Product Condition,Product Name,Purchase Order Number,Ship Date,Shipment Item Subtotal,Shipment Item Subtotal Tax,Shipment Status,Shipping Address,Shipping Charge,Shipping Option,Total Amount,Total Discounts,Unit Price,Unit Price Tax,Website'
{
    printf '\357\273\277%s\r\n' "$order_header"
    printf '%s\r\n' 'B000000001,Not Available,ヤマト運輸(1),JPY,Not Available,Not Available,Not Available,Not Available,2026-08-12T03:00:00Z,250-1234567-1234567,Closed,1,Visa - 1234,New,水性ペン 12色,Not Applicable,2026-08-13T02:00:00Z,1353,135,Shipped,Not Available,0,std-jp,1488,0,1353,135,Amazon.co.jp'
} >'Order History.csv'

paths=(card.csv 'Order History.csv')
options=(--as-of 2026-11-22)

# json EXPRESSION: it holds for the report r of the last run.
json() {
    ok /usr/bin/python3 -c "import json, sys
r = json.load(open('$out', encoding='utf-8'))
sys.exit(0 if ($1) else 'the report says otherwise')"
}

begin 'what nobody can explain is named, what is explained shows its order and arithmetic'
run explain "${options[@]}" "${paths[@]}"
exits 1
out_has '15,480' '1,488' 250-1234567-1234567
err_empty

begin 'of what may be one purchase or two both rows are named, whatever is said of the charge'
printf '%s\r\n' ご利用日,ご利用内容,金額 2026/08/03,見本書店,500 '2026/08/14,AMAZON.CO.JP,"1,980"' | iconv -t cp932 >older.csv
printf '%s\r\n' ご利用日,ご利用内容,金額 '2026/08/14,AMAZON.CO.JP,"1,980"' 2026/08/28,見本書店,760 | iconv -t cp932 >newer.csv
run explain "${options[@]}" older.csv newer.csv
exits 1
out_has older.csv:3 newer.csv:2 'counted once'

begin 'the JSON report follows the contract'
run explain "${options[@]}" --format json "${paths[@]}"
exits 1
err_empty
json 'r["schema"] == "mioboe.explain/1" and r["as_of"] == "2026-11-22"'
json '[c["verdict"] for c in r["charges"]] == ["explained", "unexplained", "out_of_scope"]'
json 'r["charges"][0]["explained_by"][0]["order_id"] == "250-1234567-1234567"'
json 'sum(e["amount"] for e in r["charges"][0]["explained_by"]) == 1488'
json 'r["summary"]["charges"] == 3 and r["summary"]["amount_unexplained"] == {"JPY": 15480}'
json 'all(s["records"] + len(s["set_aside"]) > 0 for s in r["sources"])'

begin 'JSON is the same in every language'
run explain "${options[@]}" --format json "${paths[@]}"
cp "$out" english.json
ja run explain "${options[@]}" --format json "${paths[@]}"
out_is <english.json

begin 'without the export the charge is unexplained too'
run explain "${options[@]}" --format json card.csv
exits 1
json '[c["verdict"] for c in r["charges"]] == ["unexplained", "unexplained", "out_of_scope"]'
json 'r["charges"][0]["causes"][0]["cause"] == "missing_export"'

begin '--only shows charges of one verdict'
run explain "${options[@]}" --only unexplained "${paths[@]}"
out_has '15,480'
out_lacks 250-1234567-1234567 テスト商店

begin '--since and --until show charges of these days'
run explain "${options[@]}" --format json --since 2026-08-15 --until 2026-08-20 "${paths[@]}"
json '[c["amount"] for c in r["charges"]] == [15480]'

begin 'CSV has one row per charge'
run explain "${options[@]}" --format csv "${paths[@]}"
ok /usr/bin/python3 -c "import csv, sys
rows = list(csv.reader(open('$out', encoding='utf-8-sig', newline='')))
sys.exit(0 if len(rows) == 4 and len({len(row) for row in rows}) == 1 else repr(rows))"

begin 'colour only where it is asked for'
run explain "${options[@]}" "${paths[@]}"
out_lacks $'\033'
run explain "${options[@]}" --color always "${paths[@]}"
out_has $'\033'
NO_COLOR=1 run explain "${options[@]}" --color auto "${paths[@]}"
out_lacks $'\033'

begin 'the report speaks Japanese'
ja run explain "${options[@]}" "${paths[@]}"
exits 1
ok grep -qP '\p{Hiragana}' "$out"

begin 'a folder is read with what is below it'
mkdir -p all/below
cp card.csv all/
cp 'Order History.csv' all/below/
run explain "${options[@]}" --format json all
json 'r["charges"][0]["verdict"] == "explained"'
json 'sorted(s["path"] for s in r["sources"]) == ["all/below/Order History.csv", "all/card.csv"]'

begin 'typed lines on standard input'
run explain "${options[@]}" --format json - <<'END'
8/14 AMAZON.CO.JP 1,488
¥15,480 2026/8/20 AMAZON.CO.JP
END
exits 1
json 'r["sources"][0]["path"] == "-" and r["sources"][0]["format"] == "typed"'
json '[(c["date"], c["amount"]) for c in r["charges"]] == [("2026-08-14", 1488), ("2026-08-20", 15480)]'

begin '--account tells whose export it is'
run explain "${options[@]}" --format json card.csv --account 'taro=Order History.csv'
json '{s["path"]: s["account"] for s in r["sources"]}["Order History.csv"] == "taro"'

begin 'the source tree'\''s example household is explained, but for what it is made to show'
run explain "${options[@]}" "$tree/examples/household"
exits 1
err_empty

begin 'a series that the statements show no more is said to have ended'
for month in 11 12; do echo "2025/$month/07,見本新聞,4277,１,１,4277,"; done >card.csv
for month in 01 02 03; do echo "2026/$month/07,見本新聞,4277,１,１,4277,"; done >>card.csv
echo "2026/08/20,テスト書店,1100,１,１,1100," >>card.csv
{ echo '見本　花子　様,4980-03**-****-****,見本カード'; cat card.csv; echo ',,,,,22485,'; } | iconv -t CP932 >ended.csv
run explain --all --as-of 2026-11-22 ended.csv
out_has '(5 charges; it seems to have ended)'
ja run explain --all --as-of 2026-11-22 ended.csv
out_has '（5回、終わったようです）'

finish
