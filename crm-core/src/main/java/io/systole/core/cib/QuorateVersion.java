package io.systole.core.cib;

import io.systole.core.xml.Element;
import java.util.Comparator;

/**
 * What a node's CIB was when the node was last in a partition with quorum. Every partition with quorum has a member of the one
 * before it, and takes the next term; so the highest term holds all that was ever acknowledged with quorum, also against a
 * node that has not noticed that the others went on without it, and whatever that one counted up to in the meantime.
 *
 * @param term counts partitions with quorum, along those that knew each other
 */
public record QuorateVersion(long term, CibVersion version) implements Comparable<QuorateVersion> {
    private static final Comparator<QuorateVersion> ORDER =
            Comparator.comparingLong(QuorateVersion::term).thenComparing(QuorateVersion::version);

    /** Reads what {@link #toString} prints, or a version alone, as of term 0; null where it is something else. */
    public static QuorateVersion parse(String text) {
        int slash = text.indexOf('/');
        String term = slash < 0 ? "0" : text.substring(0, slash);
        CibVersion version = CibVersion.parse(text.substring(slash + 1));
        return version == null || !term.matches("[0-9]{1,18}")
                ? null
                : new QuorateVersion(Long.parseLong(term), version);
    }

    /** As an element of a message. */
    public Element element() {
        return version.in(Element.of("quorate", "term", Long.toString(term)));
    }

    /** Reads what {@link #element} makes; null where there is none. */
    public static QuorateVersion of(Element element) {
        return element == null ? null : parse(element.attribute("term", "0") + "/" + CibVersion.of(element));
    }

    @Override
    public int compareTo(QuorateVersion other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return term + "/" + version;
    }
}
