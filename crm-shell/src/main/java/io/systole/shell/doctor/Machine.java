package io.systole.shell.doctor;

import io.systole.agents.drbd.DrbdConf;
import io.systole.core.xml.Element;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the checks look at: the files below a directory, and where that is this machine itself, its network and processes.
 * Files are read to a limit; what cannot be read is noted once and told at the end. One thread at a time.
 */
final class Machine implements DrbdConf.Source {
    private static final int BYTES_MAX = 1 << 20;
    private static final int NAMES_MAX = 10_000;
    private static final int LINKS_MAX = 8;

    private final Path root;
    private final List<Subnet> networks;
    private final Element configuration;
    private final SortedMap<String, Long> clocksAheadMs;
    private final Set<String> troubles = new LinkedHashSet<>();
    private DrbdConf drbd;

    /**
     * @param root {@code /} for this machine itself
     * @param networks of this machine; empty where they are not known
     * @param configuration of the CIB, or null without a cluster
     * @param clocksAheadMs by how much the clock of each node that answers is ahead of this one's, milliseconds
     */
    Machine(Path root, List<Subnet> networks, Element configuration, SortedMap<String, Long> clocksAheadMs) {
        this.root = root;
        this.networks = List.copyOf(networks);
        this.configuration = configuration;
        this.clocksAheadMs = new TreeMap<>(clocksAheadMs);
    }

    /** Whether programs of it may be run and its processes looked at. */
    boolean live() {
        return root.equals(Path.of("/"));
    }

    List<Subnet> networks() {
        return networks;
    }

    SortedMap<String, Long> clocksAheadMs() {
        return clocksAheadMs;
    }

    /** What could not be read, a sentence each. */
    List<String> troubles() {
        return List.copyOf(troubles);
    }

    /** As {@code uname -n} prints it; empty where nothing tells. */
    String nodeName() {
        return file("/proc/sys/kernel/hostname")
                .or(() -> file("/etc/hostname"))
                .flatMap(file -> file.lines().stream()
                        .map(String::strip)
                        .filter(s -> !s.isEmpty())
                        .findFirst())
                .orElse("");
    }

    /** DRBD's configuration; without sections where there is none. */
    DrbdConf drbd() {
        if (drbd == null) {
            drbd = DrbdConf.read("/etc/drbd.conf", this);
        }
        return drbd;
    }

    /** The cluster's primitives; none without a cluster. */
    List<Element> primitives() {
        List<Element> found = new ArrayList<>();
        if (configuration != null && configuration.child("resources") != null) {
            primitives(configuration.child("resources"), found);
        }
        return found;
    }

    private static void primitives(Element in, List<Element> found) {
        for (Element child : in.children()) {
            if (child.name().equals("primitive")) {
                found.add(child);
            } else {
                primitives(child, found);
            }
        }
    }

    /** A primitive's parameter, or the empty string. */
    static String parameter(Element primitive, String name) {
        return primitive.children("instance_attributes").stream()
                .flatMap(set -> set.children("nvpair").stream())
                .filter(pair -> pair.attribute("name", "").equals(name))
                .map(pair -> pair.attribute("value", ""))
                .findFirst()
                .orElse("");
    }

    /** The file's real place; links lead from the root of this tree, not of the machine that is looked from. */
    Path at(String path) {
        String now = path;
        for (int i = 0; i < LINKS_MAX; i++) {
            Path place = root.resolve("." + now).normalize();
            if (!place.startsWith(root) || !Files.isSymbolicLink(place)) {
                return place.startsWith(root) ? place : root;
            }
            try {
                Path target = Files.readSymbolicLink(place);
                now = target.isAbsolute()
                        ? target.toString()
                        : Path.of(now).resolveSibling(target).normalize().toString();
            } catch (IOException e) {
                return place;
            }
        }
        return root.resolve("." + now).normalize();
    }

    boolean exists(String path) {
        return Files.exists(at(path), LinkOption.NOFOLLOW_LINKS);
    }

    /** Where a link leads, or empty where there is none. */
    Optional<String> link(String path) {
        try {
            return Optional.of(Files.readSymbolicLink(root.resolve("." + path)).toString());
        } catch (IOException | UnsupportedOperationException e) {
            return Optional.empty();
        }
    }

    /** For example {@code rw-r--r--}; empty where the file is not there. */
    Optional<String> permissions(String path) {
        try {
            return Optional.of(PosixFilePermissions.toString(Files.getPosixFilePermissions(at(path))));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Bytes; negative where the file is not there. */
    long size(String path) {
        try {
            return Files.size(at(path));
        } catch (IOException e) {
            return -1;
        }
    }

    /** Milliseconds since the epoch; 0 where the file is not there. */
    long changedMs(String path) {
        try {
            return Files.getLastModifiedTime(at(path)).toMillis();
        } catch (IOException e) {
            return 0;
        }
    }

    /** A file that is there and is text; a missing one is no trouble. */
    Optional<TextFile> file(String path) {
        Path place = at(path);
        if (!Files.exists(place)) {
            return Optional.empty();
        }
        if (!Files.isRegularFile(place)) {
            troubles.add(path + " is no regular file");
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(place)) {
            byte[] bytes = in.readNBytes(BYTES_MAX + 1);
            if (bytes.length > BYTES_MAX) {
                troubles.add(path + " is longer than " + BYTES_MAX / 1024 + " KiB");
                return Optional.empty();
            }
            String text = new String(bytes, StandardCharsets.UTF_8);
            if (text.indexOf('\0') >= 0) {
                troubles.add(path + " is no text: it holds zero bytes");
                return Optional.empty();
            }
            return Optional.of(new TextFile(path, text.lines().toList()));
        } catch (AccessDeniedException e) {
            troubles.add(path + " cannot be read: permission denied");
        } catch (IOException e) {
            troubles.add(path + " cannot be read: " + e.getMessage());
        }
        return Optional.empty();
    }

    /** Names in a directory, in order; none where it is not there. */
    List<String> names(String directory) {
        TreeSet<String> names = new TreeSet<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(at(directory))) {
            for (Path entry : entries) {
                if (names.size() >= NAMES_MAX) {
                    troubles.add(directory + " holds more than " + NAMES_MAX + " files; the rest is not looked at");
                    break;
                }
                names.add(entry.getFileName().toString());
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            return List.of();
        } catch (IOException e) {
            troubles.add(directory + " cannot be read: " + e.getMessage());
        }
        return List.copyOf(names);
    }

    @Override
    public Optional<String> text(String path, List<String> ignored) {
        return file(path).map(file -> String.join("\n", file.lines()));
    }

    @Override
    public List<String> matching(String pattern) {
        int slash = pattern.lastIndexOf('/');
        String regex =
                "\\Q" + pattern.substring(slash + 1).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q") + "\\E";
        return names(pattern.substring(0, slash)).stream()
                .filter(name -> name.matches(regex))
                .map(name -> pattern.substring(0, slash + 1) + name)
                .toList();
    }
}
