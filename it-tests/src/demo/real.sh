# shellcheck shell=bash
# The demo's real world: two machines of bin/machines with DRBD, LVM, XFS. Sourced by bin/demo.
tool=$top/bin/machines sets="build lab demo machines" patience_factor=3 lvm=LVM
[ "$agents" = distribution ] && sets+=" agents"
[ "$agents" = distribution ] || export LAB_AGENTS=$agents

world_up() { lab up 2 && lab stack; }
world_down() { :; }
talk() { cat "$top/examples/talk/configure.crm"; }

type_command() { # in the machine's shell: "crm configure …" asks the daemon, where "crm -f" takes a Java machine of its own
    on HA-node1 bash -c "$(sed 's/\\[[:space:]]*$/\\/' <<<"$1")" </dev/null
}

replicated() { # has every disk what the others have, as this node's DRBD says?
    on "$1" grep -qs "cs:Connected ro:[A-Za-z]*/[A-Za-z]* ds:UpToDate/UpToDate" /proc/drbd
}

moments() { # NODE FROM: "milliseconds sentence" for every line of the node's log since then
    local time level sentence
    on "$1" cat /var/log/systole/systole.log | tail -n 200 | while read -r time level sentence; do
        time=$(date -d "$time" +%s%3N 2>/dev/null) && [ "$time" -ge "$2" ] && echo "$time $sentence"
    done
}

meaning() { # SENTENCE of a log: sets $what, and $agent to the milliseconds that the agent took; fails where it is no step
    agent=
    case $1 in
    "the view is [$survivor]"*) what="the loss is detected" ;;
    "Node "*" is lost and does not answer: DRBD resource "*) what="DRBD goes on without the other node" ;;
    "transition "*" has "*) what="a plan is made" ;;
    *"_notify_0 on "*"is done"*) what=${1#* on } what="DRBD's agent on ${what%% *} is notified" ;;
    "drbd_pg_demote_0 on "*"is done"*) what="DRBD is demoted" ;;
    "drbd_pg_promote_0 on "*"is done"*) what="DRBD is promoted" ;;
    "pg_vip_stop_0 on "*"is done"*) what="the address is gone" ;;
    "pg_lsb_stop_0 on "*"is done"*) what="PostgreSQL has stopped" ;;
    "pg_fs_stop_0 on "*"is done"*) what="XFS is unmounted" ;;
    "pg_lvm_stop_0 on "*"is done"*) what="the volume group is inactive" ;;
    "pg_lvm_start_0 on "*"is done"*) what="the volume group is active" ;;
    "pg_fs_start_0 on "*"is done"*) what="XFS is mounted" ;;
    "pg_lsb_start_0 on "*"is done"*) what="PostgreSQL answers" ;;
    "pg_vip_start_0 on "*"is done"*) what="the address is up" ;;
    first) what="first row committed" ;;
    *) return 1 ;;
    esac
    [[ $1 =~ "is done ("([0-9]+)" ms)" ]] && agent=${BASH_REMATCH[1]}
    return 0
}

explain() { # TITLE NODE FROM TO: what the time without service went to by the node's log, in lines for the table
    local time sentence what agent last=$3 commit
    moments "$2" "$3" >"$work/moments"
    # The commit that ended the longest time without one.
    commit=$(awk -v from="$3" -v to="$4" '
        $1 < from { last = $1; next }
        { if (last && $1 - last > longest) { longest = $1 - last; at = $1 } last = $1; if ($1 > to) exit }
        END { print at }' "$work/acknowledged")
    breakdown+=("" "$(printf '%-44s %8s %8s %8s' "$1" at took agent)")
    while read -r time sentence; do
        meaning "$sentence" || continue
        breakdown+=("$(printf '%-44s %8s %8s' "$what" "$(seconds $((time - $3)))" "$(seconds $((time - last)))")")
        [ -z "$agent" ] || breakdown[-1]+=$(printf ' %8s' "$(seconds "$agent")")
        last=$time
        [ "$sentence" != first ] || break
    done < <({ cat "$work/moments"; [ -z "$commit" ] || echo "$commit first"; } | sort -sn)
}

moved() { # FROM TO: by the log of the DC, which hears of every action
    explain "move, seconds after the command" "$(on HA-node1 crmadmin -q -D 2>/dev/null | tail -n 1)" "$1" "$2"
}

secondary_lost() { # FROM TO
    explain "secondary lost, seconds after the power cut" "$survivor" "$1" "$2"
}

taken_over() { # FROM TO: what the time of a takeover went to; then the talk's pgbench, which makes the disks differ
    explain "takeover, seconds after the power cut" "$survivor" "$1" "$2"
    say; say "$(printf '    %s\n' "${breakdown[@]}")"
    begin "pgbench on the survivor"
    on "$survivor" su -s /bin/sh -c "createdb pgbench && pgbench -q -i pgbench && pgbench -T $((full ? 30 : 5)) pgbench" postgres \
        >"$work/pgbench" 2>&1
    say "$(sed 's/^/    /' "$work/pgbench")"
    benched() { grep -q "^tps" "$work/pgbench" && on "$survivor" grep -qE 'oos:[1-9]' /proc/drbd; }
    act "pgbench while HA-node1 is off" "transactions; DRBD notes what differs" 5 benched
}

came_back() { # while the old primary's disk catches up
    local n
    for n in $(seq 100); do
        on "$survivor" grep -A 3 "cs:Sync" /proc/drbd >"$work/resync" && break
        sleep 0.1
    done
    say "$(sed 's/^/    /' "$work/resync")"
}

compare_data() { # with the file system unmounted, the two disks must have the same bytes; DRBD's own metadata differs
    local disks=${TMPDIR:-/tmp}/$PMLAB-machines/disks bytes
    begin "crm resource stop PGServer; compare the disks"
    bytes=$(on HA-node2 blockdev --getsize64 /dev/drbd0)
    crm resource stop PGServer
    unmounted() { ! on HA-node2 grep -q /db/pgdata /proc/mounts && replicated HA-node1 && replicated HA-node2; }
    identical() { unmounted && [ "${bytes:-0}" -gt 0 ] && cmp -n "$bytes" "$disks/HA-node1-data" "$disks/HA-node2-data"; }
    act "service stopped, disks compared" "the same $bytes bytes on both" 60 identical
}
