package io.systole.shell.level;

import io.systole.core.value.Nearest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The words of a level, found as crmsh finds them: the word itself or an alias, else the one command that begins with what was
 * typed, else the one that has its letters in this order ({@code cfg} for {@code configure}). Case counts for nothing.
 */
final class Vocabulary {
    /** A command or a level; one of the two is null. */
    record Entry(LevelCommand command, Level level) {
        String name() {
            return command != null ? command.name() : level.name();
        }

        /** Whether the word is a name of it or begins its name. */
        boolean begunBy(String word) {
            String plain = word.toLowerCase(Locale.ROOT);
            return name().startsWith(plain) || aliases().contains(plain);
        }

        private List<String> aliases() {
            return command != null ? command.aliases() : level.aliases();
        }
    }

    private final Map<String, Entry> names = new LinkedHashMap<>();
    private final Map<String, Entry> all = new LinkedHashMap<>();

    Vocabulary(Level level) {
        List<Entry> entries = new ArrayList<>();
        level.commands().forEach(command -> entries.add(new Entry(command, null)));
        level.levels().forEach(inner -> entries.add(new Entry(null, inner)));
        Everywhere.commands().forEach(command -> entries.add(new Entry(command, null)));
        for (Entry entry : entries) {
            names.putIfAbsent(entry.name(), entry);
            all.putIfAbsent(entry.name(), entry);
            entry.aliases().forEach(alias -> all.putIfAbsent(alias, entry));
        }
    }

    Optional<Entry> find(String typed) {
        String word = typed.toLowerCase(Locale.ROOT);
        Entry exact = all.get(word);
        if (exact != null) {
            return Optional.of(exact);
        }
        return only(word, true).or(() -> only(word, false));
    }

    private Optional<Entry> only(String word, boolean prefix) {
        Entry found = null;
        for (Map.Entry<String, Entry> candidate : names.entrySet()) {
            if (prefix ? candidate.getKey().startsWith(word) : holdsLetters(candidate.getKey(), word)) {
                if (found != null) {
                    return Optional.empty();
                }
                found = candidate.getValue();
            }
        }
        return Optional.ofNullable(found);
    }

    /** Whether the letters stand in the name in this order, the first one first. */
    private static boolean holdsLetters(String name, String letters) {
        int at = 0;
        for (int i = 0; i < letters.length(); i++) {
            int next = name.indexOf(letters.charAt(i), at);
            if (next < 0 || i == 0 && next > 0) {
                return false;
            }
            at = next + 1;
        }
        return !letters.isEmpty();
    }

    /** Every name, without aliases, sorted. */
    List<String> names() {
        return List.copyOf(new TreeSet<>(names.keySet()));
    }

    /** What a word may have meant: the names that it begins, or the nearest one. */
    String hint(String word) {
        List<String> begun = names().stream()
                .filter(name -> !word.isEmpty() && name.startsWith(word))
                .toList();
        if (begun.size() > 1) {
            return "it may mean " + String.join(", ", begun);
        }
        return Nearest.to(word, all.keySet())
                .map(near -> "did you mean \"" + near + "\"?")
                .orElse("\"help\" lists the words of this level");
    }
}
