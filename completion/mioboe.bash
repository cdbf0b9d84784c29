# Completion of mioboe for bash.
# shellcheck shell=bash

_mioboe()
{
    local cur=${COMP_WORDS[COMP_CWORD]} prev='' command='' options='' values='' i
    [[ $COMP_CWORD -gt 0 ]] && prev=${COMP_WORDS[COMP_CWORD - 1]}
    # "--format=json" arrives as three words.
    if [[ $prev == '=' && $COMP_CWORD -gt 1 ]]; then
        prev=${COMP_WORDS[COMP_CWORD - 2]}
    elif [[ $cur == '=' ]]; then
        cur=''
    fi
    COMPREPLY=()

    for ((i = 1; i < COMP_CWORD; i++)); do
        case ${COMP_WORDS[i]} in
        explain | what | mail | case | import | decide | store | backup | restore | forget | agenda | review | watch | page | formats | records | help | version)
            command=${COMP_WORDS[i]}
            break
            ;;
        esac
    done

    case $prev in
    --format)
        values='text json csv'
        [[ $command == formats || $command == mail || $command == case || $command == import || $command == review ]] && values='text json'
        [[ $command == records ]] && values='json'
        [[ $command == agenda ]] && values='text json ics'
        ;;
    --only)
        # A list: what stands before the last comma is kept.
        local done=''
        [[ $cur == *,* ]] && done=${cur%,*},
        mapfile -t COMPREPLY < <(compgen -P "$done" -W \
            'explained probable ambiguous unexplained out_of_scope' -- "${cur##*,}")
        return
        ;;
    --lang) values='ja en' ;;
    --color) values='auto always never' ;;
    --geo | --ics)
        compopt -o default
        return
        ;;
    --as-of | --since | --until | --width | --now | --trust-authserv) return ;;
    --port | --address) return ;;
    --account | --decisions | --dns-file | --password-file | --cert | --key | --token-file | --socket)
        compopt -o default
        return
        ;;
    --members | --households)
        compopt -o filenames
        mapfile -t COMPREPLY < <(compgen -d -- "$cur")
        return
        ;;
    esac
    if [[ -n $values ]]; then
        mapfile -t COMPREPLY < <(compgen -W "$values" -- "$cur")
        return
    fi

    if [[ -z $command ]]; then
        mapfile -t COMPREPLY < <(compgen -W \
            'explain what mail case import decide store backup restore forget agenda review watch page formats records help version --help --version' -- "$cur")
        return
    fi

    case $command in
    explain) options='--store --as-of --format --only --since --until --account --members --households --decisions --dns-file --online --trust-authserv --now --lang --color --width --all --verbose --help' ;;
    what) options='--as-of --format --lang --color --width --verbose --help' ;;
    case) options='--store --case --format --of --actor --now --lang --color --width --help' ;;
    mail) options='--format --dns-file --offline --trust-authserv --now --lang --color --width --verbose --help' ;;
    import) options='--store --dry-run --account --members --as-of --format --dns-file --online --trust-authserv --now --lang --verbose --help' ;;
    decide) options='--store --format --now --lang --help' ;;
    store) options='--store --passphrase-fd --now --lang --help' ;;
    backup | restore) options='--store --now --lang --help' ;;
    forget) options='--store --case --all --yes --now --lang --help' ;;
    agenda) options='--case --format --today --store --now --lang --color --width --verbose --help' ;;
    review) options='--monthly --ics --geo --home --as-of --format --account --members --store --dns-file --online --trust-authserv --now --until --word --breaches --breach-url --password-fd --lang --color --width --verbose --help' ;;
    watch) options='--config --once --init --install --test --channel --open --store --dns-file --offline --now --format --lang --color --width --verbose --help' ;;
    page) options='--port --at --no-open --store --socket --address --password-file --cert --key --token-file --now --lang --help' ;;
    formats) options='--format --lang --help' ;;
    records) options='--as-of --format --summary --account --members --dns-file --online --trust-authserv --now --lang --verbose --help' ;;
    help)
        mapfile -t COMPREPLY < <(compgen -W 'explain what mail case import decide store backup restore forget agenda review watch page formats records help version' -- "$cur")
        return
        ;;
    esac
    if [[ $cur == -* ]]; then
        mapfile -t COMPREPLY < <(compgen -W "$options" -- "$cur")
    elif [[ $command == case && $prev == case ]]; then
        mapfile -t COMPREPLY < <(compgen -W 'open charge list show next stop-card answer do skip playbook log promise kept broken inquiry evidence money refresh return reissue note brief sheet dossier bundle verify stamp export import close reopen' -- "$cur")
    elif [[ $command == review && $prev == review ]]; then
        compopt -o default
        mapfile -t COMPREPLY < <(compgen -W 'ask answer done not-mine later password passwords' -- "$cur")
    elif [[ $command == mail && $prev == mail ]]; then
        mapfile -t COMPREPLY < <(compgen -W check -- "$cur")
    elif [[ $command == watch && $prev == watch ]]; then
        mapfile -t COMPREPLY < <(compgen -W 'answer questions status' -- "$cur")
    elif [[ $command == store ]]; then
        mapfile -t COMPREPLY < <(compgen -W 'lock unlock status' -- "$cur")
    elif [[ $command == decide ]]; then
        mapfile -t COMPREPLY < <(compgen -W 'pin reject mine open' -- "$cur")
    elif [[ $command =~ ^(explain|records|mail|import|backup|restore|review)$ ]]; then
        compopt -o default
    fi
}

complete -F _mioboe mioboe
