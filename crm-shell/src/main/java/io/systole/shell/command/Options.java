package io.systole.shell.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads command lines as getopt_long(3) does: {@code --name value}, {@code --name=value}, {@code -n value}, {@code -nvalue},
 * bundled letters, long names shortened as long as they stay unique, {@code --} before the rest.
 */
public final class Options {
    /** What was typed. */
    public static final class Parsed {
        private final Map<String, List<String>> values = new LinkedHashMap<>();
        private final List<Given> order = new ArrayList<>();
        private final List<String> rest = new ArrayList<>();

        /** Whether the option was given. */
        public boolean has(String name) {
            return values.containsKey(name);
        }

        /** The option's last value, or null. */
        public String value(String name) {
            List<String> given = values.get(name);
            return given == null ? null : given.get(given.size() - 1);
        }

        /** Every value of the option, in the order typed. */
        public List<String> values(String name) {
            return List.copyOf(values.getOrDefault(name, List.of()));
        }

        /** Of the options named, the one that was typed last; null where none was. */
        public String last(List<String> names) {
            String found = null;
            for (Given given : order) {
                found = names.contains(given.name()) ? given.name() : found;
            }
            return found;
        }

        /** Every option that was given, as often as it was, in the order typed. */
        public List<Given> inOrder() {
            return List.copyOf(order);
        }

        public String value(String name, String otherwise) {
            return has(name) ? value(name) : otherwise;
        }

        /** The words that are no options. */
        public List<String> rest() {
            return List.copyOf(rest);
        }
    }

    /** @param value the empty string where there is none */
    public record Given(String name, String value) {}

    private record Option(String name, char letter, boolean takesValue, boolean optionalValue) {}

    private final List<Option> known = new ArrayList<>();

    /**
     * Words such as {@code "query|Q"}, {@code "update|v="} (takes a value) or {@code "lifetime|l?"} (may take one: behind an
     * equals sign, digits right behind the letter, or, where it has a letter, a further word that is no option, as GLib's
     * parser has it); a letter alone is not needed: {@code "promotion"}.
     */
    public Options(String... specifications) {
        for (String specification : specifications) {
            boolean value = specification.endsWith("=");
            boolean optional = specification.endsWith("?");
            String plain = value || optional ? specification.substring(0, specification.length() - 1) : specification;
            int bar = plain.indexOf('|');
            known.add(new Option(
                    bar < 0 ? plain : plain.substring(0, bar), bar < 0 ? 0 : plain.charAt(bar + 1), value, optional));
        }
    }

    /** These options and more. */
    public Options and(String... specifications) {
        Options more = new Options(specifications);
        more.known.addAll(0, known);
        return more;
    }

    /** @throws UsageException with a sentence where a word is not understood */
    public Parsed parse(List<String> words) throws UsageException {
        Parsed parsed = new Parsed();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (word.equals("--")) {
                parsed.rest.addAll(words.subList(i + 1, words.size()));
                break;
            }
            if (word.startsWith("--")) {
                i += longOption(parsed, word, words, i);
            } else if (word.startsWith("-") && word.length() > 1 && !isNumber(word)) {
                i += letters(parsed, word, words, i);
            } else {
                parsed.rest.add(word);
            }
        }
        return parsed;
    }

    /** Whether it is a number, or minus infinity, rather than options. */
    private boolean isNumber(String word) {
        boolean option = word.length() == 2 && known.stream().anyMatch(o -> o.letter() == word.charAt(1));
        return !option && word.chars().skip(1).allMatch(Character::isDigit) || word.equalsIgnoreCase("-INFINITY");
    }

    /** Returns how many further words were taken. */
    private int longOption(Parsed parsed, String word, List<String> words, int at) throws UsageException {
        int equals = word.indexOf('=');
        String name = equals < 0 ? word.substring(2) : word.substring(2, equals);
        Option option = find(name);
        if (equals >= 0) {
            if (!option.takesValue() && !option.optionalValue()) {
                throw new UsageException("--" + option.name() + " takes no value");
            }
            add(parsed, option, word.substring(equals + 1));
            return 0;
        }
        return option.takesValue()
                ? next(parsed, option, words, at, "--" + option.name())
                : alone(parsed, option, words, at);
    }

    private int letters(Parsed parsed, String word, List<String> words, int at) throws UsageException {
        for (int i = 1; i < word.length(); i++) {
            char letter = word.charAt(i);
            Option option =
                    known.stream().filter(o -> o.letter() == letter).findFirst().orElse(null);
            if (option == null) {
                throw new UsageException("unknown option -" + letter);
            }
            if (option.takesValue()) {
                if (i + 1 < word.length()) {
                    add(parsed, option, word.substring(i + 1));
                    return 0;
                }
                return next(parsed, option, words, at, "-" + letter);
            }
            String digits = word.substring(i + 1);
            if (option.optionalValue() && !digits.isEmpty() && digits.chars().allMatch(Character::isDigit)) {
                add(parsed, option, digits);
                return 0;
            }
            if (digits.isEmpty()) {
                return alone(parsed, option, words, at);
            }
            add(parsed, option, "");
        }
        return 0;
    }

    /** An option without a value of its own in its word. Returns how many further words were taken. */
    private static int alone(Parsed parsed, Option option, List<String> words, int at) {
        boolean takes = option.optionalValue()
                && option.letter() != 0
                && at + 1 < words.size()
                && !words.get(at + 1).startsWith("-");
        add(parsed, option, takes ? words.get(at + 1) : "");
        return takes ? 1 : 0;
    }

    private static int next(Parsed parsed, Option option, List<String> words, int at, String typed)
            throws UsageException {
        if (at + 1 >= words.size()) {
            throw new UsageException(typed + " takes a value");
        }
        add(parsed, option, words.get(at + 1));
        return 1;
    }

    private static void add(Parsed parsed, Option option, String value) {
        parsed.order.add(new Given(option.name(), value));
        parsed.values.computeIfAbsent(option.name(), n -> new ArrayList<>()).add(value);
    }

    private Option find(String name) throws UsageException {
        List<Option> matching = new ArrayList<>();
        for (Option option : known) {
            if (option.name().equals(name)) {
                return option;
            }
            if (option.name().startsWith(name)) {
                matching.add(option);
            }
        }
        if (matching.size() == 1) {
            return matching.get(0);
        }
        throw new UsageException(
                matching.isEmpty()
                        ? "unknown option --" + name
                        : "--" + name + " may mean "
                                + String.join(
                                        " or ",
                                        matching.stream()
                                                .map(o -> "--" + o.name())
                                                .toList()));
    }
}
