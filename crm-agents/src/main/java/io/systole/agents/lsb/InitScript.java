package io.systole.agents.lsb;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * An init script as it stands on the disk, or a script of Heartbeat's resource.d.
 *
 * @param stamp changes when the file does
 * @param arguments those that come before the action; init scripts take none
 * @param speaks whether what it prints counts for its status, rather than its exit code alone
 */
record InitScript(Path path, String text, long stamp, List<String> arguments, boolean speaks) {
    /** Of arguments, in the name of a file: with all else it stays below the 255 bytes that Linux allows. */
    private static final int NAME_MAX = 100;

    /** A longer file is no script. */
    private static final long LENGTH_MAX = 1 << 20;

    InitScript(Path path, String text, long stamp) {
        this(path, text, stamp, List.of(), false);
    }

    static InitScript read(Path path) throws IOException {
        long length = Files.size(path);
        String text = length > LENGTH_MAX
                ? ""
                : new String(Files.readAllBytes(path), StandardCharsets.ISO_8859_1).replace("\\\n", " ");
        return new InitScript(path, text, Files.getLastModifiedTime(path).toMillis() * 31 + length);
    }

    InitScript withArguments(List<String> words) {
        return new InitScript(path, text, stamp, List.copyOf(words), true);
    }

    /** The words that run it. */
    List<String> command(String action) {
        List<String> words = new ArrayList<>(List.of(path.toString()));
        words.addAll(arguments);
        words.add(action);
        return words;
    }

    /** What is known of it holds for it with these arguments. */
    String identity() {
        return String.join(" ", command("")).strip();
    }

    /** For the name of a file: the script's, with its arguments where it has any. */
    String name() {
        String name = path.getFileName().toString();
        if (arguments.isEmpty()) {
            return name;
        }
        String words = String.join("-", arguments).replaceAll("[^A-Za-z0-9._-]", "_");
        return name + "-" + words.substring(0, Math.min(words.length(), NAME_MAX)) + "-"
                + Integer.toHexString(arguments.hashCode());
    }
}
