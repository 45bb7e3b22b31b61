package io.systole.agents.lsb;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;

/** The processes of this machine. */
final class ProcessTable {
    private static final Path PROC = Path.of("/proc");

    private ProcessTable() {}

    /** A process; what cannot be read of it (it may have ended) is empty. */
    record Entry(long pid, Path folder) {
        /** The short name, for example {@code postgres}. */
        String name() {
            return read("comm").strip();
        }

        String executable() {
            return link("exe");
        }

        /** The working directory, also where it is no longer there. */
        String directory() {
            return link("cwd");
        }

        List<String> words() {
            return List.of(read("cmdline").split("\0"));
        }

        private String link(String name) {
            try {
                return Files.readSymbolicLink(folder.resolve(name)).toString().replaceFirst(" \\(deleted\\)$", "");
            } catch (IOException e) {
                return "";
            }
        }

        private String read(String name) {
            try {
                return new String(Files.readAllBytes(folder.resolve(name)), StandardCharsets.UTF_8);
            } catch (IOException e) {
                return "";
            }
        }
    }

    static boolean any(Predicate<Entry> wanted) {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path folder : folders) {
                if (wanted.test(new Entry(Long.parseLong(folder.getFileName().toString()), folder))) {
                    return true;
                }
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("cannot read the process table " + PROC, e);
        }
        return false;
    }
}
