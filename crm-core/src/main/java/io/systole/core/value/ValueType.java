package io.systole.core.value;

import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What a setting takes.
 *
 * @param takes in words, for the person whose value it does not take
 */
public record ValueType(String takes, Predicate<String> holds) {
    public static final ValueType ANY = new ValueType("any text", text -> true);
    public static final ValueType BOOLEAN =
            new ValueType("true or false", text -> CrmBoolean.parse(text).isPresent());
    /** As the CIB has it; Pacemaker takes whatever begins as an ISO 8601 duration does. */
    public static final ValueType INTERVAL = new ValueType(
            "a time such as 30s, 5min or 2h", text -> text.startsWith("P") || CibInterval.isReadable(text));

    public static final ValueType SCORE = new ValueType(
            "a whole number, INFINITY or -INFINITY", text -> Score.parse(text).isPresent());
    /** As Pacemaker reads a number: what follows the digits is not looked at. */
    public static final ValueType INTEGER = matching("a whole number", "\\s*([-+]?\\d+.*|[-+]?INFINITY)\\s*");

    /** Text of which the pattern matches the whole. */
    public static ValueType matching(String takes, String pattern) {
        return new ValueType(takes, new Matching(pattern));
    }

    /** One of these words, in this spelling. */
    public static ValueType words(String... words) {
        List<String> list = List.of(words);
        return new ValueType(choice(list), list::contains);
    }

    /** One of these words, in capitals or not. */
    public static ValueType wordsOfAnyCase(String... words) {
        List<String> list = List.of(words);
        return new ValueType(choice(list), text -> list.contains(text.toLowerCase(Locale.ROOT)));
    }

    private static String choice(List<String> words) {
        int last = words.size() - 1;
        return last == 0 ? words.get(0) : String.join(", ", words.subList(0, last)) + " or " + words.get(last);
    }

    public boolean accepts(String text) {
        return holds.test(text);
    }

    /** Compiled when the first value comes up: most commands see values of few types. */
    private static final class Matching implements Predicate<String> {
        private final String regex;
        private volatile Pattern pattern;

        Matching(String regex) {
            this.regex = regex;
        }

        @Override
        public boolean test(String text) {
            Pattern compiled = pattern;
            if (compiled == null) {
                compiled = Pattern.compile(regex);
                pattern = compiled;
            }
            return compiled.matcher(text).matches();
        }
    }
}
