package io.systole.shell.mon;

import io.systole.shell.command.UsageException;
import io.systole.shell.render.Section;
import java.util.EnumSet;
import java.util.Set;

/** The sections that are left after all inclusions and exclusions, in the order in which they were asked for. */
final class MonSections {
    private final Set<Section> all;
    private final Set<Section> usual;
    private final Set<Section> chosen;
    private String banPrefix;

    /** @param forPrograms a document for programs, in which nothing is left out unless that is asked for */
    MonSections(boolean forPrograms) {
        all = EnumSet.allOf(Section.class);
        if (!forPrograms) {
            all.remove(Section.OPTIONS);
        }
        usual = EnumSet.copyOf(all);
        if (!forPrograms) {
            usual.removeAll(Set.of(
                    Section.ATTRIBUTES,
                    Section.FAILCOUNTS,
                    Section.OPERATIONS,
                    Section.FENCING_SUCCEEDED,
                    Section.TICKETS,
                    Section.BANS));
        }
        chosen = EnumSet.copyOf(usual);
    }

    Set<Section> chosen() {
        return chosen;
    }

    String banPrefix() {
        return banPrefix;
    }

    /** @param words section names with commas between */
    void include(String words) throws UsageException {
        for (String word : words.split(",")) {
            switch (word) {
                case "all" -> replace(all);
                case "none" -> chosen.clear();
                case "default", "defaults" -> chosen.addAll(usual);
                default -> {
                    if (word.startsWith("bans")) {
                        banPrefix = word.startsWith("bans:") ? word.substring(5) : null;
                        chosen.add(Section.BANS);
                    } else {
                        chosen.addAll(named(word, "--include", "all, default, none"));
                    }
                }
            }
        }
    }

    void exclude(String words) throws UsageException {
        for (String word : words.split(",")) {
            switch (word) {
                case "all" -> chosen.clear();
                case "none" -> replace(all);
                default -> chosen.removeAll(named(word, "--exclude", "all, none"));
            }
        }
    }

    /** @param level 0 to 3; the empty string is 2 */
    void fenceHistory(String level) throws UsageException {
        switch (level) {
            case "0" -> chosen.removeAll(Section.FENCING);
            case "1" -> include("fencing-failed,fencing-pending");
            case "2", "3", "" -> include("fencing");
            default -> throw new UsageException("Fence history must be 0-3, not " + level);
        }
    }

    private void replace(Set<Section> with) {
        chosen.clear();
        chosen.addAll(with);
    }

    private static Set<Section> named(String word, String option, String others) throws UsageException {
        if (word.equalsIgnoreCase("summary")) {
            return Section.SUMMARY;
        }
        if (word.equalsIgnoreCase("fencing")) {
            return Section.FENCING;
        }
        StringBuilder known = new StringBuilder(others).append(", summary, fencing");
        for (Section section : Section.values()) {
            if (section.word().equalsIgnoreCase(word)) {
                return Set.of(section);
            }
            known.append(", ").append(section.word()).append(section == Section.BANS ? "[:PREFIX]" : "");
        }
        throw new UsageException(option + " knows no section " + word + "; it takes: " + known);
    }
}
