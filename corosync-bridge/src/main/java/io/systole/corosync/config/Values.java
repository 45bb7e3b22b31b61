package io.systole.corosync.config;

import io.systole.core.conf.ConfFinding;
import io.systole.core.conf.ConfSection;
import io.systole.core.value.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads checked values out of sections and collects what is wrong with them. */
final class Values {
    private final String file;
    private final List<ConfFinding> findings;

    Values(String file, List<ConfFinding> findings) {
        this.file = file;
        this.findings = findings;
    }

    String text(ConfSection section, String key, String otherwise) {
        ConfSection.Entry entry = section.entry(key);
        return entry == null ? otherwise : entry.value();
    }

    long number(ConfSection section, String key, long min, long max, long otherwise) {
        ConfSection.Entry entry = section.entry(key);
        if (entry == null) {
            return otherwise;
        }
        try {
            long value = Long.parseLong(entry.value());
            if (value >= min && value <= max) {
                return value;
            }
            long nearest = value < min ? min : max;
            error(
                    entry.line(),
                    key + " " + value + " is out of range; it takes " + min + " to " + max + ", the nearest is "
                            + nearest);
        } catch (NumberFormatException e) {
            error(
                    entry.line(),
                    key + " takes a whole number from " + min + " to " + max + ", not \"" + entry.value() + "\"");
        }
        return otherwise;
    }

    /** corosync takes 1 and 0 here, and yes and no in places. */
    boolean flag(ConfSection section, String key, boolean otherwise) {
        ConfSection.Entry entry = section.entry(key);
        if (entry == null) {
            return otherwise;
        }
        switch (entry.value()) {
            case "1", "yes", "on":
                return true;
            case "0", "no", "off":
                return false;
            default:
                error(entry.line(), key + " takes 1 or 0, not \"" + entry.value() + "\"");
                return otherwise;
        }
    }

    /** One of the words, the first being the default. */
    String word(ConfSection section, String key, List<String> words) {
        ConfSection.Entry entry = section.entry(key);
        if (entry == null) {
            return words.get(0);
        }
        if (!words.contains(entry.value())) {
            error(
                    entry.line(),
                    key + " takes " + String.join(", ", words) + ", not \"" + entry.value() + "\""
                            + Nearest.hint(entry.value(), words));
            return words.get(0);
        }
        return entry.value();
    }

    void error(int line, String sentence) {
        findings.add(new ConfFinding(true, file, line, sentence));
    }

    void warning(int line, String sentence) {
        findings.add(new ConfFinding(false, file, line, sentence));
    }

    /** Every entry under its cmap key; sections that repeat are numbered as corosync does. */
    static TreeMap<String, String> cmap(ConfSection root) {
        TreeMap<String, String> entries = new TreeMap<>();
        flatten(root, "", entries);
        return entries;
    }

    private static void flatten(ConfSection section, String prefix, Map<String, String> into) {
        for (ConfSection.Entry entry : section.entries()) {
            into.put(prefix + entry.key(), entry.value());
        }
        List<String> counted = new ArrayList<>();
        for (ConfSection inner : section.sections()) {
            String key = prefix + inner.name();
            if (inner.name().equals("node") || inner.name().equals("interface")) {
                long index = counted.stream().filter(inner.name()::equals).count();
                counted.add(inner.name());
                key += "." + index;
            }
            flatten(inner, key + ".", into);
        }
    }
}
