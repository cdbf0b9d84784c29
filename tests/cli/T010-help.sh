#!/usr/bin/env bash
# Help and version: on standard output, exit status 0, in the reader's language.
. "${0%/*}/lib.sh"

begin 'help lists every command'
run help
exits 0
out_has explain what formats records help version
err_empty

begin '--help is help'
run --help
exits 0
out_has explain what formats

begin 'help of one command shows its options'
run help explain
exits 0
out_has --as-of --format --only --since --until --account --lang --color --width

begin '--help after a command is the help of that command'
run help explain
cp "$out" expected
run explain --help
exits 0
out_is <expected

begin '--help wins over what else is on the line'
run explain --help missing.csv
exits 0
err_empty

begin 'version tells name and number'
run version
exits 0
ok grep -qE '^mioboe [0-9]+\.[0-9]+' "$out"
err_empty

begin '--version is version'
run version
cp "$out" expected
run --version
exits 0
out_is <expected

begin 'help speaks Japanese where the language is Japanese'
ja run help
exits 0
out_has 使い方

begin '--lang en overrides a Japanese environment'
ja run explain --lang en --help
exits 0
out_lacks 使い方

begin '--lang ja needs no Japanese locale'
run explain --lang ja --help
exits 0
out_has 使い方

finish
