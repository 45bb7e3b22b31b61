package io.systole.agents.builtin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What is mounted, as the kernel lists it for this process; in the order of mounting.
 *
 * @param lines of {@code /proc/self/mounts}
 */
record Mounts(List<Mount> lines) {
    /** @param device what was mounted: a device, a directory, a server's export */
    record Mount(String device, String directory, String type) {}

    static Mounts now() throws IOException {
        return parse(Files.readAllLines(Path.of("/proc/self/mounts")));
    }

    static Mounts parse(List<String> lines) {
        List<Mount> mounts = new ArrayList<>();
        for (String line : lines) {
            String[] fields = line.split(" ");
            if (fields.length >= 3) {
                mounts.add(new Mount(plain(fields[0]), plain(fields[1]), fields[2]));
            }
        }
        return new Mounts(List.copyOf(mounts));
    }

    /** Blanks, tabs, line feeds and backslashes are written as three octal digits. */
    private static String plain(String field) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < field.length(); i++) {
            char c = field.charAt(i);
            if (c == '\\' && i + 3 < field.length()) {
                text.append((char) Integer.parseInt(field.substring(i + 1, i + 4), 8));
                i += 3;
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }

    /** What is mounted on a directory, the topmost where there are several; null for nothing. */
    Mount on(String directory) {
        Mount found = null;
        for (Mount mount : lines) {
            found = mount.directory().equals(directory) ? mount : found;
        }
        return found;
    }

    /** The directories below a directory that something is mounted on, the deepest and last first. */
    List<String> below(String directory) {
        String prefix = directory.endsWith("/") ? directory : directory + "/";
        List<String> found = new ArrayList<>();
        for (Mount mount : lines) {
            if (mount.directory().startsWith(prefix)) {
                found.add(mount.directory());
            }
        }
        Collections.reverse(found);
        return found;
    }

    /** The other directories that show the same device, the last mounted first. */
    List<String> alsoShowing(Mount mount) {
        List<String> found = new ArrayList<>();
        for (Mount other : lines) {
            if (other.device().equals(mount.device()) && !other.directory().equals(mount.directory())) {
                found.add(other.directory());
            }
        }
        Collections.reverse(found);
        return found;
    }
}
