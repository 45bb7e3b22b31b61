package io.systole.shell.doctor;

import io.systole.agents.drbd.DrbdConf.Place;
import io.systole.core.conf.ConfParser;
import io.systole.core.conf.ConfSection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The lines of {@code corosync.conf}, as far as the doctor needs them: where which key stands. What the lines mean, and
 * whether they are right, the daemon's own reader says.
 */
final class CorosyncLines {
    static final String FILE = "/etc/corosync/corosync.conf";

    private CorosyncLines() {}

    /**
     * @param path sections and key, for example {@code totem.interface.bindnetaddr}
     * @param block the line that the section begins in: keys of one block belong together
     */
    record Line(String path, String value, int block, Place place) {
        String text() {
            return path.substring(path.lastIndexOf('.') + 1) + ": " + value;
        }
    }

    static Optional<List<Line>> of(Machine machine) {
        return machine.file(FILE).map(CorosyncLines::read);
    }

    /** What is wrong with the file's form is passed over: the daemon tells of it when it reads the file. */
    private static List<Line> read(TextFile file) {
        List<Line> lines = new ArrayList<>();
        collect(ConfParser.parse(FILE, String.join("\n", file.lines()), new ArrayList<>()), "", file, lines);
        lines.sort(Comparator.comparingInt(line -> line.place().line()));
        return lines;
    }

    private static void collect(ConfSection section, String path, TextFile file, List<Line> lines) {
        for (ConfSection.Entry entry : section.entries()) {
            lines.add(new Line(path + "." + entry.key(), entry.value(), section.line(), file.place(entry.line() - 1)));
        }
        for (ConfSection inner : section.sections()) {
            collect(inner, path.isEmpty() ? inner.name() : path + "." + inner.name(), file, lines);
        }
    }

    static Optional<Line> last(List<Line> lines, String path) {
        return lines.stream().filter(line -> line.path().equals(path)).reduce((first, last) -> last);
    }
}
