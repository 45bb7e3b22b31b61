package io.systole.core.conf;

/**
 * Something to tell about a configuration file.
 *
 * @param error whether the file is refused for it
 * @param line counted from 1; 0 where it concerns the whole file
 * @param sentence what is wrong, what was expected, what to do
 */
public record ConfFinding(boolean error, String file, int line, String sentence) {
    @Override
    public String toString() {
        return (line > 0 ? file + ":" + line : file) + ": " + sentence;
    }
}
