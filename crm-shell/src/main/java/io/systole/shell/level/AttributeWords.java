package io.systole.shell.level;

import io.systole.core.value.Nearest;
import io.systole.shell.command.UsageException;
import java.util.List;

/**
 * The words behind commands that manage attributes of a resource or node: {@code OBJECT set ATTR VALUE}, {@code OBJECT
 * delete ATTR}, {@code OBJECT show ATTR}. {@code ATTR=VALUE} may be typed for the two words.
 *
 * @param verb {@code set}, {@code delete} or {@code show}
 * @param value null unless set
 */
public record AttributeWords(String object, String verb, String attribute, String value) {
    public static final List<String> VERBS = List.of("set", "delete", "show");

    public static AttributeWords parse(List<String> words) throws UsageException {
        if (words.size() < 3 || words.size() > 4) {
            throw new UsageException(words.size() < 3 ? "words are missing" : "there are too many words");
        }
        String verb = words.get(1).equals("get") ? "show" : words.get(1);
        if (!VERBS.contains(verb)) {
            throw new UsageException("expected set, delete or show, not \"" + verb + "\"" + Nearest.hint(verb, VERBS));
        }
        String attribute = words.get(2);
        String value = words.size() == 4 ? words.get(3) : null;
        int equals = attribute.indexOf('=');
        if (verb.equals("set") && value == null && equals > 0) {
            value = attribute.substring(equals + 1);
            attribute = attribute.substring(0, equals);
        }
        if (verb.equals("set") && value == null) {
            throw new UsageException("the value to set " + attribute + " to is missing");
        }
        if (!verb.equals("set") && value != null) {
            throw new UsageException(verb + " takes no value");
        }
        return new AttributeWords(words.get(0), verb, attribute, value);
    }
}
