# shellcheck shell=bash
# What bin/faults looks at, and the course of one fault. Sourced by it.

status() { # of a node that can answer
    local n
    for n in ${asked:-HA-node1 HA-node2}; do timeout 15 "$tool" exec "$n" crm_mon -1 2>/dev/null && return; done
}

until_so() { # SECONDS COMMAND..
    local end=$((SECONDS + $1 * patience_factor))
    shift
    until "$@"; do
        [ $SECONDS -lt $end ] || return 1
        sleep 0.3
    done
}

holds() { # NODE: what of the service it has
    timeout 15 "$tool" exec "$1" sh -c "grep -q ' /db/pgdata ' /proc/mounts && echo file system
        pgrep -x postgres >/dev/null && echo server
        grep -q ro:Primary /proc/drbd && echo primary
        ip -o -4 address | grep -q ' $address/' && echo address" 2>/dev/null </dev/null
}

witness() { # fills $twice with what is on both nodes
    local both
    holds HA-node1 >"$work/holds1" &
    holds HA-node2 >"$work/holds2"
    wait $!
    both=$(sort "$work/holds1" "$work/holds2" | uniq -d | paste -sd,)
    [ -z "$both" ] || twice=$both
}

serves() { # NODE: the service is there, by the cluster's word
    local r
    screen=$(status)
    for r in pg_lvm pg_fs pg_lsb pg_vip; do grep -qE " $r\b.*Started $1( |\$)" <<<"$screen" || return 1; done
}
answers() { # the client commits now; a session of its own only where there is no client yet: it takes long on a busy machine
    local last n begun
    [ -n "$client_pid" ] || { sql "select 1" >/dev/null; return; }
    begun=$(now)
    for n in $(seq 60); do
        last=$(tail -n 1 "$work/acknowledged" 2>/dev/null)
        [ "${last%% *}" -gt "$begun" ] 2>/dev/null && return
        sleep 0.1
    done
    return 1
}
healthy() { # sets $primary and $secondary
    screen=$(status)
    grep -qF "Online: [ HA-node1 HA-node2 ]" <<<"$screen" && [[ $screen =~ "Promoted: [ HA-node"([12])" ]" ]] || return 1
    primary=HA-node${BASH_REMATCH[1]} secondary=HA-node$((3 - BASH_REMATCH[1]))
    serves "$primary" && replicated HA-node1 && replicated HA-node2 && answers
}
says() { screen=$(status) && grep -qE -- "$1" <<<"$screen"; }
logged() { on "$1" grep -qE -- "$2" /var/log/systole/systole.log; } # NODE PATTERN

lost_since() { # MOMENT: how many rows acknowledged since then are not there; a busy machine may need long for the answer
    {
        echo "create temporary table promised (row bigint); copy promised from stdin;"
        awk -v from="$1" '$1 >= from { print $2 }' "$work/acknowledged"
        echo "\\."
        echo "select count(*) from promised where not exists (select from demo where demo.row = promised.row);"
    } | on client env PGCONNECT_TIMEOUT=30 timeout 60 psql -X -q -t -A -h "$address" -U postgres -d postgres -f -
}

note() { seen_words+="${seen_words:+; }$*"; }

break_with() { # FAULT
    local fault=$1 from seen=no twice= may_be_twice= seen_words= ended asked= lost good bad
    until_so 60 healthy || { failed=1; results+=("$(printf '%-22s not tried: the cluster is not healthy before it' "$fault")"); return; }
    from=$(now)
    echo "== $fault (primary $primary)"
    "fault_${fault//-/_}" && seen=yes
    ended=$(now)
    declare -F "mend_${fault//-/_}" >/dev/null && "mend_${fault//-/_}"
    asked=
    until_so 90 witnessed healthy || { seen=no; note "not healthy again"; status; }
    served "$(now)"
    on HA-node1 crm resource cleanup >/dev/null 2>&1
    lost=$(lost_since $((from - 1000)))
    [ "$lost" = 0 ] || { seen=no; note "${lost:-nobody knows how many} acknowledged rows are missing"; }
    [ -z "$twice" ] || [ -n "$may_be_twice" ] || { seen=no; note "on both nodes: $twice"; }
    [ $seen = yes ] || failed=1
    results+=("$(printf '%-22s %-4s %7s %11s  %s' "$fault" $seen "$(seconds $((ended - from)))" "$(seconds "$(gap "$from" "$(now)")")" "$seen_words")")
    echo "${results[-1]}"
}

witnessed() { witness; "$@"; }
