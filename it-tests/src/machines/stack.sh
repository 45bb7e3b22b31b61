# shellcheck shell=bash
# "machines stack": what the talk prepares before Pacemaker comes in, on the first two nodes of a lab that is up. The work in
# the nodes is done by the functions "replica", "first_primary" and "release", which run there.

on() { "$self" exec "$1" bash -c "set -e; $(declare -f "$2"); $2 ${*:3}" </dev/null; }

database() { # initdb here, where it takes a second, into a file that the nodes see; listens to everybody on the cluster network
    local bin=/usr/lib/postgresql/15/bin dir made
    dir=$(mktemp -d /var/tmp/systole-database.XXXXXX) && chown postgres "$dir" || return 1
    su -s /bin/sh -c "cd / && $bin/initdb -D $dir/data -A trust -U postgres -E UTF8 --locale=C.UTF-8 --wal-segsize=4 -N" postgres >"$lab/initdb" 2>&1 &&
        printf '%s\n' "listen_addresses = '*'" "max_wal_size = 96MB" "shared_buffers = 32MB" "recovery_init_sync_method = syncfs" >>"$dir/data/postgresql.conf" &&
        echo "host all all $net.0/24 trust" >>"$dir/data/pg_hba.conf" &&
        tar -C "$dir/data" -cf "$lab/database.tar" .
    made=$?
    rm -rf "$dir"
    return $made
}

resource_file() { # the talk's, but for the disk and the network
    local n k=0
    echo "resource pg {"
    echo "  device minor 0;"
    echo "  disk /dev/ubdb;"
    echo "  syncer {"
    echo "    rate 150M;"
    echo "    verify-alg md5;"
    echo "  }"
    for n in $(nodes | head -n 2); do
        k=$((k + 1))
        printf '  on %s {\n    address 10.255.1.%d:7788;\n    meta-disk internal;\n  }\n' "$n" $k
    done
    echo "}"
}

replica() {
    cp /lab/pg.res /etc/drbd.d/pg.res
    # By default DRBD 8.4 resyncs at a few hundred KB/s beside a client that writes: the figure is what "crm doctor" asks for.
    printf 'global {\n    usage-count no;\n}\ncommon {\n    disk {\n        c-min-rate 20M;\n    }\n}\n' >/etc/drbd.d/global_common.conf
    # No udev: LVM looks for devices and makes their nodes itself. The filter is the talk's, with its last part as LVM takes it.
    cat >/etc/lvm/lvmlocal.conf <<'CONF'
devices {
    filter = [ "r|/dev/ubdb|", "r|/dev/disk/*|", "r|/dev/block/*|", "a|.*|" ]
    write_cache_state = 0
    obtain_device_list_from_udev = 0
    external_device_info_source = "none"
    use_devicesfile = 0
}
activation {
    udev_sync = 0
    udev_rules = 0
    monitoring = 0
}
global {
    event_activation = 0
    use_lvmpolld = 0
}
CONF
    mkdir -p -m 0700 /db/pgdata
    install -m 755 "$1" /etc/init.d/postgresql
    modprobe drbd
    drbdadm create-md --force pg >/dev/null 2>&1
    drbdadm up pg
    sync
}

first_primary() {
    local i
    seen() { for i in $(seq 100); do ! grep -q "$1" /proc/drbd || return 0; sleep 0.1; done; cat /proc/drbd >&2; return 1; }
    seen cs:Connected
    drbdadm new-current-uuid --clear-bitmap pg/0 # both disks are new, all zeros, and so the same already
    seen ds:UpToDate/UpToDate
    drbdadm primary pg
    pvcreate -qq -y /dev/drbd0
    vgcreate -qq VG_PG /dev/drbd0
    lvcreate -qq -y -Wn -L 450M -n LV_DATA VG_PG
    mkfs.xfs -q -K /dev/VG_PG/LV_DATA # without discards, which take half a minute through DRBD
    mount -t xfs -o noatime,nodiratime /dev/VG_PG/LV_DATA /db/pgdata
    tar -C /db/pgdata -xpf /lab/database.tar
    chown -R postgres:postgres /db/pgdata
    chmod 0700 /db/pgdata
    umount /db/pgdata
    vgchange -qq -an VG_PG
}

release() { # the cluster starts what it wants; the module goes, too, as on a machine where DRBD does not start at boot
    drbdadm down pg
    rmmod drbd
}

stack() {
    local first second pids=() pid
    read -rd '' first second _ < <(nodes)
    [ -n "$second" ] || die "the stack takes two nodes"
    database || die "no database could be made: $(tail -n 3 "$lab/initdb")"
    resource_file >"$lab/pg.res"
    for n in "$first" "$second"; do on "$n" replica "$top/examples/talk/postgresql" & pids+=($!); done
    for pid in "${pids[@]}"; do wait "$pid" || die "DRBD could not be prepared"; done
    on "$first" first_primary || die "the volume group or the file system could not be made"
    for n in "$first" "$second"; do on "$n" release || die "DRBD could not be stopped on $n"; done
}
