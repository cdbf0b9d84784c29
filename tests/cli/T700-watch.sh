#!/usr/bin/env bash
# watch: its configuration, its channels on this machine, its unit, questions and answers.  Mailboxes: tests/watch/run.
. "${0%/*}/lib.sh"

begin 'without a configuration it says how to get one'
run watch
exits 64
err_has 'mioboe watch --init'

begin 'how it stands can be asked before it is set up'
run watch status
exits 0
out_has 'watch.yaml' 'mioboe watch --init'
run watch status --format json
exits 0
out_has '"is_set_up": false' 'mioboe watch --init'
run watch status --config nowhere.yaml
exits 64

begin 'it writes a configuration that explains itself, once'
run watch --init
exits 0
out_has '.config/mioboe/watch.yaml' 'mioboe watch --test'
ok test "$(stat -c %a "$HOME/.config/mioboe/watch.yaml")" = 600
run watch --init
exits 2
err_has 'watch.yaml'

begin 'what it wrote is understood, and its channel works'
run watch --test
exits 0
out_has 'this channel works'

begin 'in Japanese, too'
rm "$HOME/.config/mioboe/watch.yaml"
ja run watch --init
exits 0
ja run watch --test
exits 0
out_has 'この知らせ方は使えます'

# Each fault is said with its line.
fault() {
    begin "a fault is said with its place: $1"
    cat >bad.yaml
    run watch --config bad.yaml
    exits 2
    err_has "bad.yaml" "$2" "$3"
}
fault 'a key that does not exist' 'line 4' 'colour' <<'END'
household:
  - name: a
    channels: []
colour: red
END
fault 'a channel of no kind' 'line 4' 'no channel' <<'END'
household:
  - name: a
    channels:
      - url: gopher://example.org
END
fault 'a password in an address' 'line 4' 'do not stand in an address' <<'END'
household:
  - name: a
    channels:
      - url: smtps://me:secret@example.org
        from: a@example.org
        to: a@example.org
END
fault 'no encryption to another machine' 'line 4' 'unencrypted only to this machine' <<'END'
household:
  - name: a
    channels:
      - url: ntfy://example.org/topic
END
fault 'a mailbox of nobody' 'line 6' 'no such person' <<'END'
household:
  - name: a
    channels: []
mailboxes:
  - server: imaps://example.org
    person: someone
    user: c
    password_file: d
END
fault 'a mailbox without a password' 'line 5' 'a mailbox needs' <<'END'
household:
  - name: a
    channels: []
mailboxes:
  - server: imaps://example.org
    user: c
END
fault 'quiet hours that are none' 'line 4' '22:00-07:00' <<'END'
household:
  - name: a
    channels: []
quiet: at night
END
fault 'nobody at all' 'bad.yaml' 'household' <<'END'
mailboxes: []
END

write watch.yaml <<'END'
household:
  - name: Hanako
    channels:
      - url: "terminal:"
      - url: "command:cat > told.json; echo \"$MIOBOE_KIND $MIOBOE_ID\" > told.env"
folders: [statements]
END

begin 'a program gets the notice as JSON, and what it is by its environment'
run watch --config watch.yaml --test
exits 0
ok grep -q '"schema":"mioboe.alert/1"' told.json
ok grep -qx 'test test' told.env

begin 'a program that fails is a channel that fails'
sed 's/cat > told.json/exit 3/' watch.yaml >broken.yaml
run watch --config broken.yaml --test
exits 1
out_has 'exit status 3'

begin 'a folder is taken in, and charges that nothing explains are asked about'
mkdir statements
cp "$tree"/examples/household/card/vpass/2026*.csv statements/
touch -d '1 hour ago' statements/*
run watch --config watch.yaml --once --offline
exits 0
run watch --config watch.yaml questions --format json
exits 0
out_has '"mioboe.questions/1"'

cp "$out" before.json

begin 'nothing is asked twice'
run watch --config watch.yaml --once --offline
exits 0
out_lacks 'Was it you'
run watch --config watch.yaml questions --format json
ok cmp before.json "$out"

begin 'files of a year that come first are no news but for the last weeks'
run watch --config watch.yaml --store year --once --offline --now 2026-08-20T10:00:00Z
exits 0
run watch --config watch.yaml --store year questions --format json
ok /usr/bin/python3 -c 'import json, sys
days = [q["about"]["day"] for q in json.load(open(sys.argv[1]))["questions"]]
sys.exit(not days or min(days) < "2026-07-21")' "$out"

begin 'an answer is noted, and only of a question that there is'
run watch --config watch.yaml answer nothing1 yes
exits 64
err_has 'There is no question'
run watch --config watch.yaml answer nothing1 perhaps
exits 64

begin 'status tells channels without their secrets'
write secret.yaml <<'END'
household:
  - name: Hanako
    channels:
      - url: ntfys://example.org/topic-that-nobody-guesses
END
run watch --config secret.yaml status --format json
exits 0
out_has '"mioboe.watch/1"' 'ntfys://example.org'
out_lacks 'topic-that-nobody-guesses'

begin 'the unit for systemd gives up what watch does not need'
cp watch.yaml "$HOME/w.yaml"
run watch --config "$HOME/w.yaml" --install
exits 0
out_has 'systemctl --user enable --now mioboe-watch'
unit=$XDG_CONFIG_HOME/systemd/user/mioboe-watch.service
ok grep -q '^NoNewPrivileges=yes' "$unit"
ok grep -q '^ProtectSystem=strict' "$unit"
ok grep -q "^ExecStart=.* watch --config \"$HOME/w.yaml\"" "$unit"
ok grep -q "^ReadWritePaths=\"$XDG_DATA_HOME/mioboe\"" "$unit"
run watch --config watch.yaml --install
exits 64
err_has 'whole paths'

begin 'an unknown word is a usage error'
run watch nonsense
exits 64
err_has 'answer, questions and status'

finish
