# Completion of mioboe for fish.

function __mioboe_needs_command
    set -l words (commandline -opc)
    for word in $words[2..]
        string match -q -- '-*' $word; or return 1
    end
    return 0
end

function __mioboe_command
    set -l words (commandline -opc)
    for word in $words[2..]
        if not string match -q -- '-*' $word
            contains -- $word $argv
            return
        end
    end
    return 1
end

complete -c mioboe -f
complete -c mioboe -n __mioboe_needs_command -a explain -d 'Say what every line of the statements is'
complete -c mioboe -n __mioboe_needs_command -a what -d 'Say what can be known about one line'
complete -c mioboe -n __mioboe_needs_command -a case -d 'Follow what nobody can explain until the money is back'
complete -c mioboe -n '__mioboe_command case' -a 'open charge list show next stop-card answer do skip playbook log promise kept broken inquiry evidence money refresh return reissue note brief sheet dossier bundle verify stamp export import close reopen'
complete -c mioboe -n __mioboe_needs_command -a mail -d 'Say whether mails are really from whom they claim'
complete -c mioboe -n __mioboe_needs_command -a import -d "Take files into the household's store"
complete -c mioboe -n __mioboe_needs_command -a decide -d 'Say what a charge is'
complete -c mioboe -n __mioboe_needs_command -a store -d 'Lock or unlock the store'
complete -c mioboe -n __mioboe_needs_command -a backup -d 'Copy the store to a file'
complete -c mioboe -n __mioboe_needs_command -a restore -d 'Put a backup in the place of the store'
complete -c mioboe -n __mioboe_needs_command -a forget -d 'Remove a case, or everything'
complete -c mioboe -n __mioboe_needs_command -a watch -d 'Ask whether it was you, within seconds'
complete -c mioboe -n __mioboe_needs_command -a agenda -d 'List the days that count in open cases'
complete -c mioboe -n __mioboe_needs_command -a review -d 'Look at accounts and cards, once a month'
complete -c mioboe -n '__mioboe_command review' -a 'ask answer done not-mine later password passwords'
complete -c mioboe -n __mioboe_needs_command -a page -d 'Show everything in the browser, on this machine'
complete -c mioboe -n __mioboe_needs_command -a formats -d 'List the files that are understood, or how to get those of a company'
complete -c mioboe -n __mioboe_needs_command -a records -d 'Show what is read from files, row by row, as JSON'
complete -c mioboe -n __mioboe_needs_command -a help -d 'List the commands or the options of one'
complete -c mioboe -n __mioboe_needs_command -a version -d 'Print the version'
complete -c mioboe -n '__mioboe_command help' -a 'explain what mail case import decide store backup restore forget agenda review watch page formats records help version'
complete -c mioboe -n '__mioboe_command explain records mail' -F
complete -c mioboe -n '__mioboe_command mail' -a check
complete -c mioboe -n '__mioboe_command explain records mail' -l dns-file -r -F -d 'Keys of senders from this file alone'
complete -c mioboe -n '__mioboe_command explain records mail' -l trust-authserv -x -d 'Believe this mail server'
complete -c mioboe -n '__mioboe_command explain records mail' -l now -x -d 'Take this moment for now'
complete -c mioboe -n '__mioboe_command explain records' -l online -d 'Ask the network for keys of senders'
complete -c mioboe -n '__mioboe_command mail' -l offline -d 'Ask nobody for keys'

complete -c mioboe -l lang -x -a 'ja en' -d 'Language of messages'
complete -c mioboe -l help -d 'Print the options and leave'
complete -c mioboe -l version -d 'Print the version and leave'

complete -c mioboe -n '__mioboe_command explain what records' -l as-of -x -d 'Take this day for today'
complete -c mioboe -n '__mioboe_command explain what' -l format -x -a 'text json csv' -d 'Form of the report'
complete -c mioboe -n '__mioboe_command mail' -l format -x -a 'text json' -d 'Form of the answer'
complete -c mioboe -n '__mioboe_command formats' -l format -x -a 'text json' -d 'Form of the list'
complete -c mioboe -n '__mioboe_command records' -l format -x -a json -d 'Form of the records'
complete -c mioboe -n '__mioboe_command records' -l summary -d 'Only how many records of each kind'
complete -c mioboe -n '__mioboe_command explain what mail' -l color -x -a 'auto always never' -d Colour
complete -c mioboe -n '__mioboe_command explain what' -l width -x -d 'Width of a line of text'
complete -c mioboe -n '__mioboe_command explain' -l only -x -a 'explained probable ambiguous unexplained out_of_scope' -d 'Charges with these verdicts only'
complete -c mioboe -n '__mioboe_command explain' -l since -x -d 'Charges from this day on'
complete -c mioboe -n '__mioboe_command explain' -l until -x -d 'Charges up to this day'
complete -c mioboe -n '__mioboe_command explain' -l decisions -r -F -d 'Your own decisions'
complete -c mioboe -n '__mioboe_command explain' -l all -d 'Every charge of other shops, too'
complete -c mioboe -n '__mioboe_command explain what records' -l verbose -d 'Say more about what was read'
complete -c mioboe -n '__mioboe_command explain records' -l members -x -a '(__fish_complete_directories)' -d 'Each folder in this one is an account'
complete -c mioboe -n '__mioboe_command explain' -l households -x -a '(__fish_complete_directories)' -d 'Each folder in this one is a household'
complete -c mioboe -n '__mioboe_command explain records' -l account -r -d 'Read a path as this account (NAME=PATH)'

complete -c mioboe -n '__mioboe_command agenda' -l format -x -a 'text json ics' -d 'Form of the answer'
complete -c mioboe -n '__mioboe_command agenda' -l case -x -d 'This case only'
complete -c mioboe -n '__mioboe_command agenda' -l today -d 'Only what is past or pressing'
complete -c mioboe -n '__mioboe_command agenda' -l store -r -F -d "The household's store"
complete -c mioboe -n '__mioboe_command agenda' -l now -x -d 'Take this moment for now'
complete -c mioboe -n '__mioboe_command agenda' -l color -x -a 'auto always never' -d Colour
complete -c mioboe -n '__mioboe_command agenda' -l width -x -d 'Width of a line of text'
complete -c mioboe -n '__mioboe_command agenda' -l verbose -d 'Name the source of each day'

complete -c mioboe -n '__mioboe_command import backup restore' -F
complete -c mioboe -n '__mioboe_command explain import decide store backup restore forget' -l store -r -F -d "The household's store"
complete -c mioboe -n '__mioboe_command import' -l dry-run -d 'Store nothing'
complete -c mioboe -n '__mioboe_command import' -l format -x -a 'text json' -d 'Form of the answer'
complete -c mioboe -n '__mioboe_command import' -l account -r -d 'Read a path as this account (NAME=PATH)'
complete -c mioboe -n '__mioboe_command import' -l members -x -a '(__fish_complete_directories)' -d 'Each folder in this one is an account'
complete -c mioboe -n '__mioboe_command decide' -a 'pin reject mine open'
complete -c mioboe -n '__mioboe_command store' -a 'lock unlock status'
complete -c mioboe -n '__mioboe_command store' -l passphrase-fd -x -d 'Read the passphrase from this open file'
complete -c mioboe -n '__mioboe_command forget' -l case -x -d 'This case'
complete -c mioboe -n '__mioboe_command forget' -l all -d 'All that is stored'
complete -c mioboe -n '__mioboe_command forget' -l yes -d 'Do not ask'

complete -c mioboe -n '__mioboe_command review' -F
complete -c mioboe -n '__mioboe_command review' -l monthly -d 'Only what is new'
complete -c mioboe -n '__mioboe_command review' -l ics -r -F -d 'Write a calendar file'
complete -c mioboe -n '__mioboe_command review' -l geo -r -F -d 'A database of countries'
complete -c mioboe -n '__mioboe_command review' -l home -x -d 'Where you live'
complete -c mioboe -n '__mioboe_command review' -l as-of -x -d 'Take this day for today'
complete -c mioboe -n '__mioboe_command review' -l until -x -d 'Not before this day'
complete -c mioboe -n '__mioboe_command review' -l format -x -a 'text json' -d 'Form of the answer'
complete -c mioboe -n '__mioboe_command review' -l store -r -F -d "The household's store"
complete -c mioboe -n '__mioboe_command review' -l word -x -d 'A word that others know of you'
complete -c mioboe -n '__mioboe_command review' -l breaches -d 'Ask whether a password leaked'
complete -c mioboe -n '__mioboe_command review' -l breach-url -x -d 'The service that is asked'
complete -c mioboe -n '__mioboe_command review' -l password-fd -x -d 'Read the password from this open file'
complete -c mioboe -n '__mioboe_command watch' -a 'answer questions status'
complete -c mioboe -n '__mioboe_command watch' -l config -r -F -d 'What is watched'
complete -c mioboe -n '__mioboe_command watch' -l once -d 'Do what there is to do, and end'
complete -c mioboe -n '__mioboe_command watch' -l init -d 'Write a configuration'
complete -c mioboe -n '__mioboe_command watch' -l install -d 'Write a unit for systemd'
complete -c mioboe -n '__mioboe_command watch' -l test -d 'Send a test by each channel'
complete -c mioboe -n '__mioboe_command watch' -l channel -x -d 'Test only this one'
complete -c mioboe -n '__mioboe_command watch' -l open -d 'Only questions without an answer'
complete -c mioboe -n '__mioboe_command watch' -l format -x -a 'text json' -d 'Form of the answer'
complete -c mioboe -n '__mioboe_command watch' -l store -r -F -d "The household's store"
complete -c mioboe -n '__mioboe_command watch' -l dns-file -r -F -d 'Keys of senders'
complete -c mioboe -n '__mioboe_command watch' -l offline -d 'Ask nobody for keys'
complete -c mioboe -n '__mioboe_command watch' -l now -x -d 'Take this moment for now'
complete -c mioboe -n '__mioboe_command watch' -l color -x -a 'auto always never' -d Colour
complete -c mioboe -n '__mioboe_command watch' -l width -x -d 'Width of a line of text'
complete -c mioboe -n '__mioboe_command watch' -l verbose -d 'Say more'
complete -c mioboe -n '__mioboe_command page' -l at -x -a 'watch review agenda charges cases mail' -d 'Open the browser at this screen'
complete -c mioboe -n '__mioboe_command page' -l port -x -d 'Listen on this port'
complete -c mioboe -n '__mioboe_command page' -l no-open -d 'Open no browser'
complete -c mioboe -n '__mioboe_command page' -l store -r -F -d "The household's store"
complete -c mioboe -n '__mioboe_command page' -l socket -r -F -d 'Listen on this Unix socket'
complete -c mioboe -n '__mioboe_command page' -l address -x -d 'Listen on this address, with a password and TLS'
complete -c mioboe -n '__mioboe_command page' -l password-file -r -F -d 'Sign in with the password that this file keeps'
complete -c mioboe -n '__mioboe_command page' -l cert -r -F -d 'The certificate for TLS'
complete -c mioboe -n '__mioboe_command page' -l key -r -F -d 'Its private key'
complete -c mioboe -n '__mioboe_command page' -l now -x -d 'Take this moment for now'
complete -c mioboe -n '__mioboe_command page' -l token-file -r -F -d 'Write the address that signs in to this file'
