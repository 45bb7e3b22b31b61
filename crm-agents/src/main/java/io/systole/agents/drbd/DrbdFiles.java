package io.systole.agents.drbd;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** The configuration as it is on this machine's disk. */
public final class DrbdFiles implements DrbdConf.Source {
    /** A longer file is no configuration, bytes. */
    private static final long LENGTH_MAX = 1 << 20;

    @Override
    public Optional<String> text(String path, List<String> troubles) {
        Path file = Path.of(path);
        try {
            if (!Files.exists(file)) {
                return Optional.empty();
            }
            if (Files.size(file) > LENGTH_MAX) {
                troubles.add(path + ": it is longer than a configuration can be and is not read");
                return Optional.empty();
            }
            return Optional.of(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
        } catch (IOException e) {
            troubles.add(path + " cannot be read: " + e.getMessage());
            return Optional.empty();
        }
    }

    @Override
    public List<String> matching(String pattern) {
        int slash = pattern.lastIndexOf('/');
        TreeSet<String> found = new TreeSet<>();
        try (DirectoryStream<Path> files =
                Files.newDirectoryStream(Path.of(pattern.substring(0, slash + 1)), pattern.substring(slash + 1))) {
            files.forEach(file -> found.add(file.toString()));
        } catch (IOException e) {
            // A folder that is not there holds nothing that the pattern names.
            return List.of();
        }
        return List.copyOf(found);
    }
}
