package io.systole.shell.render;

/** A piece of a line that is in one style. */
public record Span(String text, Style style) {
    static Span of(String text) {
        return new Span(text, Style.PLAIN);
    }
}
