package io.systole.shell.render;

import java.util.List;

/**
 * A line, or a list under a heading.
 *
 * @param line the line or heading; a list without a heading (empty) only indents
 * @param list whether it is a heading with lines under it
 */
public record Outline(List<Span> line, boolean list, List<Outline> items) {
    public Outline {
        line = List.copyOf(line);
        items = List.copyOf(items);
    }

    public static Outline item(String text) {
        return new Outline(List.of(Span.of(text)), false, List.of());
    }

    public static Outline item(Span... spans) {
        return new Outline(List.of(spans), false, List.of());
    }

    public static Outline item(List<Span> spans) {
        return new Outline(spans, false, List.of());
    }

    public static Outline list(String heading, List<Outline> items) {
        return new Outline(List.of(Span.of(heading)), true, items);
    }

    public static Outline list(List<Span> heading, List<Outline> items) {
        return new Outline(heading, true, items);
    }

    static Outline indented(List<Outline> items) {
        return new Outline(List.of(), true, items);
    }

    /** The line without its styles. */
    public String text() {
        StringBuilder text = new StringBuilder();
        line.forEach(span -> text.append(span.text()));
        return text.toString();
    }
}
