package io.systole.node.boot;

import java.nio.file.Path;

/**
 * The daemon's command line.
 *
 * @param configuration {@code corosync.conf}
 * @param heartbeat a folder with Heartbeat's ha.cf, haresources and authkeys to run instead; null for none
 * @param warmUp to run once all that a daemon does, instead of serving, for a class-data archive
 * @param state where the configuration of the cluster is kept
 */
record BootOptions(Path configuration, Path heartbeat, Path state, Path socket, boolean warmUp, boolean help) {
    static BootOptions parse(String[] arguments) {
        Path configuration = Path.of("/etc/corosync/corosync.conf");
        Path heartbeat = null;
        Path state = Path.of("/var/lib/pacemaker/cib");
        String fromEnvironment = System.getenv("SYSTOLE_SOCKET");
        Path socket = Path.of(fromEnvironment == null ? "/run/systole/socket" : fromEnvironment);
        boolean warmUp = false;
        boolean help = false;
        for (int i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "--conf" -> configuration = Path.of(value(arguments, ++i));
                case "--heartbeat" -> heartbeat = Path.of(value(arguments, ++i));
                case "--state" -> state = Path.of(value(arguments, ++i));
                case "--socket" -> socket = Path.of(value(arguments, ++i));
                case "--warm-up" -> warmUp = true;
                case "--help", "-h" -> help = true;
                default -> throw new IllegalArgumentException("unknown option " + arguments[i]);
            }
        }
        return new BootOptions(configuration, heartbeat, state, socket, warmUp, help);
    }

    BootOptions withConfiguration(Path file) {
        return new BootOptions(file, heartbeat, state, socket, warmUp, help);
    }

    private static String value(String[] arguments, int at) {
        if (at >= arguments.length) {
            throw new IllegalArgumentException(arguments[at - 1] + " takes a value");
        }
        return arguments[at];
    }

    static String usage() {
        return "usage: systoled [--conf FILE | --heartbeat DIR] [--state DIR] [--socket FILE]\n"
                + "  --conf FILE    the nodes and how they talk (default /etc/corosync/corosync.conf)\n"
                + "  --heartbeat DIR  run Heartbeat's configuration, as a rule of /etc/ha.d (ha.cf, haresources, authkeys)\n"
                + "  --state DIR    where the cluster's configuration is kept (default /var/lib/pacemaker/cib)\n"
                + "  --socket FILE  the local socket for commands (default /run/systole/socket)";
    }
}
