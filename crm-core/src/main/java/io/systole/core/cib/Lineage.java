package io.systole.core.cib;

import io.systole.core.xml.XmlFormat;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * The configurations that a CIB has gone through, oldest first, each as its epochs and its digest. It tells whether another
 * CIB is an ancestor, whose changes are all in this one, or has gone a way of its own, even where the versions alone would say
 * older. The last {@value #LIMIT} are known; an ancestor older than these is taken for a stranger.
 */
public record Lineage(List<String> marks) {
    static final int LIMIT = 512;
    /** Of SHA-256. Two configurations that differ are never taken for one: what loses would not be kept aside. */
    private static final int DIGEST_BYTES = 16;

    public static final Lineage NONE = new Lineage(List.of());

    public Lineage {
        marks = List.copyOf(marks);
    }

    /** Reads what {@link #toString} prints; words that are no marks match nothing and do no harm. Null is {@link #NONE}. */
    public static Lineage parse(String text) {
        if (text == null || text.isBlank()) {
            return NONE;
        }
        List<String> words = Arrays.asList(text.strip().split("\\s+"));
        return new Lineage(words.subList(Math.max(0, words.size() - LIMIT), words.size()));
    }

    /** With this CIB's configuration as the latest. */
    public Lineage grown(Cib cib) {
        String mark = mark(cib);
        if (!marks.isEmpty() && marks.get(marks.size() - 1).equals(mark)) {
            return this;
        }
        List<String> all = new ArrayList<>(marks.subList(Math.max(0, marks.size() + 1 - LIMIT), marks.size()));
        all.add(mark);
        return new Lineage(all);
    }

    /** Whether this CIB's configuration is one of these. */
    public boolean holds(Cib cib) {
        return marks.contains(mark(cib));
    }

    private static String mark(Cib cib) {
        CibVersion version = cib.version();
        byte[] configuration = XmlFormat.compact(cib.configuration()).getBytes(StandardCharsets.UTF_8);
        return version.adminEpoch() + "." + version.epoch() + "-"
                + HexFormat.of().formatHex(digest(configuration), 0, DIGEST_BYTES);
    }

    private static byte[] digest(byte[] configuration) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(configuration);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return String.join(" ", marks);
    }
}
