package io.systole.shell.grammar;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits text into logical lines: a backslash at the end joins the next line, blanks behind the backslash are tolerated (text
 * copied from documents has them), lines that begin with {@code #} are comments of the line that follows, empty ones are left
 * out.
 */
public final class LogicalLines {
    private LogicalLines() {}

    /**
     * @param number of the first physical line, counted from 1
     * @param comments the lines above it that begin with {@code #}, stripped
     */
    public record Line(int number, String text, List<String> comments) {
        public Line {
            comments = List.copyOf(comments);
        }
    }

    /** Whether a physical line is continued by the next one. */
    public static boolean continues(String physical) {
        return physical.stripTrailing().endsWith("\\") && !physical.strip().startsWith("#");
    }

    public static List<Line> of(String text) {
        List<Line> lines = new ArrayList<>();
        List<String> comments = new ArrayList<>();
        StringBuilder open = null;
        int begin = 0;
        int number = 0;
        for (String physical : text.split("\n", -1)) {
            number++;
            String stripped = physical.strip();
            if (stripped.startsWith("#")) {
                comments.add(stripped);
                continue;
            }
            if (open == null && stripped.isEmpty()) {
                continue;
            }
            boolean continues = continues(physical);
            if (open == null) {
                open = new StringBuilder();
                begin = number;
            } else {
                open.append(' ');
            }
            open.append(continues ? stripped.substring(0, stripped.length() - 1).strip() : stripped);
            if (!continues) {
                add(lines, begin, open, comments);
                open = null;
            }
        }
        if (open != null) {
            add(lines, begin, open, comments);
        }
        return lines;
    }

    private static void add(List<Line> lines, int begin, StringBuilder text, List<String> comments) {
        if (!text.toString().isBlank()) {
            lines.add(new Line(begin, text.toString().strip(), comments));
            comments.clear();
        }
    }
}
