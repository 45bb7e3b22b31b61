package io.systole.shell.doctor;

import io.systole.agents.drbd.DrbdConf.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A text file of the machine. */
record TextFile(String path, List<String> lines) {
    private static final Pattern SETTING = Pattern.compile("\\s*-?([A-Za-z0-9_./-]+)(?:\\s*=\\s*|\\s+)(.*)");

    TextFile {
        lines = List.copyOf(lines);
    }

    /**
     * {@code key = value} (PostgreSQL also takes {@code key value}).
     *
     * @param value without quotes and comment
     */
    record Setting(String key, String value, Place place) {
        @Override
        public String toString() {
            return key + " = " + value;
        }
    }

    /** @param index from 0 */
    Place place(int index) {
        return new Place(path, index + 1);
    }

    /** All settings in the order of the file; comments begin with {@code #} or {@code ;}. */
    List<Setting> settings() {
        List<Setting> settings = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            Matcher matcher = SETTING.matcher(line);
            if (!line.startsWith("#") && !line.startsWith(";") && matcher.matches()) {
                settings.add(new Setting(matcher.group(1), value(matcher.group(2)), place(i)));
            }
        }
        return settings;
    }

    private static String value(String text) {
        if (text.startsWith("'")) {
            int end = text.indexOf('\'', 1);
            return end < 0 ? text.substring(1) : text.substring(1, end);
        }
        int comment = text.indexOf('#');
        return (comment < 0 ? text : text.substring(0, comment)).strip();
    }

    /** The last setting of the key, which is the one that counts. */
    Optional<Setting> setting(String key) {
        return settings().stream().filter(s -> s.key().equals(key)).reduce((first, last) -> last);
    }
}
