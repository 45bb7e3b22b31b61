# shellcheck shell=bash
# What the document prepares before Heartbeat comes in: DRBD on both machines, ext3 on it, the server's data, the script. Sourced
# by "run"; the functions "replica", "first_primary" and "take_over" run in the machines.

replica() { # ADDRESS-OF-DRBD1 ADDRESS-OF-DRBD2
    printf 'global {\n    usage-count no;\n}\n' >/etc/drbd.d/global_common.conf
    cat >/etc/drbd.d/pg.res <<CONF
resource pg {
  device /dev/drbd0;
  disk /dev/ubdb;
  meta-disk internal;
  on drbd1 {
    address $1:8888;
  }
  on drbd2 {
    address $2:8888;
  }
}
CONF
    mkdir -p /drbd
    modprobe drbd
    drbdadm create-md --force pg >/dev/null 2>&1
    drbdadm up pg
}

first_primary() {
    local bin=/usr/lib/postgresql/15/bin i
    for i in $(seq 100); do ! grep -q cs:Connected /proc/drbd || break; sleep 0.1; done
    drbdadm new-current-uuid --clear-bitmap pg/0 # both disks are new, all zeros, and so the same already
    drbdadm primary pg
    mkfs.ext3 -q /dev/drbd0
    mount -t ext3 /dev/drbd0 /drbd
    install -d -o postgres -m 700 /drbd/pgdata
    su -s /bin/sh -c "cd / && $bin/initdb -D /drbd/pgdata -A trust -U postgres -E UTF8 --locale=C.UTF-8 -N" postgres >/dev/null
    printf '%s\n' "listen_addresses = '*'" >>/drbd/pgdata/postgresql.conf
    echo "host all all 10.0.0.0/24 trust" >>/drbd/pgdata/pg_hba.conf
    umount /drbd
    drbdadm secondary pg
}

take_over() { # FILES SCRIPTS: from the daemon that came up empty to the one that runs Heartbeat's files
    local i
    drbdadm down pg
    kill "$(cat /run/systoled.pid)"
    for i in $(seq 200); do kill -0 "$(cat /run/systoled.pid)" 2>/dev/null || break; sleep 0.1; done
    rm -rf /var/lib/pacemaker/*
    mkdir -p /etc/ha.d/resource.d
    install -m 600 "$1"/* /etc/ha.d/
    install -m 755 "$2"/* /etc/ha.d/resource.d/
    sync
}

there() { lab exec "$1" bash -c "set -e; $(declare -f "$2"); $2 ${*:3}" </dev/null; }

prepare() {
    local n
    for n in drbd1 drbd2; do there $n replica 10.255.1.1 10.255.1.2 || return 1; done
    there drbd1 first_primary || return 1
    for n in drbd1 drbd2; do there $n take_over "$here/ha.d" "$here/postgres.d" || return 1; done
    for n in drbd1 drbd2; do lab start $n; done
    lab wait 2
}
