package io.systole.shell.render;

import java.util.List;

/** Prints outlines as Pacemaker's commands do: lists indent by two blanks, and what is in a list has a bullet. */
public final class OutlineText {
    private final StringBuilder out = new StringBuilder();
    private final Paint paint;

    private OutlineText(Paint paint) {
        this.paint = paint;
    }

    /** Says how a span looks. */
    @FunctionalInterface
    public interface Paint {
        String apply(Span span);
    }

    /** Sections with an empty line between them. */
    public static String sections(List<Outline> sections) {
        return sections(sections, Span::text);
    }

    public static String sections(List<Outline> sections, Paint paint) {
        OutlineText text = new OutlineText(paint);
        text.sections(sections, 0);
        return text.out.toString();
    }

    /** One outline whose items are sections, for example the status within a simulation. */
    public static String titled(String title, List<Outline> sections) {
        OutlineText text = new OutlineText(Span::text);
        text.out.append(title).append(":\n");
        text.sections(sections, 1);
        return text.out.toString();
    }

    private void sections(List<Outline> sections, int depth) {
        boolean first = true;
        for (Outline section : sections) {
            if (!first) {
                out.append('\n');
            }
            first = false;
            print(section, depth);
        }
    }

    private void print(Outline outline, int depth) {
        if (!outline.line().isEmpty()) {
            out.append("  ".repeat(depth)).append(depth > 0 ? "* " : "");
            outline.line().forEach(span -> out.append(paint.apply(span)));
            out.append(outline.list() ? ":\n" : "\n");
        }
        outline.items().forEach(item -> print(item, depth + 1));
    }
}
