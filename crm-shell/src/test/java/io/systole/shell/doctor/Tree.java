package io.systole.shell.doctor;

import io.systole.core.xml.Element;
import io.systole.core.xml.XmlException;
import io.systole.core.xml.XmlParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** A machine made of files, with the talk's DRBD resource on it if that is asked for. */
final class Tree {
    static final String TALK = """
            resource pg {
              device minor 0;
              disk /dev/sdb;

              syncer {
                rate 150M;
                verify-alg md5;
              }

              on HA-node1 {
                address 192.168.56.10:7788;
                meta-disk internal;
              }
              on HA-node2 {
                address 192.168.56.20:7788;
                meta-disk internal;
              }
            }
            """;

    private final Path root;
    private final List<Subnet> networks = new ArrayList<>();
    private final TreeMap<String, Long> clocks = new TreeMap<>();
    private Element configuration;

    Tree(Path root) {
        this.root = root;
    }

    Tree file(String path, String text) {
        try {
            Path file = root.resolve("." + path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return this;
    }

    Tree mode(String path, String permissions) {
        try {
            Files.setPosixFilePermissions(root.resolve("." + path), PosixFilePermissions.fromString(permissions));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return this;
    }

    Tree link(String path, String target) {
        try {
            Path link = root.resolve("." + path);
            Files.createDirectories(link.getParent());
            Files.createSymbolicLink(link, Path.of(target));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return this;
    }

    Tree talk() {
        return file("/proc/sys/kernel/hostname", "HA-node1\n")
                .file("/etc/drbd.conf", "include \"drbd.d/global_common.conf\";\ninclude \"drbd.d/*.res\";\n")
                .file("/etc/drbd.d/pg.res", TALK);
    }

    Tree resource(String text) {
        return talk().file("/etc/drbd.d/pg.res", TALK.replace("  disk /dev/sdb;", "  disk /dev/sdb;\n" + text));
    }

    Tree network(String address, int prefix) {
        networks.add(new Subnet("eth1", Subnet.number(address).orElseThrow(), prefix));
        return this;
    }

    Tree cluster(String configurationXml) {
        try {
            configuration = XmlParser.parse(configurationXml);
        } catch (XmlException e) {
            throw new AssertionError(e);
        }
        return this;
    }

    Tree clock(String node, long aheadMs) {
        clocks.put(node, aheadMs);
        return this;
    }

    Machine machine() {
        return new Machine(root, networks, configuration, clocks);
    }

    List<Finding> tell(Check check) {
        return check.findings(machine());
    }

    /** The one thing that the check has to say. */
    Finding only(Check check) {
        List<Finding> found = tell(check);
        if (found.size() != 1) {
            throw new AssertionError("more or less than one: " + found);
        }
        return found.get(0);
    }
}
