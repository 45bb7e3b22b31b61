package io.systole.shell.heartbeat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code authkeys}: {@code auth N} says which of the numbered keys signs. The cluster's key is derived from it, so that every
 * node that imports the same file has the same.
 */
final class KeyFile {
    private static final List<String> METHODS = List.of("crc", "md5", "sha1");

    /** As corosync-keygen makes them, bytes. */
    private static final int LENGTH = 256;

    /** Shorter keys can be tried out by somebody who listens, characters. */
    private static final int SHORT = 16;

    private KeyFile() {}

    private record Entry(Line line, String method, String key) {}

    /**
     * The key, or empty where there is none: the lines are wrong, or {@code crc} signs, which needs none.
     *
     * @param permissions the file's, for example {@code rw-------}, or null where that is not known
     */
    static Optional<byte[]> read(String text, String permissions, ClusterPlan plan, Report report) {
        Map<Integer, Entry> entries = new LinkedHashMap<>();
        List<Line> auths = new ArrayList<>();
        for (Line line : Line.keys("authkeys", text)) {
            if (line.words().get(0).equalsIgnoreCase("auth")) {
                auths.add(line);
            } else {
                entry(line, entries, report);
            }
        }
        if (permissions != null && !permissions.endsWith("------")) {
            report.add(
                    "authkeys",
                    Verdict.CHANGED,
                    "its permissions are " + permissions
                            + ", so others may have read the key; Heartbeat refuses such a file",
                    "make a new key with corosync-keygen and copy it to every node");
        }
        Entry chosen = chosen(auths, entries, report);
        if (chosen == null) {
            return Optional.empty();
        }
        entries.values().stream()
                .filter(entry -> entry != chosen)
                .forEach(entry -> report.unsupported(entry.line(), "the cluster has one key, that of the auth line"));
        return use(chosen, plan, report);
    }

    private static void entry(Line line, Map<Integer, Entry> entries, Report report) {
        String[] parts = line.text().split("\\s+", 3);
        if (!parts[0].matches("[0-9]{1,4}") || parts.length < 2) {
            report.wrong(hidden(line), "expected \"auth NUMBER\" or \"NUMBER METHOD KEY\", for example 1 sha1 secret");
            return;
        }
        String key = parts.length < 3 ? "" : parts[2];
        if (!METHODS.contains(parts[1])) {
            report.wrong(hidden(line), "the method \"" + parts[1] + "\" is unknown; it takes crc, md5 or sha1");
        } else if (!parts[1].equals("crc") && key.isEmpty()) {
            report.wrong(hidden(line), "the method " + parts[1] + " needs a key behind it");
        } else if (entries.putIfAbsent(Integer.valueOf(parts[0]), new Entry(hidden(line), parts[1], key)) != null) {
            report.wrong(hidden(line), "the key " + parts[0] + " is there already");
        }
    }

    /** A report is shown and kept; the key stays out of it. */
    private static Line hidden(Line line) {
        String[] parts = line.text().split("\\s+", 3);
        String text = parts.length < 3 ? line.text() : parts[0] + " " + parts[1] + " (key)";
        return new Line(line.file(), line.number(), text);
    }

    private static Entry chosen(List<Line> auths, Map<Integer, Entry> entries, Report report) {
        if (auths.isEmpty()) {
            report.add("authkeys", Verdict.WRONG, "no line \"auth NUMBER\" says which key is used", "");
            return null;
        }
        for (Line line : auths.subList(0, auths.size() - 1)) {
            report.wrong(
                    line, "auth stands in line " + auths.get(auths.size() - 1).number() + " again");
        }
        Line line = auths.get(auths.size() - 1);
        String number = line.words().size() == 2 ? line.words().get(1) : "";
        Entry entry = number.matches("[0-9]{1,4}") ? entries.get(Integer.valueOf(number)) : null;
        if (entry == null) {
            report.wrong(line, "there is no key of this number; the file has " + entries.keySet());
            return null;
        }
        report.kept(line, "the cluster's key is made of this one");
        return entry;
    }

    private static Optional<byte[]> use(Entry entry, ClusterPlan plan, Report report) {
        if (entry.method().equals("crc")) {
            plan.totem.put("crypto_cipher", "none");
            report.kept(
                    entry.line(),
                    "crypto_cipher: none: crc finds damaged messages and keeps nobody out; messages are neither encrypted nor"
                            + " authenticated, as before");
            report.add(
                    "authkeys",
                    Verdict.CHANGED,
                    "whoever reaches the network of the cluster can steer it",
                    "make a key with corosync-keygen, copy it to every node and remove crypto_cipher: none");
            return Optional.empty();
        }
        String sentence = "messages are encrypted and authenticated with AES-256-GCM instead of signed with "
                + entry.method() + "; the key is derived from this one, the same on every node";
        if (entry.key().length() < SHORT) {
            report.changed(
                    entry.line(),
                    sentence + ". It has " + entry.key().length() + " characters and could be guessed",
                    "make a better key with corosync-keygen and copy it to every node");
        } else {
            report.changed(entry.line(), sentence);
        }
        return Optional.of(derive(entry.key()));
    }

    private static byte[] derive(String key) {
        byte[] out = new byte[LENGTH];
        try {
            for (int at = 0; at < LENGTH; at += 64) {
                MessageDigest digest = MessageDigest.getInstance("SHA-512");
                digest.update(("systole authkey of heartbeat " + at + "\0").getBytes(StandardCharsets.US_ASCII));
                System.arraycopy(digest.digest(key.getBytes(StandardCharsets.UTF_8)), 0, out, at, 64);
            }
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-512", e);
        }
        return out;
    }
}
