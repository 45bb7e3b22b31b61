package io.systole.shell.heartbeat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What became of every line, in the order of the files, and what is to be done by hand. One thread at a time. */
public final class Report {
    private static final List<String> FILES = List.of("ha.cf", "haresources", "authkeys");
    private static final int WIDTH = 100;
    private static final String INDENT = "    ";

    private final List<Remark> remarks = new ArrayList<>();

    /**
     * One line's fate.
     *
     * @param line counted from 1; 0 where it is about what the file does not say
     * @param text as it stands in the file, its comment taken away
     * @param todo what a person should do, or the empty string
     */
    public record Remark(String file, int line, String text, Verdict verdict, String sentence, String todo) {
        String place() {
            return line == 0 ? file : file + ":" + line;
        }
    }

    void kept(Line line, String sentence) {
        add(line, Verdict.KEPT, sentence, "");
    }

    void changed(Line line, String sentence) {
        add(line, Verdict.CHANGED, sentence, "");
    }

    void changed(Line line, String sentence, String todo) {
        add(line, Verdict.CHANGED, sentence, todo);
    }

    void unsupported(Line line, String sentence) {
        add(line, Verdict.UNSUPPORTED, sentence, "");
    }

    void unsupported(Line line, String sentence, String todo) {
        add(line, Verdict.UNSUPPORTED, sentence, todo);
    }

    void wrong(Line line, String sentence) {
        add(line, Verdict.WRONG, sentence, "");
    }

    private void add(Line line, Verdict verdict, String sentence, String todo) {
        remarks.add(new Remark(line.file(), line.number(), line.text(), verdict, sentence, todo));
    }

    /** About a file as a whole. */
    void add(String file, Verdict verdict, String sentence, String todo) {
        remarks.add(new Remark(file, 0, "", verdict, sentence, todo));
    }

    /** Sorted by file and line; several of one line in the order in which they were made. */
    public List<Remark> remarks() {
        return remarks.stream()
                .sorted(Comparator.comparingInt((Remark r) -> FILES.indexOf(r.file()))
                        .thenComparingInt(Remark::line))
                .toList();
    }

    /** What stands in the way of a cluster. */
    public List<Remark> wrong() {
        return remarks().stream().filter(r -> r.verdict() == Verdict.WRONG).toList();
    }

    /** Whether anything has another meaning, none, or asks for a hand. */
    boolean clean() {
        return remarks.stream()
                .allMatch(r -> r.verdict() == Verdict.KEPT && r.todo().isEmpty());
    }

    /** Each remark as one line, for a log. */
    public List<String> sentences() {
        return remarks().stream()
                .map(r -> r.place() + ": " + (r.text().isEmpty() ? "" : r.text() + ": ")
                        + r.verdict().word() + ": " + r.sentence()
                        + (r.todo().isEmpty() ? "" : " TO DO: " + r.todo()))
                .toList();
    }

    /** The whole report for a person. */
    public String text() {
        StringBuilder out = new StringBuilder();
        String before = "";
        for (Remark remark : remarks()) {
            if (!remark.place().equals(before)) {
                before = remark.place();
                out.append(before)
                        .append(remark.line() == 0 ? ", what it does not say" : ": " + remark.text())
                        .append('\n');
            }
            wrap(out, remark.verdict().word() + ": " + remark.sentence());
            if (!remark.todo().isEmpty()) {
                wrap(out, "TO DO: " + remark.todo());
            }
        }
        out.append('\n').append(summary()).append('\n');
        return out.toString();
    }

    String summary() {
        StringBuilder counts = new StringBuilder();
        for (Verdict verdict : Verdict.values()) {
            long count = remarks.stream().filter(r -> r.verdict() == verdict).count();
            if (count > 0) {
                counts.append(counts.length() == 0 ? "" : ", ")
                        .append(count)
                        .append(' ')
                        .append(verdict.word());
            }
        }
        long todo = remarks.stream().filter(r -> !r.todo().isEmpty()).count();
        return "Remarks: " + counts + "; "
                + (todo == 0 ? "nothing is left to do by hand" : todo + " with something to do");
    }

    private static void wrap(StringBuilder out, String text) {
        int column = 0;
        for (String word : text.split(" ")) {
            if (column > 0 && column + 1 + word.length() > WIDTH) {
                out.append('\n');
                column = 0;
            }
            if (column == 0) {
                out.append(INDENT);
                column = INDENT.length();
            } else {
                out.append(' ');
                column++;
            }
            out.append(word);
            column += word.length();
        }
        out.append('\n');
    }
}
