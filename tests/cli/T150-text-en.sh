#!/usr/bin/env bash
# The report for people, in English: what needs them first, columns that stand below each other.
. "${0%/*}/lib.sh"

header='"利用日","利用店名・商品名","利用者","支払方法","利用金額","手数料/利息","支払総額","9月支払金額","当月請求額","10月繰越残高","新規サイン"'
{
    printf '\357\273\277%s\n' "$header"
    for row in '2026/08/14 ＡＭＡＺＯＮ．ＣＯ．ＪＰ 3988' '2026/08/20 AMAZON.CO.JP 15480' '2026/08/21 テスト商店 700' \
        '2026/09/21 テスト商店 800'; do
        read -r day shop amount <<<"$row"
        printf '"%s","%s","本人","1回払い","%s","0","%s","%s","%s","0","*"\n' \
            "$day" "$shop" "$amount" "$amount" "$amount" "$amount"
    done
} >card.csv
{
    printf '\357\273\277%s\r\n' 'ASIN,Billing Address,Carrier Name & Tracking Number,Currency,Gift Message,Gift Recipient Contact,Gift Sender Name,Item Serial Number,Order Date,Order ID,Order Status,Original Quantity,Payment Method Type,Product Condition,Product Name,Purchase Order Number,Ship Date,Shipment Item Subtotal,Shipment Item Subtotal Tax,Shipment Status,Shipping Address,Shipping Charge,Shipping Option,Total Amount,Total Discounts,Unit Price,Unit Price Tax,Website'
    printf '%s\r\n' 'B000000001,Not Available,x,JPY,Not Available,Not Available,Not Available,Not Available,2026-08-12T03:00:00Z,250-1234567-1234567,Closed,1,Visa - 1234,New,水性ペン 12色,Not Applicable,2026-08-13T02:00:00Z,3626,362,Shipped,Not Available,0,std-jp,1788,0,1626,162,Amazon.co.jp'
    printf '%s\r\n' 'B000000002,Not Available,x,JPY,Not Available,Not Available,Not Available,Not Available,2026-08-12T03:00:00Z,250-1234567-1234567,Closed,1,Visa - 1234,New,スケッチブック,Not Applicable,2026-08-13T02:00:00Z,3626,362,Shipped,Not Available,0,std-jp,2200,0,2000,200,Amazon.co.jp'
} >'Order History.csv'
paths=(card.csv 'Order History.csv')
options=(--as-of 2026-11-22 --width 100)

# fits COLUMNS: no line of the last output is wider, as a terminal counts.
fits() {
    ok /usr/bin/python3 -c "import sys, unicodedata
width = lambda s: sum(2 if unicodedata.east_asian_width(c) in 'WF' else 0 if unicodedata.combining(c) else 1 for c in s)
wide = [line for line in open('$out', encoding='utf-8').read().splitlines() if width(line) > $1]
sys.exit(wide and wide[0] or 0)"
}

begin 'the summary is the first line; sections: unexplained, explained, other shops'
run explain "${options[@]}" "${paths[@]}"
exits 1
ok test "$(head -n 1 "$out")" = '4 charges, 1 explained, 2 of other shops, 1 that nobody can explain: ¥15,480'
ok test "$(grep -o '^[A-Z][a-z ]*([0-9]*)$' "$out" | paste -sd '|')" = \
    'Nobody can explain these (1)|Explained (1)|Other shops (2)'

begin 'what is explained shows order, titles, arithmetic and days'
run explain "${options[@]}" --only explained "${paths[@]}"
out_has '2026-08-14  -       ¥3,988  ＡＭＡＺＯＮ．ＣＯ．ＪＰ' 'order 250-1234567-1234567' '水性ペン 12色' \
    'shipped 8/13, charged 8/14'

begin 'what is not explained shows causes and what to look at next'
run explain "${options[@]}" --only unexplained "${paths[@]}"
out_has '15,480' 'could be: ' '[1]' 'What to look at next:'
out_lacks テスト商店 250-1234567-1234567

begin 'other shops are one line each; --all shows their charges'
run explain "${options[@]}" "${paths[@]}"
out_has '2 ×' '¥1,500' '2026-08-21 – 2026-09-21'
run explain "${options[@]}" --all "${paths[@]}"
out_has '¥700' '¥800'

begin '--verbose tells where a line stands'
run explain "${options[@]}" --verbose "${paths[@]}"
out_has 'card.csv:2'

begin 'a missing export is asked for, and nothing else is feared meanwhile'
run explain "${options[@]}" card.csv
ok test "$(head -n 1 "$out")" = \
    '4 charges, 0 explained, 2 of other shops, 2 for which more data are needed: ¥19,468'
out_has 'More data are needed to tell these (2)' 'is not here yet' 'Ask Amazon for your data'
out_lacks 'Nobody can explain' 'or: '

begin 'lines keep to the width'
for width in 60 80 100 132; do
    run explain --as-of 2026-11-22 --width $width "$tree/examples/household"
    fits $width
done
COLUMNS=72 run explain --as-of 2026-11-22 "$tree/examples/household"
fits 72

begin 'colours: bold headings, and every one is ended'
run explain "${options[@]}" --color always "${paths[@]}"
ok test "$(grep -o $'\033\\[0m' "$out" | wc -l)" -eq "$(grep -o $'\033\\[[1-9;0-9]*m' "$out" | grep -vc '\[0m')"

begin 'text of a file that would command the terminal does not'
printf '8/14 AMAZON.CO.JP\033[31mRED 1,488\n' >typed.txt
run explain "${options[@]}" - <typed.txt
out_lacks $'\033'

finish
