package io.systole.node.api;

import io.systole.core.api.CommandIo.Caller;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import jdk.net.ExtendedSocketOptions;
import jdk.net.UnixDomainPrincipal;

/**
 * Who is at the other end of a local socket, by the kernel's word (SO_PEERCRED). As with Pacemaker, root, hacluster and the
 * members of the group haclient may use the cluster.
 */
final class PeerCredentials {
    private static final String GROUP = "haclient";

    private PeerCredentials() {}

    static Caller of(SocketChannel peer) throws IOException {
        UnixDomainPrincipal principal = peer.getOption(ExtendedSocketOptions.SO_PEERCRED);
        String name = principal.user().getName();
        return new Caller(uid(name), name);
    }

    static boolean allowed(SocketChannel peer, Caller caller) throws IOException {
        if (caller.privileged()) {
            return true;
        }
        UnixDomainPrincipal principal = peer.getOption(ExtendedSocketOptions.SO_PEERCRED);
        return principal.group().getName().equals(GROUP) || members(GROUP).contains(caller.name());
    }

    /** The JDK tells the name only; a user without a name is told as the number. */
    private static int uid(String name) throws IOException {
        if (name.equals("root")) {
            return 0;
        }
        if (name.chars().allMatch(Character::isDigit)) {
            return Integer.parseInt(name);
        }
        for (String line : lines("/etc/passwd")) {
            String[] fields = line.split(":");
            if (fields.length > 2 && fields[0].equals(name)) {
                return Integer.parseInt(fields[2]);
            }
        }
        return -1;
    }

    private static List<String> members(String group) throws IOException {
        for (String line : lines("/etc/group")) {
            String[] fields = line.split(":", -1);
            if (fields.length > 3 && fields[0].equals(group)) {
                return Arrays.asList(fields[3].split(","));
            }
        }
        return List.of();
    }

    private static List<String> lines(String file) throws IOException {
        return Files.readAllLines(Path.of(file));
    }
}
