#!/usr/bin/env bash
# what: the first answer, from one line alone.
. "${0%/*}/lib.sh"

options=(--as-of 2026-11-22)

begin 'a known price is named'
run what "${options[@]}" '9/3 Amazonプライム会費 600'
out_has '¥600' 'Amazon Prime (monthly)'

begin 'a price that does not fit is told, with those that would'
run what "${options[@]}" '8/15 AMAZON DOWNLOADS 1488'
exits 1
out_has '¥1,488' 'Kindle Unlimited' '¥980'

begin 'prices are those of the day'
run what "${options[@]}" '2021/9/3 Amazonプライム会費 500'
out_has 'Amazon Prime (monthly)'

begin 'likely causes and what to fetch next'
run what "${options[@]}" '8/15 AMAZON.CO.JP 15480'
exits 1
out_has '[1]' 'Order History.csv'

begin 'no date'
run what "${options[@]}" '600 Amazonプライム会費'
out_has '¥600' Prime

begin 'only a name'
run what "${options[@]}" 'アマゾン マーケットプレイス'
out_has Marketplace
err_empty

begin 'two lines are two answers'
run what "${options[@]}" '8/15 AMAZON.CO.JP 1488' '8/16 AMAZON DOWNLOADS 500'
out_has 2026-08-15 2026-08-16 '¥1,488' '¥500'
run what "${options[@]}" $'8/15 AMAZON.CO.JP 1488\n8/16 AMAZON DOWNLOADS 500'
out_has 2026-08-15 2026-08-16

begin 'full-width text and digits'
run what "${options[@]}" '８／１５　ＡＭＡＺＯＮ．ＣＯ．ＪＰ　１，４８８円'
exits 1
out_has '¥1,488'

begin 'a credit'
run what "${options[@]}" '8/15 AMAZON.CO.JP -1980'
out_has '-¥1,980'
run what "${options[@]}" 8/15 AMAZON.CO.JP -1980
out_has '-¥1,980'

begin 'AMAZONIA is not Amazon'
run what "${options[@]}" '8/15 AMAZONIA GROCERY 1488'
exits 0

begin 'as CSV and JSON'
run what "${options[@]}" --format csv '8/15 AMAZON.CO.JP 1488'
out_has amazon.retail
run what "${options[@]}" --format json '8/15 AMAZON.CO.JP 1488'
ok "$tree/tests/check-schema" "$tree/docs/api/explain.schema.json" "$out"

begin 'in Japanese'
ja run what "${options[@]}" '9/3 Amazonプライム会費 600'
out_has 'Amazonプライム（月額）'

finish
