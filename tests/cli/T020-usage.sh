#!/usr/bin/env bash
# Usage errors: one clear sentence on standard error, nothing on standard output, exit status 64.
. "${0%/*}/lib.sh"

begin 'no command: the help is shown, as an error'
run
exits 64
out_empty
err_has explain

begin 'an unknown command is answered with the one that was probably meant'
run explian
exits 64
out_empty
err_has explian explain

begin 'an unknown command that resembles none gets no suggestion'
run zzzzzzzzzz
exits 64
out_empty
err_has zzzzzzzzzz

begin 'an unknown option is named'
run explain --frobnicate x.csv
exits 64
out_empty
err_has frobnicate

begin 'explain needs something to read'
run explain
exits 64
out_empty

begin 'what needs a text'
run what
exits 64
out_empty

begin 'an option without its value'
run explain x.csv --as-of
exits 64
out_empty
err_has as-of

begin 'a date that is none'
run explain --as-of 2026-02-30 x.csv
exits 64
out_empty
err_has 2026-02-30

begin 'a format that is none'
run explain --format xml x.csv
exits 64
out_empty
err_has xml

begin 'a verdict that is none'
run explain --only lost x.csv
exits 64
out_empty
err_has lost

begin 'a language that is none'
run explain --lang fr x.csv
exits 64
out_empty
err_has fr

begin 'a width that is none'
run explain --width wide x.csv
exits 64
out_empty
err_has wide

begin 'an account without a path'
run explain --account taro x.csv
exits 64
out_empty
err_has account

begin 'usage errors speak Japanese too'
ja run explian
exits 64
err_has explain
ok grep -qP '\p{Hiragana}' "$err"

finish
