# shellcheck shell=bash
# PostgreSQL 15 for labs. Sourced.

new_database() { # DIRECTORY NETWORK [OPTION..]: an empty one in an empty directory, which serves everybody on the network
    local dir=$1 network=$2 bin=/usr/lib/postgresql/15/bin
    shift 2
    chown postgres:postgres "$dir" && chmod 700 "$dir" &&
        as_postgres "$bin/initdb" -D "$dir" -A trust -U postgres -E UTF8 --locale=C.UTF-8 "$@" >/dev/null || return 1
    echo "listen_addresses = '*'" >>"$dir/postgresql.conf"
    echo "host all all $network trust" >>"$dir/pg_hba.conf"
}

as_postgres() { (cd / && setpriv --reuid=postgres --regid=postgres --init-groups "$@"); } # who alone may run a server
