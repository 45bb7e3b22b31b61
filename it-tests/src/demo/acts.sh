# shellcheck shell=bash
# The demo's acts: what is done, what must be seen, and the table of it. Sourced by bin/demo, which brings "on", "crm", "say".

type_configuration() { # every command a commit of its own
    local command= line
    while IFS= read -r line; do
        if [ -n "$line" ]; then command+=$line$'\n'; fi
        [[ $line =~ \\[[:space:]]*$ ]] && continue
        [ -n "$command" ] || continue
        say -n "$command" | sed 's/^/    /'
        type_command "$command" >"$work/typed" 2>&1 || { cat "$work/typed"; return 1; }
        command=
    done < <(talk; echo)
}

status() { on "${survivor:-HA-node1}" crm_mon -1 --dialect=1.1 2>/dev/null; }

# What must be seen: the screens of the talk's slides, whole, but for the width of their blanks.
slide() { # reads lines; do just these follow each other on the screen?
    local seen
    seen=$(sed -E 's/[[:space:]]+/ /g; s/^ //' <<<"$screen")
    [[ $seen == *"$(cat)"* ]]
}
group() { # NODE
    cat <<END
Resource Group: PGServer
pg_lvm (ocf::heartbeat:$lvm): Started $1
pg_fs (ocf::heartbeat:Filesystem): Started $1
pg_lsb (lsb:postgresql): Started $1
pg_vip (ocf::heartbeat:IPaddr2): Started $1
END
}
answers() { sql "insert into demo values (-$(now))" >/dev/null; }
healthy() { # PRIMARY SECONDARY
    slide <<END && answers && replicated HA-node1 && replicated HA-node2
Online: [ HA-node1 HA-node2 ]

Master/Slave Set: ms_drbd_pg [drbd_pg]
Masters: [ $1 ]
Slaves: [ $2 ]
$(group "$1")
END
}
standby() {
    slide <<END
Node HA-node2: standby
Online: [ HA-node1 ]

Master/Slave Set: ms_drbd_pg [drbd_pg]
Masters: [ HA-node1 ]
Stopped: [ drbd_pg:1 ]
$(group HA-node1)
END
}
alone() { # SURVIVOR LOST
    slide <<END && answers
Online: [ $1 ]
OFFLINE: [ $2 ]

Master/Slave Set: ms_drbd_pg [drbd_pg]
Masters: [ $1 ]
Stopped: [ drbd_pg:$((${2#HA-node} - 1)) ]
$(group "$1")
END
}

act() { # NAME EXPECTED SECONDS TEST..: waits until the test passes; notes what was seen and the time without service
    local name=$1 expected=$2 limit=$(($3 * patience_factor)) end from seen=no
    shift 3
    from=${began:-$(now)} end=$((SECONDS + limit))
    while [ $SECONDS -lt $end ]; do
        screen=$(status)
        if "$@"; then seen=yes && break; fi
        sleep 0.1
    done
    ended=$(now)
    served "$ended" # a gap that lasts until now ends with the next commit
    say "$(status | sed 's/^/    /')"
    [ $seen = yes ] || failed=1
    acts+=("$(printf '%-34s %-44s %-4s %7s %10s' "$name" "$expected" $seen "$(seconds $((ended - from)))" \
        "$([ -z "$client_pid" ] || seconds "$(gap "$from" "$ended")")")")
    began=
}

begin() { say; say "== $1"; began=$(now); }

table() {
    echo
    printf '%-34s %-44s %-4s %7s %10s\n' act expected seen seconds "no service"
    printf '%s\n' "${acts[@]}"
    [ ${#breakdown[@]} -eq 0 ] || printf '%s\n' "${breakdown[@]}"
    echo
    echo "rows acknowledged: $promised, missing: $missing"
}

configure() { # the configuration, the client, and the service on node 1, from where the talk tells its acts
    local first second
    begin "The talk's configuration, a line at a time"
    type_configuration || { echo "bin/demo: the configuration was refused" >&2; exit 1; }
    on HA-node1 timeout 60 crm_resource --wait
    for _ in $(seq 100); do
        sql "create table if not exists demo (row bigint primary key)" >/dev/null && break
        sleep 0.1
    done
    screen=$(status)
    for _ in $(seq 300); do [[ $screen =~ Masters:\ \[\ HA-node([12]) ]] && break; sleep 0.1; screen=$(status); done
    first=HA-node${BASH_REMATCH[1]:-1}
    second=$([ $first = HA-node1 ] && echo HA-node2 || echo HA-node1)
    act "configured line by line" "healthy, no cleanup needed" 30 healthy $first $second
    start_client
    sleep 1
    if [ $first != HA-node1 ]; then
        crm resource migrate PGServer HA-node1 && on HA-node1 timeout 60 crm_resource --wait
        crm resource unmigrate PGServer
    fi
}

break_stuff() {
    local cut
    begin "crm node standby HA-node2"
    crm node standby HA-node2
    act "secondary on standby" "its replica stops, service goes on" 15 standby

    begin "crm node online HA-node2"
    crm node online HA-node2
    act "secondary online" "replica back as secondary" 15 healthy HA-node1 HA-node2

    begin "crm resource migrate PGServer HA-node2"
    cut=$began
    crm resource migrate PGServer HA-node2
    act "migrate to HA-node2" "service and promotion on HA-node2" 30 healthy HA-node2 HA-node1
    moved "$cut" "$ended"

    begin "crm resource migrate PGServer HA-node1; crm resource unmigrate PGServer"
    crm resource migrate PGServer HA-node1
    crm resource unmigrate PGServer
    act "migrate back, unmigrate at once" "the move finishes; service on HA-node1" 30 healthy HA-node1 HA-node2

    begin "The secondary dies"
    survivor=HA-node1 cut=$began
    lab kill HA-node2 >/dev/null
    act "secondary killed" "service goes on, HA-node2 OFFLINE" 15 alone HA-node1 HA-node2
    secondary_lost "$cut" "$ended"

    begin "The secondary comes back"
    lab join HA-node2
    act "secondary back" "replica back as secondary" 40 healthy HA-node1 HA-node2

    begin "The primary dies"
    survivor=HA-node2 cut=$began
    lab kill HA-node1 >/dev/null
    act "primary killed" "HA-node2 takes over" 40 alone HA-node2 HA-node1
    taken_over "$cut" "$ended"

    begin "The old primary comes back"
    lab join HA-node1
    came_back
    act "old primary back" "secondary now; no failback" 40 healthy HA-node2 HA-node1
}
