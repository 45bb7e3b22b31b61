# shellcheck shell=bash
# The demo's quick world: bin/lab's namespaces. A stateful resource takes DRBD's place, an empty one LVM's, and both nodes reach
# one disk. Sourced by bin/demo.
tool=$top/bin/lab sets="build lab demo" patience_factor=1 disk=
export LAB_MOUNTS="etc/init.d dev/VG_PG db"

stack() { # an empty XFS with a database in it
    local mount=$work/mount bin=/usr/lib/postgresql/15/bin
    truncate -s 400M "$work/disk" && mkfs.xfs -q "$work/disk" && disk=$(losetup -f --show "$work/disk") || return 1
    mkdir "$mount" && mount -o noatime "$disk" "$mount" && chown postgres:postgres "$mount" && chmod 700 "$mount" || return 1
    chmod 711 "$work"
    su -s /bin/sh -c "$bin/initdb -D $mount -A trust -U postgres >/dev/null" postgres || { umount "$mount"; return 1; }
    echo "listen_addresses = '*'" >>"$mount/postgresql.conf"
    echo "host all all 192.168.56.0/24 trust" >>"$mount/pg_hba.conf"
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
taken_over() { :; }
came_back() { :; }
compare_data() { :; }
