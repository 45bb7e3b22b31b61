# shellcheck shell=bash disable=SC2154 # variables of watch.sh
# The faults of bin/faults: fault_NAME breaks and waits for what must be seen, mend_NAME (where there is one) repairs. Each
# begins with the service on $primary and a good copy on $secondary.
faults=(secondary-dies drbd-link cluster-link both-links both-links-fenced server-dies lying-script hanging-script
    freeze-secondary freeze-primary freeze-primary-fenced disk-error busy-filesystem dies-in-demote dies-in-promote dies-in-commit
    reused-process-number plain-script split-brain stale-secondary stale-secondary-handlers)
# Without DRBD's handlers only the built-in agent knows that a copy is old; the distribution's promotes it.
builtin_only=(stale-secondary)

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

# ---- both links: without fencing nobody can know whether the other is dead ----

fault_both_links() { # what two_node and no-quorum-policy=ignore without fencing mean: each goes on alone. Nobody merges the copies
    good=$primary bad=$secondary may_be_twice=yes
    lab cut "$bad"
    asked=$bad
    until_so 60 serves "$bad" || { note "$bad does not take over"; return 1; }
    note "$bad goes on alone"
    asked=$good
    says "OFFLINE: \[ $bad \]" && serves "$good" && served "$(now)" && note "so does $good" || return
    # A person looks at both, and ends the one that nobody could reach before the cables are plugged in.
    lab kill "$bad" >/dev/null
    lab join "$bad"
    asked=
    until_so 60 says "split brain" && serves "$good" && note "told in crm_mon" && on "$good" crm drbd status >"$work/split" 2>&1 &&
        grep -q "drbdadm connect --discard-my-data pg" "$work/split" && note "with the commands"
}
mend_both_links() { throw_away "$bad" "$good"; }

throw_away() { # BAD GOOD: what has been written to the copy on BAD, as the reason says
    # Either may have given up, or still try; DRBD's tools complain of what there is nothing of.
    on "$1" sh -c "drbdadm secondary pg && { drbdadm disconnect pg; drbdadm connect --discard-my-data pg; }" >/dev/null 2>&1
    on "$2" drbdadm connect pg >/dev/null 2>&1
}

# ---- fencing, by a person: a power switch, and the word that it was used ----

fencing() { # on|off
    if [ "$1" = on ]; then
        on HA-node1 cibadmin --create --scope resources --xml-text "<primitive id='by-hand' class='stonith' type='fence_by_hand'>
            <meta_attributes id='by-hand-meta'><nvpair id='by-hand-stopped' name='target-role' value='Stopped'/></meta_attributes>
            </primitive>" && on HA-node1 crm configure property stonith-enabled=true
    else
        on HA-node1 crm configure property stonith-enabled=false
        on HA-node1 cibadmin --delete --xml-text "<primitive id='by-hand'/>"
    fi
}
fence() { # NODE
    lab power off "$1"
    on "$asked" crm -F node clearstate "$1" >/dev/null 2>&1
}

fault_both_links_fenced() { # neither takes anything from the other before one is surely down
    good=$primary bad=$secondary
    fencing on
    lab cut "$bad"
    asked=$bad
    until_so 30 witnessed says "Node $good.*: UNCLEAN" && note "$bad waits" || return
    asked=$good
    until_so 10 witnessed says "Node $bad.*: UNCLEAN" && note "$good waits" || return
    sleep 5
    witness
    fence "$bad"
    until_so 30 witnessed served "$(now)" && serves "$good" && note "$bad fenced"
}
mend_both_links_fenced() {
    lab join "$bad"
    asked=
    until_so 60 healthy
    fencing off
}

fault_freeze_primary_fenced() { # what it had is taken over once it is surely down, and not before
    good=$secondary bad=$primary
    fencing on
    asked=$good
    lab freeze "$bad"
    until_so 30 witnessed says "Node $bad.*: UNCLEAN" && note "$good waits" || return
    sleep 5
    [ -z "$(holds "$good" | grep -v address)" ] || { note "$good did not wait"; return 1; }
    fence "$bad"
    until_so 60 witnessed serves "$good" && answers && note "taken over after that"
}
mend_freeze_primary_fenced() { mend_both_links_fenced; }

fault_freeze_primary() { # a silent machine is taken for dead. When it goes on, it must not be served from
    good=$secondary bad=$primary may_be_twice=yes
    asked=$good
    lab freeze "$bad"
    until_so 60 serves "$good" && answers && note "taken over" || return
    lab thaw "$bad"
    asked=
    until_so 60 one_of_us "$good" && served "$(now)" && note "$bad gave up what it had"
}
one_of_us() { # NODE: the service runs there and nowhere else
    asked=$1
    serves "$1" && [ -z "$(holds "$bad")" ]
}
mend_freeze_primary() { until_so 10 replicated "$good" || throw_away "$bad" "$good"; }

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

started_since() { # MOMENT: has another server been started than the one of then?
    local at
    at=$(started_at 2>/dev/null) && [ -n "$at" ] && [ "$at" != "$1" ]
}

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
    local since
    bad_status "echo running"
    secondary_returns && until_so 40 witnessed says "status. says 0 \(running\) when the service is stopped" && note "told" || return
    since=$(started_at)
    on "$primary" pkill -9 -x postgres
    until_so 40 witnessed started_since "$since" && until_so 40 healthy && note "a dead server is noticed"
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
mend_disk_error() { # without the device between, which the next start of the machine would not bring back
    # shellcheck disable=SC2016
    until_so 20 on "$broken" sh -c 'export DM_DISABLE_UDEV=1
        ! dmsetup info backing || dmsetup remove backing || exit
        sed -i "s|/dev/mapper/backing|/dev/ubdb|" /etc/drbd.d/pg.res && drbdadm attach pg' >/dev/null 2>&1
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
    [ -s "$work/changes" ] && kept "$primary"
}
kept() { # NODE: every acknowledged change is in its own copy of the CIB
    local change
    on "$1" cibadmin --query --local --scope crm_config >"$work/cib" || return
    while read -r change; do grep -q "name=\"$change\"" "$work/cib" || { note "$change is lost on $1"; return 1; }; done <"$work/changes"
}
mend_dies_in_commit() {
    lab join "$victim"
    until_so 60 healthy
    kept "$victim" && note "all on both nodes" || seen=no
    # What nothing reads would be warned of at every change from now on.
    on "$primary" sh -c 'while read -r change; do crm_attribute --type crm_config --name "$change" --delete; done' \
        <"$work/changes" >/dev/null
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
    on "$secondary" sh -c "chmod 755 /db/pgdata; /etc/init.d/postgresql status >/dev/null 2>&1; echo \"status there: \$?\"" >"$work/code"
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

# ---- an old copy: DRBD's link is cut, rows go on, and then the primary dies ----

old_copy() { # COMMAND..: the primary dies as soon as that is so
    good=$primary bad=$secondary
    lab cut "$bad" drbd
    until_so 40 witnessed disconnected "$good" && served "$(now)" || return
    until_so 40 witnessed "$@" && served "$(now)" || { note "nobody knows that the copy is old"; return 1; }
    asked=$bad
    lab kill "$good" >/dev/null
    until_so 30 says "OFFLINE: \[ $good \]"
}
never_promoted() { # nor ten seconds later
    sleep 10
    holds "$bad" | grep -q "primary\|server" && { note "promoted"; return 1; }
    note "not promoted"
}
serves_again() { # with the good copy, and every row
    lab join "$bad" drbd
    lab join "$good"
    asked=
    until_so 90 witnessed healthy && note "the good copy serves"
}

fault_stale_secondary() { # the built-in agent's own knowledge
    old_copy marked && until_so 30 says "cannot be promoted: the copy of pg on this node is old: $good has written" && note "told" &&
        never_promoted
}
mend_stale_secondary() { serves_again; }
marked() { on "$bad" crm_attribute --node "$good" --name drbd-alone-pg --query >/dev/null 2>&1; }

handlers() { # those of DRBD, as "crm doctor" advises them; they look for the cluster's commands where a distribution has them
    local n
    for n in HA-node1 HA-node2; do
        # shellcheck disable=SC2016
        on "$n" sh -ec 'for name in cibadmin crmadmin crm_attribute; do ln -sf "$0/lib/systole/systole-client" /usr/sbin/$name; done
            cat >/etc/drbd.d/global_common.conf
            drbdadm adjust pg' "${SYSTOLE_TREE:-$top/target/systole}" <<'CONF' || return
global {
    usage-count no;
}
common {
    disk {
        c-min-rate 20M;
        fencing resource-only;
    }
    handlers {
        fence-peer "/usr/lib/drbd/crm-fence-peer.sh";
        after-resync-target "/usr/lib/drbd/crm-unfence-peer.sh";
    }
}
CONF
    done
}
constraint() { on "$bad" cibadmin --query --xpath "//rsc_location[@id='drbd-fence-by-handler-pg-ms_drbd_pg']" >/dev/null 2>&1; }
fault_stale_secondary_handlers() {
    handlers || { note "the handlers cannot be configured"; return 1; }
    old_copy constraint && never_promoted &&
        on "$bad" crm_mon -1 --neg-locations | grep -q "drbd-fence-by-handler-pg-.*prevents ms_drbd_pg from running in Promoted role on $bad" &&
        note "told"
}
mend_stale_secondary_handlers() {
    local n
    serves_again
    if until_so 40 eval '! constraint'; then note "the constraint is gone"; else seen=no; note "the constraint stays"; fi
    for n in HA-node1 HA-node2; do on "$n" sh -c "sed -i '/fencing/d; /handlers/,/}/d' /etc/drbd.d/global_common.conf; drbdadm adjust pg"; done
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
    throw_away "$secondary" "$primary"
}
