package io.systole.core.value;

import java.util.Locale;
import java.util.Optional;

/** The words for true and false in a CIB (Pacemaker Explained, "Boolean"). */
public final class CrmBoolean {
    private CrmBoolean() {}

    /** True for 1, yes, y, on, true; false for 0, no, n, off, false; in any case. Empty for anything else. */
    public static Optional<Boolean> parse(String text) {
        if (text == null) {
            return Optional.empty();
        }
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "1", "yes", "y", "on", "true" -> Optional.of(true);
            case "0", "no", "n", "off", "false" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    /** As {@link #parse}, with a value for a missing or unreadable text. */
    public static boolean parse(String text, boolean otherwise) {
        return parse(text).orElse(otherwise);
    }
}
