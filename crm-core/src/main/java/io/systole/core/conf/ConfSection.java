package io.systole.core.conf;

import java.util.List;

/**
 * A section of {@code corosync.conf} as it stands in the file.
 *
 * @param name the word before the brace; empty for the file itself
 * @param line where it opens, counted from 1; 0 for the file itself
 */
public record ConfSection(String name, int line, List<Entry> entries, List<ConfSection> sections) {
    /** One {@code key: value} line. */
    public record Entry(String key, String value, int line) {}

    /** The sections with this name, in the order of the file. */
    public List<ConfSection> sections(String wanted) {
        return sections.stream().filter(s -> s.name().equals(wanted)).toList();
    }

    /** The last entry with this key, as corosync takes it; null where there is none. */
    public Entry entry(String key) {
        Entry found = null;
        for (Entry entry : entries) {
            if (entry.key().equals(key)) {
                found = entry;
            }
        }
        return found;
    }
}
