package io.systole.shell.doctor;

import io.systole.agents.drbd.DrbdConf.Place;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
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
     * @param block counts the sections of the file: keys of one block belong together
     */
    record Line(String path, String value, int block, Place place) {
        String text() {
            return path.substring(path.lastIndexOf('.') + 1) + ": " + value;
        }
    }

    static Optional<List<Line>> of(Machine machine) {
        return machine.file(FILE).map(CorosyncLines::read);
    }

    private static List<Line> read(TextFile file) {
        List<Line> lines = new ArrayList<>();
        Deque<String> sections = new ArrayDeque<>();
        Deque<Integer> blocks = new ArrayDeque<>(List.of(0));
        int block = 0;
        for (int i = 0; i < file.lines().size(); i++) {
            String line = file.lines().get(i).strip();
            int colon = line.indexOf(':');
            if (line.startsWith("#")) {
                continue;
            }
            if (line.endsWith("{")) {
                sections.addLast(line.substring(0, line.length() - 1).strip());
                blocks.addLast(++block);
            } else if (line.equals("}") && !sections.isEmpty()) {
                sections.removeLast();
                blocks.removeLast();
            } else if (colon > 0) {
                String path = String.join(".", sections) + "."
                        + line.substring(0, colon).strip();
                lines.add(new Line(path, line.substring(colon + 1).strip(), blocks.getLast(), file.place(i)));
            }
        }
        return lines;
    }

    static Optional<Line> last(List<Line> lines, String path) {
        return lines.stream().filter(line -> line.path().equals(path)).reduce((first, last) -> last);
    }
}
