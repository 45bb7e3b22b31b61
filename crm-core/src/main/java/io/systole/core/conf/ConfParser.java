package io.systole.core.conf;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Splits {@code corosync.conf} into sections and entries (corosync.conf(5)): {@code name {}, {@code key: value},
 * {@code }} on lines of their own, {@code #} comments. It knows nothing of the words' meaning.
 */
public final class ConfParser {
    /** A file of more lines is not a configuration. */
    private static final int LINES_MAX = 20_000;

    private static final int DEPTH_MAX = 8;

    private final String file;
    private final List<ConfFinding> findings;
    private final Deque<ConfSection> open = new ArrayDeque<>();

    private ConfParser(String file, List<ConfFinding> findings) {
        this.file = file;
        this.findings = findings;
    }

    /** Reads the text; what is wrong with its form is added to the findings and passed over. */
    public static ConfSection parse(String file, String text, List<ConfFinding> findings) {
        return new ConfParser(file, findings).read(text);
    }

    private ConfSection read(String text) {
        open.push(section("", 0));
        String[] lines = text.split("\r?\n", LINES_MAX + 1);
        if (lines.length > LINES_MAX) {
            error(LINES_MAX, "the file has more than " + LINES_MAX + " lines; it is not a corosync.conf");
            return open.peekLast();
        }
        for (int i = 0; i < lines.length; i++) {
            line(lines[i].strip(), i + 1);
        }
        if (open.size() > 1) {
            ConfSection unclosed = open.peek();
            error(unclosed.line(), "section \"" + unclosed.name() + "\" is not closed; add a line with }");
        }
        return open.peekLast();
    }

    private void line(String line, int number) {
        if (line.isEmpty() || line.startsWith("#")) {
            return;
        }
        if (line.endsWith("{")) {
            open(line.substring(0, line.length() - 1).strip(), number);
        } else if (line.equals("}")) {
            close(number);
        } else {
            entry(line, number);
        }
    }

    private void open(String name, int number) {
        if (open.size() > DEPTH_MAX) {
            error(number, "sections are nested deeper than " + DEPTH_MAX);
            return;
        }
        ConfSection section = section(name, number);
        open.peek().sections().add(section);
        open.push(section);
    }

    private void close(int number) {
        if (open.size() == 1) {
            error(number, "this } closes no section; remove it or add the line that opens the section");
        } else {
            open.pop();
        }
    }

    private void entry(String line, int number) {
        int colon = line.indexOf(':');
        if (colon <= 0) {
            error(number, "\"" + line + "\" is neither \"key: value\" nor \"section {\" nor \"}\"");
            return;
        }
        open.peek()
                .entries()
                .add(new ConfSection.Entry(
                        line.substring(0, colon).strip(),
                        line.substring(colon + 1).strip(),
                        number));
    }

    private static ConfSection section(String name, int line) {
        return new ConfSection(name, line, new ArrayList<>(), new ArrayList<>());
    }

    private void error(int line, String sentence) {
        findings.add(new ConfFinding(true, file, line, sentence));
    }
}
