# shellcheck shell=bash
# The demo's real world: two machines of bin/machines with DRBD, LVM, XFS. Sourced by bin/demo.
tool=$top/bin/machines sets="build lab demo machines" patience_factor=3
[ "$agents" = distribution ] && sets+=" agents"
[ "$agents" = distribution ] || export LAB_AGENTS=$agents

world_up() { lab up 2 && lab stack; }
world_down() { :; }
talk() { cat "$top/examples/talk/configure.crm"; }

type_command() { # in the machine's shell: "crm configure …" asks the daemon, where "crm -f" takes a Java machine of its own
    on HA-node1 bash -c "$(sed 's/\\[[:space:]]*$/\\/' <<<"$1")" </dev/null
}

replicated() { # has every disk what the others have, as this node's DRBD says?
    on "$1" grep -q "cs:Connected ro:[A-Za-z]*/[A-Za-z]* ds:UpToDate/UpToDate" /proc/drbd
}

moments() { # FROM: "milliseconds sentence" for every line of the survivor's log since then
    local time level sentence
    on "$survivor" cat /var/log/systole/systole.log | tail -n 200 | while read -r time level sentence; do
        time=$(date -d "$time" +%s%3N 2>/dev/null) && [ "$time" -ge "$1" ] && echo "$time $sentence"
    done
}

taken_over() { # FROM TO: what the time of a takeover went to; then the talk's pgbench, which makes the disks differ
    local time sentence what last=$1 commit
    moments "$1" >"$work/moments"
    commit=$(awk -v from="$1" '$1 < from { last = $1; next } $1 - last > 1000 { print $1; exit } { last = $1 }' "$work/acknowledged")
    breakdown=("$(printf '%-44s %8s %8s' "takeover, seconds after the power cut" at took)")
    while read -r time sentence; do
        case $sentence in
        "the view is [$survivor]"*) what="the loss is detected" ;;
        "transition "*" has "*) what="a plan is made" ;;
        *_notify_0*"is done"*) what="DRBD's agent is notified" ;;
        drbd_pg_promote_0*"is done"*) what="DRBD is promoted" ;;
        pg_lvm_start_0*"is done"*) what="the volume group is active" ;;
        pg_fs_start_0*"is done"*) what="XFS is mounted" ;;
        pg_lsb_start_0*"is done"*) what="PostgreSQL has recovered" ;;
        pg_vip_start_0*"is done"*) what="the address is up" ;;
        first) what="first row committed" ;;
        *) continue ;;
        esac
        breakdown+=("$(printf '%-44s %8s %8s' "$what" "$(seconds $((time - $1)))" "$(seconds $((time - last)))")")
        last=$time
    done < <({ cat "$work/moments"; [ -z "$commit" ] || echo "$commit first"; } | sort -sn)
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
