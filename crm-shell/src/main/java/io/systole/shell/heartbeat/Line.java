package io.systole.shell.heartbeat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A line that says something, its comment taken away.
 *
 * @param file the file's name without its folder
 * @param number counted from 1; of a line that goes on over several, the first one's
 */
record Line(String file, int number, String text) {
    /** A longer file is no configuration. */
    private static final int LINES_MAX = 20_000;

    List<String> words() {
        return Arrays.asList(text.split("\\s+"));
    }

    /** The lines of {@code ha.cf}: a {@code #} begins a comment wherever it stands. */
    static List<Line> plain(String file, String text) {
        return read(file, text, true, false);
    }

    /** The lines of {@code haresources}: a backslash at the end of a line joins the next one to it. */
    static List<Line> joined(String file, String text) {
        return read(file, text, true, true);
    }

    /** The lines of {@code authkeys}: a key may hold a {@code #}, so only a line that begins with it is a comment. */
    static List<Line> keys(String file, String text) {
        return read(file, text, false, false);
    }

    private static List<Line> read(String file, String text, boolean anywhere, boolean joining) {
        List<Line> lines = new ArrayList<>();
        StringBuilder open = new StringBuilder();
        int begun = 0;
        int number = 0;
        for (String raw : text.split("\r?\n", LINES_MAX)) {
            number++;
            int hash = raw.indexOf('#');
            boolean comment = hash >= 0 && (anywhere || raw.strip().startsWith("#"));
            String said = (comment ? raw.substring(0, hash) : raw).strip();
            boolean goesOn = joining && said.endsWith("\\");
            begun = open.length() == 0 ? number : begun;
            open.append(goesOn ? said.substring(0, said.length() - 1) + " " : said);
            if (!goesOn) {
                add(lines, file, begun, open);
            }
        }
        add(lines, file, begun, open);
        return lines;
    }

    private static void add(List<Line> lines, String file, int begun, StringBuilder open) {
        String text = open.toString().strip();
        open.setLength(0);
        if (!text.isEmpty()) {
            lines.add(new Line(file, begun, text));
        }
    }
}
