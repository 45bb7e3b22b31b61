package io.systole.core.cib;

import io.systole.core.xml.Element;
import java.util.Comparator;

/**
 * The version of a CIB, printed as {@code 0.12.3}. The largest wins when nodes with different CIBs meet.
 *
 * @param adminEpoch set by people only
 * @param epoch counts changes of the configuration
 * @param numUpdates counts changes of any kind since {@code epoch} moved
 */
public record CibVersion(long adminEpoch, long epoch, long numUpdates) implements Comparable<CibVersion> {
    private static final Comparator<CibVersion> ORDER = Comparator.comparingLong(CibVersion::adminEpoch)
            .thenComparingLong(CibVersion::epoch)
            .thenComparingLong(CibVersion::numUpdates);

    /** The version in a {@code cib} element's attributes; a missing or unreadable number counts as 0. */
    public static CibVersion of(Element cib) {
        return new CibVersion(number(cib, "admin_epoch"), number(cib, "epoch"), number(cib, "num_updates"));
    }

    /** Reads what {@link #toString} prints; null where it is something else. */
    public static CibVersion parse(String text) {
        if (!text.matches("[0-9]{1,18}\\.[0-9]{1,18}\\.[0-9]{1,18}")) {
            return null;
        }
        String[] parts = text.split("\\.");
        return new CibVersion(Long.parseLong(parts[0]), Long.parseLong(parts[1]), Long.parseLong(parts[2]));
    }

    private static long number(Element cib, String attribute) {
        try {
            return Math.max(0, Long.parseLong(cib.attribute(attribute, "0")));
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /** The element with this version in its attributes. */
    public Element in(Element cib) {
        return cib.with("admin_epoch", Long.toString(adminEpoch))
                .with("epoch", Long.toString(epoch))
                .with("num_updates", Long.toString(numUpdates));
    }

    @Override
    public int compareTo(CibVersion other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return adminEpoch + "." + epoch + "." + numUpdates;
    }
}
