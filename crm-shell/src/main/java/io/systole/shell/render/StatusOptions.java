package io.systole.shell.render;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * What of a status is to be shown, and how.
 *
 * @param banPrefix show bans whose ids begin with this
 */
public record StatusOptions(Set<Section> sections, Set<Show> show, Selection selection, String banPrefix) {
    public StatusOptions {
        sections = Collections.unmodifiableSet(copy(sections, Section.class));
        show = Collections.unmodifiableSet(copy(show, Show.class));
    }

    private static <E extends Enum<E>> EnumSet<E> copy(Set<E> set, Class<E> type) {
        EnumSet<E> copy = EnumSet.noneOf(type);
        copy.addAll(set);
        return copy;
    }

    boolean has(Section section) {
        return sections.contains(section);
    }
}
