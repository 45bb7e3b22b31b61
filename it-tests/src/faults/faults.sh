# shellcheck shell=bash disable=SC2154 # variables of watch.sh
# The faults of bin/faults: fault_NAME breaks and waits for what must be seen, mend_NAME (where there is one) repairs. Each
# begins with the service on $primary and a good copy on $secondary.
faults=(secondary-dies drbd-link cluster-link server-dies lying-script hanging-script freeze-secondary disk-error
    busy-filesystem dies-in-demote dies-in-promote dies-in-commit reused-process-number plain-script
    split-brain)

fault_secondary_dies() { # the commits go on as soon as the loss is known
    asked=$primary
    lab kill "$secondary" >/dev/null
    until_so 30 witnessed says "OFFLINE: \[ $secondary \]" && served "$(now)" && serves "$primary" &&
        logged "$primary" "$secondary is lost and does not answer: DRBD resource pg goes on"
}
mend_secondary_dies() { lab join "$secondary"; }

fault_drbd_link() { # DRBD finds out by itself; the cluster has no reason to move anything
    lab cut "$secondary" drbd
    until_so 40 witnessed disconnected "$primary" && served "$(now)" && serves "$primary" && says "Online: \[ HA-node1 HA-node2 \]"
}
disconnected() { ! on "$1" grep -q "cs:Connected" /proc/drbd; }
mend_drbd_link() { lab join "$secondary" drbd; }

fault_cluster_link() { # each hears at DRBD's address that the other lives: nothing is started twice, and both say what they wait for
    asked=$primary
    lab cut "$secondary" cluster
    until_so 30 witnessed says "OFFLINE: \[ $secondary \]" && until_so 10 witnessed says "$secondary has gone or is cut off, but its machine answers" &&
        until_so 10 witnessed logged "$secondary" "$primary has gone or is cut off, but its machine answers" && served "$(now)" && serves "$primary"
}
mend_cluster_link() { lab join "$secondary" cluster; }

fault_server_dies() {
    on "$primary" pkill -9 -x postgres
    until_so 40 witnessed says "pg_lsb .*monitor|pg_lsb_monitor.*|pg_lsb monitor" && note "the monitor found it"
}

script() { # NAME: another init script on both nodes
    local n
    for n in HA-node1 HA-node2; do on "$n" sh -c "cat >/etc/init.d/postgresql" <"$1"; done
}
good_script() { script "$top/examples/talk/postgresql"; }
bad_status() { # COMMAND: the good script with another status
    sed "s|^status)|status) $1; exit 0 ;; old-status)|" "$top/examples/talk/postgresql" >"$work/script"
    script "$work/script"
}

started_at() { on "$primary" head -n 3 /db/pgdata/postmaster.pid | tail -n 1; }

secondary_returns() { # and the server of the primary must be the one that it was
    local since
    since=$(started_at)
    asked=$primary
    lab kill "$secondary" >/dev/null
    until_so 30 witnessed says "OFFLINE: \[ $secondary \]"
    lab join "$secondary"
    asked=
    until_so 90 witnessed healthy && [ "$(started_at)" = "$since" ] && note "not restarted"
}

fault_lying_script() { # the Ubuntu script of the talk: always 0
    bad_status "echo running"
    secondary_returns && until_so 40 witnessed says "status. says 0 \(running\) when the service is stopped" && note "told" || return
    on "$primary" pkill -9 -x postgres
    until_so 40 witnessed logged "$primary" "pg_lsb_start_0.*is done" && until_so 40 healthy && note "a dead server is noticed"
}
mend_lying_script() { good_script; }

fault_hanging_script() {
    bad_status "sleep 600"
    secondary_returns && until_so 60 witnessed says "status. does not end" && note "told"
}
mend_hanging_script() { good_script; }

fault_freeze_secondary() {
    asked=$primary
    lab freeze "$secondary"
    until_so 30 says "OFFLINE: \[ $secondary \]" && served "$(now)" && serves "$primary"
}
mend_freeze_secondary() { lab thaw "$secondary"; }

slide_in() { # puts a dm device between DRBD and its disk on the primary, while it serves
    # shellcheck disable=SC2016
    on "$primary" sh -ec 'export DM_DISABLE_UDEV=1
        drbdadm detach pg
        dmsetup create backing --table "0 $(blockdev --getsz /dev/ubdb) linear /dev/ubdb 0"
        sed -i "s|/dev/ubdb|/dev/mapper/backing|" /etc/drbd.d/pg.res
        drbdadm attach pg'
}
table() { # KIND
    # shellcheck disable=SC2016
    on "$broken" sh -ec 'export DM_DISABLE_UDEV=1
        dmsetup suspend backing; dmsetup load backing --table "0 $(blockdev --getsz /dev/ubdb) $0"; dmsetup resume backing' "$1"
}
fault_disk_error() { # DRBD goes on with the peer's disk; the service may move to where a good one is
    broken=$primary
    slide_in >/dev/null 2>&1
    until_so 40 healthy || return
    table error
    until_so 40 witnessed on "$broken" grep -q "ds:Diskless/UpToDate\|ds:[A-Za-z]*/Diskless\|ds:Failed" /proc/drbd &&
        until_so 60 witnessed answers && note "$broken is diskless"
}
mend_disk_error() {
    table "linear /dev/ubdb 0"
    until_so 20 on "$broken" drbdadm attach pg
}

fault_busy_filesystem() { # a process in another session keeps its working directory there
    on "$primary" sh -c "cd /db/pgdata && exec setsid sleep 600 </dev/null >/dev/null 2>&1 &"
    on "$primary" timeout 60 crm resource migrate PGServer "$secondary" >/dev/null 2>&1
    until_so 60 witnessed serves "$secondary" && answers && note "moved all the same"
}
mend_busy_filesystem() { on HA-node1 crm resource unmigrate PGServer >/dev/null 2>&1; }

dies_while() { # NODE ACTION: the node loses power while it does that
    local node=$1
    on "$node" timeout 60 sh -c "tail -n 0 -F /var/log/systole/systole.log 2>/dev/null | grep -qm 1 '$2'"
    lab kill "$node" >/dev/null
}
fault_dies_in_demote() { # the service was on its way to the other node
    asked=$secondary
    victim=$primary
    (sleep 1; on "$secondary" timeout 60 crm resource migrate PGServer "$secondary") >/dev/null 2>&1 &
    dies_while "$victim" "pg_lsb_stop_0.*is done\|pg_fs_stop_0.*is done"
    wait $!
    until_so 60 witnessed serves "$secondary" && answers && note "taken over"
}
mend_dies_in_demote() {
    on "$asked" crm resource unmigrate PGServer >/dev/null 2>&1
    lab join "$victim"
}
fault_dies_in_promote() { # where it was to go
    asked=$primary
    victim=$secondary
    (sleep 1; on "$primary" timeout 60 crm resource migrate PGServer "$secondary") >/dev/null 2>&1 &
    until_so 20 on "$victim" grep -q ro:Primary /proc/drbd
    lab kill "$victim" >/dev/null
    wait $!
    until_so 60 witnessed serves "$primary" && answers && note "back where it was"
}
mend_dies_in_promote() {
    on "$asked" crm resource unmigrate PGServer >/dev/null 2>&1
    lab join "$victim"
}

fault_dies_in_commit() { # every change that was acknowledged must be there afterwards
    local k
    asked=$primary
    victim=$secondary
    : >"$work/changes"
    for k in $(seq 60); do
        on "$primary" timeout 20 crm_attribute --type crm_config --name "change-$k" --update 1 >/dev/null 2>&1 && echo "change-$k" >>"$work/changes"
    done &
    sleep 2
    lab kill "$victim" >/dev/null
    wait $!
    note "$(wc -l <"$work/changes") changes acknowledged"
    [ -s "$work/changes" ] && kept HA-node1 HA-node2
}
kept() { # NODE..: every acknowledged change is in the CIB of every node that is up
    local n change
    for n in "$primary"; do
        on "$n" cibadmin --query --scope crm_config >"$work/cib" || return
        while read -r change; do grep -q "name=\"$change\"" "$work/cib" || { note "$change is lost on $n"; return 1; }; done <"$work/changes"
    done
}
mend_dies_in_commit() {
    lab join "$victim"
    until_so 60 healthy
    on "$victim" cibadmin --query --scope crm_config >"$work/cib" &&
        for change in $(cat "$work/changes"); do grep -q "name=\"$change\"" "$work/cib" || { failed=1; note "$change is lost on $victim"; }; done
}

fault_reused_process_number() { # the lock file's number is another program's on the node that takes over
    local number
    asked=$secondary victim=$primary
    script "$top/it-tests/src/faults/postgresql.plain" # the other removes the lock file by itself
    number=$(on "$secondary" sh -c "setsid setpriv --reuid=postgres --regid=postgres --clear-groups sleep 600 </dev/null >/dev/null 2>&1 & echo \$!")
    # The server looks at its lock file once a minute; this one does not live so long.
    on "$primary" sh -c "sed -i '1s/.*/$number/' /db/pgdata/postmaster.pid && sync -f /db/pgdata"
    note "number $number is $(on "$secondary" cat "/proc/$number/comm")"
    lab kill "$primary" >/dev/null
    until_so 60 witnessed serves "$secondary" && until_so 20 answers && note "taken over"
}
mend_reused_process_number() {
    lab join "$victim"
    until_so 30 on "$victim" true
    good_script
}

fault_plain_script() { # pg_ctl's 4 on the secondary and a start that ends with 6 lock nothing out
    local here=$primary
    script "$top/it-tests/src/faults/postgresql.plain"
    on "$secondary" sh -c "/etc/init.d/postgresql status >/dev/null 2>&1; echo \"status there: \$?\"" >"$work/code"
    note "$(cat "$work/code")"
    on "$here" crm resource refresh pg_lsb >/dev/null 2>&1
    until_so 40 witnessed healthy || return
    on "$here" timeout 90 crm resource migrate PGServer "$secondary" >/dev/null 2>&1
    until_so 60 witnessed serves "$([ "$here" = HA-node1 ] && echo HA-node2 || echo HA-node1)" && answers && note "moved there"
}
mend_plain_script() {
    on HA-node1 crm resource unmigrate PGServer >/dev/null 2>&1
    good_script
}

fault_split_brain() { # made by hand, without the cluster: both write while the link is cut
    lab cut "$secondary" drbd
    until_so 40 disconnected "$secondary" || return
    on HA-node1 crm configure property maintenance-mode=true
    on "$secondary" sh -ec 'drbdadm disconnect pg; drbdadm primary --force pg
        dd if=/dev/urandom of=/dev/drbd0 bs=4k seek=100000 count=1 oflag=direct 2>/dev/null; drbdadm secondary pg; drbdadm connect pg'
    lab join "$secondary" drbd
    until_so 40 on "$secondary" grep -q "cs:StandAlone" /proc/drbd || return
    on HA-node1 crm configure property maintenance-mode=false
    until_so 60 says "split brain" && note "told in crm_mon" || return
    # The service must not come to the copy that others have written to, not even when it is sent there.
    on "$primary" timeout 40 crm resource migrate PGServer "$secondary" >/dev/null 2>&1
    sleep 5
    ! on "$secondary" grep -q ro:Primary /proc/drbd && note "not promoted"
}
mend_split_brain() { # what the reason says
    on "$primary" crm resource unmigrate PGServer >/dev/null 2>&1
    on "$secondary" sh -c "drbdadm secondary pg && drbdadm connect --discard-my-data pg"
    on "$primary" drbdadm connect pg
}
