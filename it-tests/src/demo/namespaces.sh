# shellcheck shell=bash
# The demo's quick world: bin/lab's namespaces. A stateful resource takes DRBD's place, an empty one LVM's, and both nodes reach
# one disk. Sourced by bin/demo.
tool=$top/bin/lab sets="build lab demo" patience_factor=1 lvm=Dummy disk=
export LAB_MOUNTS="etc/init.d dev/VG_PG db"
. "$top/it-tests/src/lab/database.sh"

stack() { # an empty XFS with a database in it
    local mount=$work/mount
    truncate -s 400M "$work/disk" && mkfs.xfs -q "$work/disk" && disk=$(losetup -f --show "$work/disk") || return 1
    mkdir "$mount" && mount -o noatime "$disk" "$mount" || return 1
    chmod 711 "$work"
    new_database "$mount" 192.168.56.0/24 || { umount "$mount"; return 1; }
    umount "$mount"
}

world_up() {
    local n
    stack >"$work/stack" 2>&1 || { cat "$work/stack"; echo "bin/demo: no disk with a database could be made" >&2; return 1; }
    lab up 2 || return 1
    for n in HA-node1 HA-node2; do
        on $n mkdir -p -m 0700 /db/pgdata && on $n ln -s "$disk" /dev/VG_PG/LV_DATA &&
            on $n install -m 755 "$top/examples/talk/postgresql" /etc/init.d/postgresql || return 1
    done
}

world_down() {
    for _ in $(seq 50); do # the nodes' mounts end with their last process
        [ -z "$disk" ] || ! losetup "$disk" >/dev/null 2>&1 || losetup -d "$disk" 2>/dev/null
        [ -n "$disk" ] && losetup "$disk" >/dev/null 2>&1 || break
        sleep 0.1
    done
}

talk() { # the talk's commands, with what stands in for DRBD and LVM here
    sed -e 's/ocf:linbit:drbd/ocf:pacemaker:Stateful/' -e '/drbd_resource=/d' \
        -e 's/ocf:heartbeat:LVM/ocf:heartbeat:Dummy/' -e '/volgrpname=/d' "$top/examples/talk/configure.crm"
}

type_command() { on HA-node1 crm -f - <<<"$1"; } # as pasted, with the blanks that the slides have behind a backslash

replicated() { :; }
moved() { :; }
secondary_lost() { :; }
taken_over() { :; }
came_back() { :; }
compare_data() { :; }
