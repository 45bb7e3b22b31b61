package io.systole.shell.grammar;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits text into logical lines: a backslash at the end joins the next line, blanks behind the backslash are tolerated (text
 * copied from documents has them), lines that begin with {@code #} and empty ones are left out.
 */
public final class LogicalLines {
    private LogicalLines() {}

    /** @param number of the first physical line, counted from 1 */
    public record Line(int number, String text) {}

    public static List<Line> of(String text) {
        List<Line> lines = new ArrayList<>();
        StringBuilder open = null;
        int begin = 0;
        int number = 0;
        for (String physical : text.split("\n", -1)) {
            number++;
            String stripped = physical.stripTrailing();
            boolean continues = stripped.endsWith("\\");
            String part = continues ? stripped.substring(0, stripped.length() - 1) : stripped;
            if (open == null) {
                if (part.isBlank() && !continues || part.strip().startsWith("#")) {
                    continue;
                }
                open = new StringBuilder();
                begin = number;
            } else {
                open.append(' ');
            }
            open.append(part.strip());
            if (!continues) {
                add(lines, begin, open);
                open = null;
            }
        }
        if (open != null) {
            add(lines, begin, open);
        }
        return lines;
    }

    private static void add(List<Line> lines, int begin, StringBuilder text) {
        if (!text.toString().isBlank()) {
            lines.add(new Line(begin, text.toString().strip()));
        }
    }
}
