package io.systole.core.value;

import java.util.Locale;
import java.util.Optional;

/** What a resource is doing on a node, least first. */
public enum Role {
    STOPPED("Stopped", "Stopped"),
    STARTED("Started", "Started"),
    UNPROMOTED("Unpromoted", "Slave"),
    PROMOTED("Promoted", "Master");

    private final String word;
    private final String oldWord;

    Role(String word, String oldWord) {
        this.word = word;
        this.oldWord = oldWord;
    }

    /** The current word, for example {@code Promoted} (OCF 1.1, Pacemaker 2.1 and later). */
    public String word() {
        return word;
    }

    /** The word before OCF 1.1, for example {@code Master}. */
    public String oldWord() {
        return oldWord;
    }

    /** The role that a current or an old word names, in any case; empty for anything else. */
    public static Optional<Role> parse(String text) {
        if (text == null) {
            return Optional.empty();
        }
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "stopped" -> Optional.of(STOPPED);
            case "started" -> Optional.of(STARTED);
            case "unpromoted", "slave" -> Optional.of(UNPROMOTED);
            case "promoted", "master" -> Optional.of(PROMOTED);
            default -> Optional.empty();
        };
    }

    @Override
    public String toString() {
        return word;
    }
}
