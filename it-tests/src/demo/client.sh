# shellcheck shell=bash
# The demo's client: beside the nodes, on their network, it commits a row after another through the virtual address and keeps
# what was acknowledged. Sourced by bin/demo.

now() { local us=${EPOCHREALTIME/./}; echo $((us / 1000)); } # milliseconds
seconds() { printf '%d.%d' $(($1 / 1000)) $(($1 % 1000 / 100)); }

sql() { # one statement through the virtual address, as a client beside the nodes sees it
    on client env PGCONNECT_TIMEOUT=2 timeout 2 psql -X -q -t -A -h $address -U postgres -d postgres -c "$1" 2>/dev/null
}

statements() { # rows to commit, each with a line that psql prints once it is committed
    local row=$1
    while :; do
        row=$((row + 1))
        printf "insert into demo values (%d);\n\\\\echo %d\n" $row $row || return
        read -rt "${rest:-0.003}" -u $never
    done
}

acknowledged() { echo "$(now) $1" >>"$work/acknowledged"; }

# A server that dies between a statement and its answer leaves nothing to be sent again: only these questions notice it.
liveness="keepalives_idle=1 keepalives_interval=1 keepalives_count=2"

commit_rows() { # commits a row after another; tells "acknowledged" of each; waits "$rest" seconds between them
    local session=0 row
    while :; do
        # Only whether somebody listens: a whole session may take longer on a busy machine, and an address without a machine
        # must not be waited for.
        until on client timeout 0.3 bash -c ": </dev/tcp/$address/5432" 2>/dev/null; do sleep 0.05; done
        session=$((session + 1))
        statements ${session}000000 2>/dev/null | on client stdbuf -oL psql -X -q -v ON_ERROR_STOP=1 -f - \
            "host=$address user=postgres dbname=postgres connect_timeout=2 tcp_user_timeout=400 $liveness" \
            2>/dev/null | while read -r row; do acknowledged "$row"; done
    done
}

start_client() {
    set -m # a process group of its own, to be ended whole
    commit_rows &
    client_pid=$!
    set +m
}

stop_client() {
    [ -z "$client_pid" ] || { kill -- -"$client_pid" && wait "$client_pid"; } 2>/dev/null
    client_pid=
}

gap() { # longest time without an acknowledged commit between two moments, milliseconds
    awk -v from="$1" -v to="$2" '
        $1 < from { last = $1; next }
        { if (last && $1 - last > longest) longest = $1 - last; last = $1; if ($1 > to) exit }
        END { printf "%d\n", longest }' "$work/acknowledged"
}

served() { # waits for a commit after this moment
    local last n
    [ -n "$client_pid" ] || return 0
    for n in $(seq $((200 * patience_factor))); do
        last=$(tail -n 1 "$work/acknowledged" 2>/dev/null)
        [ "${last%% *}" -gt "$1" ] 2>/dev/null && return
        sleep 0.05
    done
    failed=1
}

check_rows() { # every acknowledged row must be there; sets $promised and $missing
    cut -d' ' -f2 "$work/acknowledged" | sort >"$work/promised"
    on client psql -X -q -t -A -h $address -U postgres -d postgres -c "select row from demo where row > 0" | sort >"$work/kept"
    missing=$(comm -23 "$work/promised" "$work/kept" | wc -l)
    promised=$(wc -l <"$work/promised")
}
