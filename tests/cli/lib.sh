# The harness of the command line tests: command, expected text, done. Output is TAP.
# shellcheck shell=bash
#
# A script is a row of cases:
#
#     . "${0%/*}/lib.sh"
#
#     begin 'an unknown command is a usage error'
#     run explian
#     exits 64
#     err_has 'explain'
#
#     finish
#
# run ARGS...        run the program; its output, errors and exit status are kept for what follows.
#                    It reads the text given as a here-document, or nothing.
# ja run ARGS...     the same in Japanese.
# exits N            it left with this status.
# out_is, err_is     the whole text, given as a here-document; a difference is shown as a diff.
# out_has, err_has TEXT... / out_lacks, err_lacks TEXT...    it stands (does not stand) somewhere.
# out_empty, err_empty
# ok COMMAND...      any other condition, e.g.  ok cmp a b
# known_broken       at the start of a case: a bug that is known; tell its issue in the name.
# write NAME         make a file in the current folder from a here-document.
#
# Every script runs in a fresh, empty folder of its own; ${tree} is the source tree, ${out} and
# ${err} name the files that hold what the last run said.

set -u

: "${MIOBOE:?the program to test (its absolute path)}"
tree=$(CDPATH='' cd -P -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd) || exit 1
sandbox=$(mktemp -d) || exit 1
trap 'rm -rf "$sandbox"' EXIT
out=$sandbox/out err=$sandbox/err
mkdir "$sandbox/home" "$sandbox/here" && cd "$sandbox/here" || exit 1

export LC_ALL=C.UTF-8 TZ=Asia/Tokyo HOME=$sandbox/home XDG_CONFIG_HOME=$sandbox/home/.config
export XDG_DATA_HOME=$sandbox/home/.local/share
unset MIOBOE_TEST_NAMESERVER SSL_CERT_FILE LANGUAGE LANG NO_COLOR CLICOLOR CLICOLOR_FORCE COLUMNS TERM

count=0 name='' broken='' trouble='' status=''

# End the case at hand: print its line, and what was wrong.
settle() {
    [[ -n $name ]] || return 0
    count=$((count + 1))
    if [[ -z $trouble ]]; then
        printf 'ok %d - %s%s\n' "$count" "$name" "${broken:+ # TODO known}"
    else
        printf 'not ok %d - %s%s\n' "$count" "$name" "${broken:+ # TODO known}"
        printf '%s\n' "$trouble" | sed 's/^/# /'
    fi
    name='' broken='' trouble=''
}

begin() {
    settle
    name=$1 status=
    : >"$out" >"$err"
}

known_broken() {
    # Read by settle.
    broken=1
}

finish() {
    settle
    printf '1..%d\n' "$count"
    exit 0
}

# Remember that the case failed, and why.
wrong() {
    trouble+=${trouble:+$'\n'}$1
}

run() {
    command_line="mioboe $*"
    if [[ -p /dev/stdin || -f /dev/stdin ]]; then
        "$MIOBOE" "$@" >"$out" 2>"$err"
    else
        "$MIOBOE" "$@" </dev/null >"$out" 2>"$err"
    fi
    status=$?
}

ja() {
    LANGUAGE=ja "$@"
}

exits() {
    [[ $status == "$1" ]] ||
        wrong "$command_line: exit status $status, expected $1"$'\n'"$(head -n 5 "$err")"
}

# same KIND FILE: what the here-document says is the whole text.
same() {
    local difference
    difference=$(diff -u --label expected --label "$1" - "$2") || wrong "$command_line:"$'\n'"$difference"
}
out_is() { same 'standard output' "$out"; }
err_is() { same 'standard error' "$err"; }

has() {
    local kind=$1 file=$2 text
    shift 2
    for text in "$@"; do
        grep -qF -e "$text" -- "$file" ||
            wrong "$command_line: \"$text\" is not in its $kind:"$'\n'"$(head -n 40 "$file")"
    done
}
out_has() { has 'standard output' "$out" "$@"; }
err_has() { has 'standard error' "$err" "$@"; }

lacks() {
    local kind=$1 file=$2 text
    shift 2
    for text in "$@"; do
        ! grep -qF -e "$text" -- "$file" ||
            wrong "$command_line: \"$text\" is in its $kind:"$'\n'"$(grep -F -e "$text" -- "$file" | head -n 5)"
    done
}
out_lacks() { lacks 'standard output' "$out" "$@"; }
err_lacks() { lacks 'standard error' "$err" "$@"; }

out_empty() { out_is </dev/null; }
err_empty() { err_is </dev/null; }

ok() {
    local said
    said=$("$@" 2>&1) || wrong "not so: $*"$'\n'"$said"
}

write() {
    cat >"$1"
}
