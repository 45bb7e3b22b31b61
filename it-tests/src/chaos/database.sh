# shellcheck shell=bash
# The database of chaos: a directory on a disk that all nodes reach, with a table of rows in it. Sourced by bin/chaos.
. it-tests/src/lab/database.sh

shared_database() { # DIRECTORY, empty
    new_database "$1" "$LAB_NET.0/24" --data-checksums --wal-segsize=4 || return 1
    cat >>"$1/postgresql.conf" <<EOF
shared_buffers = 16MB
max_connections = 20
max_wal_size = 64MB
EOF
    as_postgres /usr/lib/postgresql/15/bin/postgres --single -D "$1" postgres >/dev/null <<EOF
create table demo (row bigint primary key)
create extension amcheck
EOF
}
