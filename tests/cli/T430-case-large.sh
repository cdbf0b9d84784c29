#!/usr/bin/env bash
# case: a journal of many entries is read in time that grows with its length, not with its square.
. "${0%/*}/lib.sh"

# milliseconds N: CPU time, in milliseconds, of showing a case of N entries.
milliseconds() {
    /usr/bin/python3 - "$MIOBOE" "$1.sqlite" <<'PY'
import resource, subprocess, sys
before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
subprocess.run([sys.argv[1], "case", "show", "--store", sys.argv[2]], check=True, stdout=subprocess.DEVNULL)
print(int(1000 * (resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before)))
PY
}

begin 'a case of 8000 entries and one of 60000'
for n in 8000 60000; do
    "$tree/tests/cli/make-case" "$n" "$n.case"
    run case import --store "$n.sqlite" "$n.case"
    exits 0
done
run case verify --store 60000.sqlite
out_has 'all 60000 entries'

begin 'seven times as many take no more than eleven times as long'
small=$(milliseconds 8000) large=$(milliseconds 60000)
# What a start costs in any case is not measured as less than 20 ms.
ok test "$large" -lt $((11 * (small > 20 ? small : 20)))

finish
