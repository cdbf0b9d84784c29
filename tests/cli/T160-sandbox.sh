#!/usr/bin/env bash
# Rights are given up before the first byte is read: seen from outside while the program waits.
. "${0%/*}/lib.sh"

begin 'while it waits for its input the program is under seccomp and cannot gain rights'
mkfifo hold
"$MIOBOE" explain --as-of 2026-11-22 - <hold >"$out" 2>"$err" &
pid=$!
exec 9>hold
mode='' no_new='' # of the child, which does the reading
for ((i = 0; i < 100; i++)); do
    child=$(cat "/proc/$pid/task/$pid/children" 2>/dev/null)
    mode=$(sed -n 's/^Seccomp:[[:space:]]*//p' "/proc/${child%% *}/status" 2>/dev/null)
    [[ -n $child && $mode == 2 ]] && break
    sleep 0.05
done
no_new=$(sed -n 's/^NoNewPrivs:[[:space:]]*//p' "/proc/${child%% *}/status" 2>/dev/null)
printf '8/14 AMAZON.CO.JP 1,488\n' >&9
exec 9>&-
wait "$pid"
status=$? command_line='mioboe explain -'
exits 1
out_has '1,488'
if "$MIOBOE" explain --verbose - </dev/null 2>&1 | grep -q sandbox; then
    # Built without it (sanitizers, coverage), or a kernel that offers none: said, and gone on.
    ok test "$mode" != 2
else
    ok test "$mode" = 2
    ok test "$no_new" = 1
fi

begin 'everything still works there: Japanese, zip files, own catalogue, a large file'
mkdir -p "$XDG_CONFIG_HOME/mioboe/catalog/merchants"
write "$XDG_CONFIG_HOME/mioboe/catalog/merchants/own.yaml" <<'END'
- id: own.shop
  brand: own
  class: other
  explained_by: []
  texts: [テスト商店]
  meaning: {ja: 自分の店です。, en: A shop of my own.}
  next: {ja: "", en: ""}
  source: made up for a test
  seen: 2026-11
  confidence: L
END
ja run explain --as-of 2026-11-22 "$tree/examples/household"
exits 1
ok grep -qP '\p{Hiragana}' "$out"

begin 'a broken line in the own catalogue is told and the rest goes on'
write "$XDG_CONFIG_HOME/mioboe/catalog/merchants/broken.yaml" <<'END'
- id: broken
  nonsense: 1
END
run explain --as-of 2026-11-22 "$tree/examples/household"
exits 2
err_has broken.yaml
out_has 'AMAZON.CO.JP'

finish
