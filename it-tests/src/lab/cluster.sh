# shellcheck shell=bash
# What every lab of real nodes has: names, addresses, corosync's files, the daemon, and the wait for a DC. Sourced by bin/lab
# (namespaces) and bin/machines (whole kernels), which set "$self", "$name" and "$lab" and bring "alive" and "exec NODE CMD..".
# Variables of the environment: see bin/lab.
top=$(dirname "$(dirname "$self")")
tree=${SYSTOLE_TREE:-$top/target/systole}
net=${LAB_NET:-10.77.0} step=${LAB_STEP:-1}
own="etc/corosync var/lib/pacemaker var/log ${LAB_MOUNTS-}"
export LC_ALL=C PATH=$tree/bin:/usr/sbin:/usr/bin:/sbin:/bin

die() { echo "${self##*/}: $*" >&2; exit 1; }
nodes() { cat "$lab/nodes" 2>/dev/null; }
number() { nodes | grep -nx "$1" | cut -d: -f1; }
address() { echo "$net.$(($(number "$1") * step))"; }

usage() { sed -n '2,/^set/{/^set/d;s/^# \{0,1\}//p}' "$self"; }

configuration() {
    local k=0 n
    echo "totem {"
    echo "    version: 2"
    echo "    cluster_name: $name"
    [ -z "${TOKEN-}" ] || echo "    token: $TOKEN"
    [ -z "${LAB_CONF-}" ] || echo "    $LAB_CONF"
    echo "}"
    echo "quorum {"
    echo "    provider: corosync_votequorum"
    [ "$(nodes | wc -l)" != 2 ] || echo "    two_node: 1"
    echo "}"
    echo "nodelist {"
    for n in $(nodes); do
        k=$((k + 1))
        printf '    node {\n        name: %s\n        nodeid: %d\n        ring0_addr: %s\n    }\n' "$n" $k "$(address "$n")"
    done
    echo "}"
}

sweep() { # what a lab of this name left that was killed before its "down"; a lab that runs is left alone
    local n space pids
    for n in $(nodes); do ! alive "$n" || die "already up ($lab); \"down\" ends it"; done
    [ ! -e "$lab" ] || down
    for space in /run/netns/*; do
        space=${space##*/}
        [[ $space =~ ^"$name"-(sw|n[0-9]+)$ ]] || continue
        pids=$(ip netns pids "$space" 2>/dev/null | xargs)
        [ -z "$pids" ] || die "process ${pids// /, } runs in the network $space: end it, or choose another name with PMLAB"
        ip netns del "$space" || die "cannot remove the network $space"
    done
}

name_nodes() { # N: the lab's directory with the names, the hosts file and the key of a new cluster
    local k n names=()
    [[ ${1-} =~ ^[1-9][0-9]?$ ]] && [ "$1" -le 32 ] || die "up N, with N from 1 to 32"
    [ "$(id -u)" = 0 ] || die "needs root"
    sweep
    prepare
    read -ra names <<<"${LAB_NODES-}"
    mkdir -p "$lab"
    for k in $(seq "$1"); do echo "${names[k - 1]:-node$k}"; done >"$lab/nodes"
    { echo 127.0.0.1 localhost; for n in $(nodes); do echo "$(address "$n") $n"; done; } >"$lab/hosts"
    (umask 077 && head -c 256 /dev/urandom >"$lab/authkey")
}

seed() { # NODE: its own files below $lab/NODE, as they are before its first start
    mkdir -p "$lab/$1/etc/corosync"
    install -m 600 "$lab/authkey" "$lab/$1/etc/corosync/authkey"
    configuration >"$lab/$1/etc/corosync/corosync.conf"
    furnish "$1"
}

prepare() { # what must be there before a node can start
    [ -e "$tree/.built" ] || "$top/bin/build" || die "the build failed"
}

furnish() { :; } # the node's own directories, beside corosync.conf

daemon() { # as the systemd unit does: started again after a crash, not after an end in good order or a refusal
    local code=
    while [[ ! $code =~ ^(0|1|64|78|100)$ ]]; do
        [ -z "$code" ] || echo "${self##*/}: the daemon ended with status $code and is started again" >&2
        systoled &
        echo $! >/run/systoled.pid
        wait $!
        code=$?
    done
}

online() { # how many nodes does any live node see online, with a DC elected?
    local n answer count
    for n in $(nodes); do
        alive "$n" || continue
        answer=$("$self" exec "$n" timeout 10 cibadmin --query --scope status 2>/dev/null </dev/null) || continue
        count=$(grep -c 'crmd="online".*join="member"' <<<"$answer")
        # Without a member there is no DC to ask for, and Pacemaker's crmadmin would wait for one.
        [ "$count" = 0 ] || "$self" exec "$n" timeout 10 crmadmin --dc_lookup >/dev/null 2>&1 </dev/null || continue
        echo "$count"
        return
    done
    echo 0
}

await() { # N: until N nodes are online
    local limit=${LAB_WAIT:-120} end
    end=$((SECONDS + limit))
    while [ "$(online)" != "$1" ]; do
        [ $SECONDS -lt $end ] || die "only $(online) of $1 nodes are online after $limit s; see $lab/*/console"
        sleep 0.05
    done
}

[ -z "${LAB_STACK-}" ] || . "$LAB_STACK" || die "cannot read LAB_STACK=$LAB_STACK"
