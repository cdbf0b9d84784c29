#!/usr/bin/env bash
# formats and records: what is understood, and what was read.
. "${0%/*}/lib.sh"

begin 'every layout is listed'
run formats
exits 0
out_has vpass-7 vpass-13 rakuten-b myjcb
err_empty

begin 'as JSON'
run formats --format json
exits 0
ok /usr/bin/python3 -c "import json; json.load(open('$out', encoding='utf-8'))"

begin 'cards are found by the names that people know them by'
for name in 'amazon mastercard' リクルート JALカード 出光 三菱ＵＦＪカード アメックス メルカード; do
    run formats "$name"
    exits 0
done
out_has 'Mercari app' 'mioboe explain -'

begin 'a wallet is no company: its layouts are listed'
run formats zaim
exits 0
out_has Zaim
out_lacks vpass-7
run formats paypal --format json
ok /usr/bin/python3 -c "import json
r = json.load(open('$out', encoding='utf-8'))
assert [f['id'] for f in r['formats']] == ['paypal-jp'] and r['companies'] == [], r"

begin 'a company that is not known: where to look'
run formats nosuchcard
exits 64
err_has nosuchcard '"mioboe formats"'

begin 'in Japanese'
ja run formats
exits 0
out_has 楽天

begin 'a layout of one'\''s own is listed and read'
mkdir -p "$XDG_CONFIG_HOME/mioboe/catalog/statements"
cat >"$XDG_CONFIG_HOME/mioboe/catalog/statements/testcard.yaml" <<'END'
- id: testcard
  family: testcard
  name: {ja: テストカード, en: Test Card}
  kind: card
  sum: billed
  total_required: true
  columns:
    date: 利用日
    shop: 利用店名
    user: 利用者
    method: 支払方法
    amount: 利用金額
    billed: 今回請求額*
    note?: 備考
  rules:
    - {before: true, when: {0: お引落口座}, aside: bank_account}
    - {when: {date: '', shop: '{foreign} {currency} {rate}'}, attach: note}
    - {when: {date: '', shop: 合計}, total: 5}
  extract:
    - {from: method, match: '分割{of}回払い({n}回目)'}
  basis: description
  source: docs/howto/add-a-statement.md
  seen: 2026-11
  confidence: L
END
write card.csv <<'END'
カード名,テストカード
お引落口座,テスト銀行　普通　*****67
利用日,利用店名,利用者,支払方法,利用金額,今回請求額
2026/3/12,ＡＭＡＺＯＮ．ＣＯ．ＪＰ,本人,1回払い,"1,515","1,515"
2026/3/14,ＯＶＥＲＳＥＡＳ　ＳＨＯＰ,本人,1回払い,"1,800","1,800"
,12.00 USD 150.00,,,,
2026/3/20,家電の店,本人,分割3回払い(1回目),"30,000","10,000"
,合計,,,,"13,315"
END
run formats
out_has testcard
run records card.csv
exits 0
err_empty
ok /usr/bin/python3 -c "import json
r = json.load(open('$out', encoding='utf-8'))
s = r['sources'][0]
assert s['format'] == 'testcard', s
assert s['total_check'] == {'stated': 13315, 'summed': 13315}, s
assert [c['amount'] for c in r['charges']] == [1515, 1800, 30000], r['charges']
assert r['charges'][1]['original'] == {'amount': 1200, 'currency': 'USD', 'rate': '150.00'}, r['charges'][1]
assert r['charges'][2]['instalment'] == {'number': 1, 'of': 3, 'billed': 10000, 'original': None}, r['charges'][2]
assert {a['line']: a['reason'] for a in s['set_aside']} == {
    1: 'note', 2: 'bank_account', 3: 'header', 6: 'note', 8: 'total'}, s"

begin 'a mistake in a file of one'\''s own is told with file and line'
printf -- '- id: broken\n  nonsense: 1\n' >"$XDG_CONFIG_HOME/mioboe/catalog/statements/broken.yaml"
run formats
exits 2
err_has broken.yaml
rm "$XDG_CONFIG_HOME/mioboe/catalog/statements/broken.yaml"

finish
