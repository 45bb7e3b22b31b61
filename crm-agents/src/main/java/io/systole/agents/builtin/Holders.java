package io.systole.agents.builtin;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The processes that keep a file system from being unmounted, as {@code fuser -m} finds them, without a program: by the
 * device of their working directory, root, executable and open files, and by the files that they have mapped.
 */
final class Holders {
    private static final Path PROC = Path.of("/proc");

    private Holders() {}

    /** @param name for people: the process's own short name */
    record Holder(long pid, String name) {
        @Override
        public String toString() {
            return name + " (pid " + pid + ")";
        }
    }

    /**
     * @param directory a mount point
     * @param deviceWide whether everything on the device counts, or (as {@code force_unmount=safe} wants it) only what is
     *     open below this directory
     */
    static List<Holder> of(Path directory, boolean deviceWide) throws IOException {
        long device = device(directory);
        String prefix = directory + "/";
        List<Holder> holders = new ArrayList<>();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path process : processes) {
                long pid = Long.parseLong(process.getFileName().toString());
                // Never this daemon, whose death would be worse than a file system that stays mounted.
                if (pid != 1
                        && pid != ProcessHandle.current().pid()
                        && holds(process, directory, prefix, deviceWide ? device : -1)) {
                    holders.add(new Holder(pid, name(process)));
                }
            }
        }
        return holders;
    }

    private static boolean holds(Path process, Path directory, String prefix, long device) {
        for (String link : List.of("cwd", "root", "exe")) {
            if (points(process.resolve(link), directory, prefix, device)) {
                return true;
            }
        }
        try (DirectoryStream<Path> open = Files.newDirectoryStream(process.resolve("fd"))) {
            for (Path file : open) {
                if (points(file, directory, prefix, device)) {
                    return true;
                }
            }
        } catch (IOException e) {
            // The process has ended meanwhile.
            return false;
        }
        return maps(process, prefix);
    }

    private static boolean points(Path link, Path directory, String prefix, long device) {
        try {
            if (device >= 0) {
                return device(link) == device;
            }
            Path target = Files.readSymbolicLink(link);
            return target.equals(directory) || target.toString().startsWith(prefix);
        } catch (IOException e) {
            // A kernel thread has no such link; a file may have been closed meanwhile.
            return false;
        }
    }

    private static boolean maps(Path process, String prefix) {
        try {
            return Files.readString(process.resolve("maps")).contains(" " + prefix);
        } catch (IOException e) {
            return false;
        }
    }

    private static long device(Path path) throws IOException {
        return (Long) Files.getAttribute(path, "unix:dev");
    }

    private static String name(Path process) {
        try {
            return Files.readString(process.resolve("comm")).strip();
        } catch (IOException e) {
            return "a process that has ended meanwhile";
        }
    }
}
