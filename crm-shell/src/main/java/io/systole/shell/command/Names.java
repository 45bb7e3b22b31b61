package io.systole.shell.command;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * The names that are meant: one, any (where an id says which), or all that a pattern is found in.
 *
 * @param exactly the one name; null for any
 * @param pattern null for one or any
 */
record Names(String exactly, Pattern pattern) {
    static Names only(String name) {
        return new Names(name, null);
    }

    /** @throws UsageException where it is no regular expression */
    static Names like(String expression) throws UsageException {
        try {
            return new Names(null, Pattern.compile(expression));
        } catch (PatternSyntaxException e) {
            throw new UsageException(
                    "--pattern takes a regular expression; \"" + expression + "\" is none: " + e.getDescription());
        }
    }

    boolean isPattern() {
        return pattern != null;
    }

    boolean has(String name) {
        return pattern != null ? pattern.matcher(name).find() : exactly == null || exactly.equals(name);
    }

    Map<String, String> among(Map<String, String> values) {
        Map<String, String> meant = new LinkedHashMap<>();
        values.forEach((name, value) -> {
            if (has(name)) {
                meant.put(name, value);
            }
        });
        return meant;
    }
}
