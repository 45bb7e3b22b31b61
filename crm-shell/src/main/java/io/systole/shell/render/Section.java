package io.systole.shell.render;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What a status can be made of, in Pacemaker's words for {@code --include} and {@code --exclude}. */
public enum Section {
    STACK,
    DC,
    TIMES,
    COUNTS,
    OPTIONS,
    MAINT_MODE,
    NODES,
    RESOURCES,
    ATTRIBUTES,
    FAILCOUNTS,
    OPERATIONS,
    FAILURES,
    FENCING_FAILED,
    FENCING_PENDING,
    FENCING_SUCCEEDED,
    TICKETS,
    BANS;

    /** Everything above the list of nodes. */
    public static final Set<Section> SUMMARY = Collections.unmodifiableSet(EnumSet.range(STACK, MAINT_MODE));

    public static final Set<Section> FENCING =
            Collections.unmodifiableSet(EnumSet.range(FENCING_FAILED, FENCING_SUCCEEDED));

    /** The word that it is asked for by. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
