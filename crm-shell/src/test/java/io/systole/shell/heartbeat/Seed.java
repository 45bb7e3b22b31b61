package io.systole.shell.heartbeat;

/** The files of the document "Postgres, DRBD and HEARTBEAT", line by line. */
final class Seed {
    static final String HA_CF = """
            logfacility local0
            keepalive 500ms
            deadtime 10
            warntime 5
            initdead 30
            mcast eth0 225.0.0.1 694 2 0
            mcast eth1 225.0.0.2 694 1 0
            auto_failback off
            node drbd1
            node drbd2
            ping 10.0.0.1
            respawn hacluster /usr/lib64/heartbeat/ipfail
            apiauth ipfail gid=haclient uid=hacluster
            deadping 5
            """;

    static final String HARESOURCES = """
            drbd1 drbddisk Filesystem::/dev/drbd0::/drbd::ext3 postgres 10.0.0.95
            MailTo::youremail@address.com::DRBDFailure
            """;

    static final String AUTHKEYS = "auth 1\n1 sha1 some-shared-string\n";

    private Seed() {}
}
