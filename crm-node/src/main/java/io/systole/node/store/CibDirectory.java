package io.systole.node.store;

import io.systole.core.cib.Cib;
import io.systole.core.port.CibStore;
import io.systole.core.xml.Element;
import io.systole.core.xml.XmlException;
import io.systole.core.xml.XmlFormat;
import io.systole.core.xml.XmlParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the configuration in a directory, by convention {@code /var/lib/pacemaker/cib}: {@code cib.xml} with its digest in
 * {@code cib.xml.sig}, and the configurations before it as {@code cib-N.raw} with theirs, the number of the next in {@code
 * cib.last}.
 *
 * <p>A file is written beside its place, synced, renamed, and the directory synced, so that a power cut leaves the old one
 * or the new one. The digest goes first: a cut between the two leaves a cib.xml that fits the digest kept in history.
 */
public final class CibDirectory implements CibStore {
    private static final Logger LOG = LoggerFactory.getLogger(CibDirectory.class);

    /** Configurations kept in history; the oldest is overwritten. */
    static final int HISTORY_MAX = 100;

    /** Bytes of all configurations in history together; the newest few are kept in any case. */
    private static final long HISTORY_BYTES_MAX = 64L * 1024 * 1024;

    private static final int HISTORY_MIN = 2;

    /** Configurations that lost against others, and as many that could not be read; of more the oldest is deleted. */
    static final int KEPT_MAX = 100;

    /**
     * A larger file that a person put there is not read. What was saved here has its digest beside it and is read at any
     * size: whatever was acknowledged must be there after a restart.
     */
    static final long BY_HAND_BYTES_MAX = 64L * 1024 * 1024;

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    private final Path directory;
    private final Clock clock;
    private final DiskReserve reserve;
    /** What is known to be on disk, without what changes with every view of the cluster. */
    private Element saved;

    public CibDirectory(Path directory, Clock clock) {
        this.directory = directory;
        this.clock = clock;
        this.reserve = new DiskReserve(directory);
    }

    /** Configurations hold passwords. Packages of Pacemaker let the group haclient look into it. */
    private void make() throws IOException {
        String mended = OwnDirectory.make(directory, "rwx------", "rwxr-x---");
        if (!mended.isEmpty()) {
            LOG.warn("{}", mended);
        }
    }

    private Path current() {
        return directory.resolve("cib.xml");
    }

    private static Path digestOf(Path file) {
        return file.resolveSibling(file.getFileName() + ".sig");
    }

    @Override
    public Loaded load() throws IOException {
        make();
        Path file = current();
        if (!Files.exists(file) && newest() == null) {
            return new Loaded(Cib.empty(), "");
        }
        String trouble;
        try {
            Cib cib = read(file);
            saved = lasting(cib.root());
            return new Loaded(cib, "");
        } catch (IOException e) {
            trouble = e.getMessage();
        }
        Path aside = keepAside(file);
        Path good = newest();
        String kept = aside == null ? "" : "; it is kept as " + aside;
        if (good == null) {
            throw new IOException(trouble + kept
                    + ", and there is no older configuration to fall back to. To start with an empty one, move the"
                    + " file away; to accept a file that you edited, remove its .sig file");
        }
        return new Loaded(read(good), trouble + kept + "; the last good configuration, " + good + ", is used");
    }

    /** A file whose digest agrees; a file without a digest is accepted, as somebody put it there on purpose. */
    private static Cib read(Path file) throws IOException {
        byte[] bytes;
        Path digest = digestOf(file);
        boolean saved = Files.exists(digest);
        try {
            long size = Files.size(file);
            if (!saved && size > BY_HAND_BYTES_MAX) {
                throw new IOException(file + " has " + size + " bytes and no digest (" + digest.getFileName()
                        + ") beside it, so it was put there by hand; at most " + BY_HAND_BYTES_MAX
                        + " bytes are taken that way. Load a configuration of this size in parts, with cibadmin or crm"
                        + " configure load update");
            }
            bytes = Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new IOException(file + " is missing", e);
        }
        if (saved && !Files.readString(digest).strip().equals(digest(bytes))) {
            throw new IOException(file + " does not agree with its digest " + digest
                    + ": it was torn by a power cut or edited by hand (use crm configure or cibadmin instead)");
        }
        try {
            Element root = XmlParser.parse(bytes);
            if (!root.name().equals("cib") || root.child("configuration") == null) {
                throw new IOException(file + " holds a <" + root.name() + ">, not a <cib> with a configuration");
            }
            return new Cib(root.child("status") == null ? root.withChild(Element.of("status")) : root);
        } catch (XmlException e) {
            throw new IOException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private Path keepAside(Path file) throws IOException {
        if (!Files.exists(file)) {
            return null;
        }
        Path aside = unused("cib.rejected-");
        Files.move(file, aside);
        trimKept("cib.rejected-");
        Files.deleteIfExists(digestOf(file));
        return aside;
    }

    /** The newest configuration of the history whose digest agrees, or null. */
    private Path newest() throws IOException {
        List<Path> files = new ArrayList<>();
        int next = nextNumber();
        for (int back = 1; back <= HISTORY_MAX; back++) {
            files.add(raw(Math.floorMod(next - back, HISTORY_MAX)));
        }
        for (Path file : files) {
            if (Files.exists(file) && Files.exists(digestOf(file))) {
                try {
                    read(file);
                    return file;
                } catch (IOException e) {
                    // This one is broken as well: an older one may be good.
                    continue;
                }
            }
        }
        return null;
    }

    private Path raw(int number) {
        return directory.resolve("cib-" + number + ".raw");
    }

    private int nextNumber() throws IOException {
        Path last = directory.resolve("cib.last");
        try {
            return Integer.parseInt(Files.readString(last).strip()) % HISTORY_MAX;
        } catch (NoSuchFileException | NumberFormatException e) {
            return 0;
        }
    }

    @Override
    public String save(Cib cib) throws IOException {
        make();
        Element root = cib.root().withoutChildren(c -> c.name().equals("status"));
        byte[] bytes = XmlFormat.pretty(root.withChild(Element.of("status"))).getBytes(StandardCharsets.UTF_8);
        byte[] digest = digest(bytes).getBytes(StandardCharsets.US_ASCII);
        if (!lasting(root).equals(saved)) {
            try {
                write(bytes, digest);
            } catch (IOException e) {
                if (!reserve.giveUp()) {
                    throw e;
                }
                write(bytes, digest);
            }
            saved = lasting(root);
            trimHistory(bytes.length);
        }
        try {
            reserve.keep(bytes.length);
            return "";
        } catch (IOException e) {
            return "there is no room left for a further configuration (" + e.getMessage() + ")";
        }
    }

    private static Element lasting(Element root) {
        return root.withoutChildren(c -> c.name().equals("status"))
                .without("dc-uuid")
                .without("have-quorum")
                .without("num_updates");
    }

    private void write(byte[] bytes, byte[] digest) throws IOException {
        int number = nextNumber();
        Map<Path, byte[]> files = new LinkedHashMap<>();
        // History first: from here on the new configuration survives, whatever happens to cib.xml.
        files.put(raw(number), bytes);
        files.put(digestOf(raw(number)), digest);
        files.put(
                directory.resolve("cib.last"),
                Integer.toString((number + 1) % HISTORY_MAX).getBytes(StandardCharsets.US_ASCII));
        files.put(digestOf(current()), digest);
        files.put(current(), bytes);
        DurableFile.write(files);
        DurableFile.sync(directory);
    }

    /** Large configurations are kept fewer times, the newest longest. */
    private void trimHistory(long newestBytes) throws IOException {
        if (newestBytes * HISTORY_MAX <= HISTORY_BYTES_MAX) {
            return;
        }
        int next = nextNumber();
        long sum = 0;
        for (int back = 1; back <= HISTORY_MAX; back++) {
            Path file = raw(Math.floorMod(next - back, HISTORY_MAX));
            sum += Files.exists(file) ? Files.size(file) : 0;
            if (sum > HISTORY_BYTES_MAX && back > HISTORY_MIN) {
                Files.deleteIfExists(file);
                Files.deleteIfExists(digestOf(file));
            }
        }
    }

    /** A name that says when, and which of several within a second. */
    private Path unused(String prefix) {
        String name = prefix + STAMP.format(clock.instant());
        Path file = directory.resolve(name + ".xml");
        for (int i = 2; Files.exists(file); i++) {
            file = directory.resolve(name + "-" + i + ".xml");
        }
        return file;
    }

    /** Of what is kept for people only the newest remain, or a cluster that splits again and again would fill the disk. */
    private void trimKept(String prefix) throws IOException {
        SortedMap<FileTime, List<Path>> byAge = new TreeMap<>();
        int many = 0;
        try (DirectoryStream<Path> kept = Files.newDirectoryStream(directory, prefix + "*.xml")) {
            for (Path file : kept) {
                byAge.computeIfAbsent(Files.getLastModifiedTime(file), t -> new ArrayList<>())
                        .add(file);
                many++;
            }
        }
        Iterator<Path> oldest = byAge.values().stream().flatMap(List::stream).iterator();
        for (; many > KEPT_MAX; many--) {
            Path file = oldest.next();
            Files.deleteIfExists(file);
            LOG.warn("{} was the oldest of more than {} configurations kept aside and is deleted", file, KEPT_MAX);
        }
    }

    /** Keeps a configuration that lost against another one beside the current one, and says where. */
    public Path keepLost(Cib cib) throws IOException {
        Path file = unused("cib.lost-");
        DurableFile.write(file, XmlFormat.pretty(cib.root()).getBytes(StandardCharsets.UTF_8));
        trimKept("cib.lost-");
        DurableFile.sync(directory);
        return file;
    }

    private static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has MD5", e);
        }
    }
}
