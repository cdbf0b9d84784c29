#!/usr/bin/env bash
# More files than may be open at once: all of them are read, and nothing is said that is not said of few.
. "${0%/*}/lib.sh"

mails=$tree/tests/mail/messages
zone=$tree/tests/mail/dns.txt
check=(mail check --format json --now 2026-11-22T12:00:00Z --dns-file "$zone")

mkdir -p statements/older mails
for n in {100..299}; do
    folder=statements
    (( n < 200 )) && folder=statements/older
    printf '2026/06/%02d,店舗%d,%d,１,１,%d,\r\n,,,,,%d,\r\n' $((n % 28 + 1)) "$n" "$n" "$n" "$n" |
        iconv -f utf-8 -t cp932 >"$folder/$n.csv"
    cp "$mails/amazon-order.eml" "mails/$n.eml"
done

# limited ARGS...    run with no more than 64 open files.
limited() {
    MIOBOE=$PWD/limited run "$@"
}
cat >limited <<END
#!/bin/bash
ulimit -n 64
exec "$MIOBOE" "\$@"
END
chmod +x limited

# like_unlimited ARGS...    the same is said with many open files as with few.
like_unlimited() {
    run "$@"
    local all=$status
    cp "$out" ../all
    cp "$err" ../all-said
    limited "$@"
    exits "$all"
    ok cmp "$out" ../all
    ok cmp "$err" ../all-said
}

begin 'explain reads a folder of 200 files where 64 may be open'
like_unlimited explain --format json --as-of 2026-11-22 statements
out_has '"charges": 200'

begin 'so do 200 files that are named, and one that is named twice'
like_unlimited explain --format json --as-of 2026-11-22 statements/*.csv statements/older/*.csv statements/100.csv statements

begin 'records'
like_unlimited records statements

begin 'each member of a household has such a folder'
mkdir -p family/one family/two
cp statements/*.csv family/one
cp statements/older/*.csv family/two
like_unlimited explain --format json --as-of 2026-11-22 --members family

begin 'mail check'
like_unlimited "${check[@]}" mails
out_has 'mails/299.eml'

begin 'mails in explain'
like_unlimited explain --format json --as-of 2026-11-22 --now 2026-11-22T12:00:00Z --dns-file "$zone" mails statements

begin 'one of them that may not be read is named; the others are read'
chmod 000 statements/299.csv
if [[ $(id -u) -ne 0 ]]; then
    limited explain --format json --as-of 2026-11-22 statements
    err_has 'statements/299.csv'
    out_has '"charges": 199'
fi
chmod 600 statements/299.csv

finish
