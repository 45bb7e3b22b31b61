package io.systole.core.cib;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The configurations that a CIB has gone through, oldest first, each as its epochs and its digest. It tells whether another
 * CIB is an ancestor, whose changes are all in this one, or has gone a way of its own, even where the versions alone would say
 * older. The last {@value #LIMIT} are known; an ancestor older than these is taken for a stranger.
 */
public record Lineage(List<String> marks) {
    static final int LIMIT = 512;

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
        return version.adminEpoch() + "." + version.epoch() + "-"
                + Integer.toHexString(cib.configuration().hashCode());
    }

    @Override
    public String toString() {
        return String.join(" ", marks);
    }
}
