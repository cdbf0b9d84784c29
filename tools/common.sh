# Shared by ./run, ./test and tools/fuzz, which set ${root} (absolute path of the tree) and source it.
# Everything here speaks on standard error only and leaves standard input alone.
# shellcheck shell=bash

say() { printf '%s\n' "$*" >&2; }

# need_packages SET: install what is missing of SET. A stamp newer than tools/packages says that
# this was done, so that the usual run does not even ask dpkg.
need_packages() {
    local stamp=$root/build/.packages-$1
    [[ $stamp -nt $root/tools/packages ]] && return 0
    "$root/tools/setup" "$1" </dev/null >&2 || return 1
    mkdir -p "$root/build" && : >"$stamp"
}

# need_build_dir DIR OPTIONS...: set up the Meson build folder DIR (relative to the tree) once.
# One that was copied or moved from elsewhere is made anew: Meson keeps absolute paths in it.
need_build_dir() {
    local dir=$root/$1 place=''
    shift
    if [[ -e $dir/build.ninja ]]; then
        [[ -e $dir/.place ]] && IFS= read -r place <"$dir/.place"
        [[ $place == "$root" ]] && return 0
        rm -rf "$dir/meson-private" "$dir/meson-info" "$dir/build.ninja"
    fi
    meson setup "$dir" "$root" "$@" </dev/null >&2 || return 1
    printf '%s\n' "$root" >"$dir/.place"
}
