package io.systole.shell.render;

import io.systole.shell.render.OutlineText.Paint;

/** How spans look on a terminal. */
public final class Paints {
    private static final String RESET = "\u001b[0m";

    private Paints() {}

    public static Paint plain() {
        return Span::text;
    }

    /** The eight colours that every terminal has. */
    public static Paint colour() {
        return span -> {
            String code = code(span.style());
            return code.isEmpty() ? span.text() : "\u001b[" + code + "m" + span.text() + RESET;
        };
    }

    private static String code(Style style) {
        return switch (style) {
            case BOLD -> "1";
            case WARNING, OFFLINE, HEALTH_RED, RESOURCE_FAILED -> "31";
            case ONLINE, RESOURCE_OK -> "32";
            case HEALTH_YELLOW, RESOURCE_MULTIPLE -> "33";
            case STANDBY, MAINTENANCE, RESOURCE_UNMANAGED -> "36";
            case RESOURCE_FAILURE_IGNORED -> "35";
            case PLAIN -> "";
        };
    }
}
