package io.systole.shell.grammar;

import io.systole.core.cib.Aliases;
import io.systole.core.xml.Element;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads blocks of {@code name=value} words into sets of nvpairs, with the ids that crmsh gives them. */
final class Pairs {
    private Pairs() {}

    /** Whether the word is {@code name=value}. A name holds no blank, brace or colon-free operator. */
    static boolean isPair(String word) {
        int equals = word.indexOf('=');
        return equals > 0 && !word.startsWith("$id=") && !word.startsWith("$id-ref=");
    }

    /** Takes the pairs at the cursor. */
    static Map<String, String> take(Cursor cursor) {
        Map<String, String> pairs = new LinkedHashMap<>();
        while (isPair(cursor.peek())) {
            String word = cursor.peek();
            int equals = word.indexOf('=');
            pairs.put(word.substring(0, equals), word.substring(equals + 1));
            cursor.skip();
        }
        return pairs;
    }

    /**
     * A whole block: {@code [$id=x] [score:] [rule …] pairs} or {@code $id-ref=x}.
     *
     * @param element for example {@code instance_attributes}
     * @param defaultId without {@code $id=}
     */
    static Element block(Cursor cursor, String element, String defaultId) throws SyntaxException {
        String id = defaultId;
        if (cursor.peek().startsWith("$id-ref=")) {
            return Element.of(element, "id-ref", cursor.next("a reference").substring("$id-ref=".length()));
        }
        if (cursor.peek().startsWith("$id=")) {
            id = cursor.next("an id").substring("$id=".length());
        }
        Element.Builder set = Element.builder(element).attribute("id", id);
        if (Rules.isScore(cursor.peek())) {
            set.attribute("score", Rules.score(cursor.next("a score")));
        }
        for (int count = 0; cursor.peek().equalsIgnoreCase("rule"); count++) {
            cursor.skip();
            set.child(Rules.parse(cursor, Rules.defaultId(id, count), false));
        }
        boolean meta = element.equals("meta_attributes");
        while (isPair(cursor.peek()) || isReference(cursor.peek())) {
            set.child(pair(cursor.next("a value"), id, meta));
        }
        return set.build();
    }

    /** {@code @id} or {@code @id:name}: an nvpair that is defined elsewhere. */
    private static boolean isReference(String word) {
        return word.startsWith("@") && word.length() > 1;
    }

    /** {@code name=value}, {@code $id:name=value}, {@code @id} or {@code @id:name}. */
    private static Element pair(String word, String setId, boolean meta) {
        if (isReference(word)) {
            int colon = word.indexOf(':');
            return Element.of(
                    "nvpair",
                    "id-ref",
                    word.substring(1, colon < 0 ? word.length() : colon),
                    "name",
                    colon < 0 ? null : word.substring(colon + 1));
        }
        int equals = word.indexOf('=');
        String name = word.substring(0, equals);
        String value = word.substring(equals + 1);
        int colon = name.indexOf(':');
        if (name.startsWith("$") && colon > 1) {
            String plain = name.substring(colon + 1);
            return pair(setId, meta ? Aliases.meta(plain) : plain, value).with("id", name.substring(1, colon));
        }
        return pair(setId, meta ? Aliases.meta(name) : name, value);
    }

    static Element pair(String setId, String name, String value) {
        return Element.of("nvpair", "name", name, "value", meaning(name, value), "id", idOf(setId + "-" + name));
    }

    /** Roles in values are stored under their current names. */
    private static String meaning(String name, String value) {
        return name.equals("target-role") ? Aliases.role(value) : value;
    }

    static String idOf(String text) {
        StringBuilder id = new StringBuilder(text);
        for (int i = 0; i < id.length(); i++) {
            char c = id.charAt(i);
            if (!Character.isLetterOrDigit(c) && "-_.".indexOf(c) < 0) {
                id.setCharAt(i, '_');
            }
        }
        return id.toString();
    }

    /** Prints pairs and rules of a set, without its leading word. */
    static String print(Element set) {
        return print(set, " ");
    }

    /** @param between what comes before each pair */
    static String print(Element set, String between) {
        StringBuilder out = new StringBuilder();
        if (set.has("id-ref")) {
            return " $id-ref=" + set.attribute("id-ref");
        }
        if (set.has("score")) {
            out.append(' ').append(Rules.printScore(set.attribute("score"))).append(':');
        }
        int count = 0;
        for (Element rule : set.children("rule")) {
            out.append(" rule").append(Rules.print(rule, Rules.defaultId(set.attribute("id", ""), count++)));
        }
        for (Element pair : set.children("nvpair")) {
            out.append(between);
            if (pair.has("id-ref")) {
                out.append('@').append(pair.attribute("id-ref"));
                out.append(pair.has("name") ? ":" + pair.attribute("name") : "");
            } else {
                out.append(pair.attribute("name", "")).append('=').append(Words.quote(pair.attribute("value", "")));
            }
        }
        return out.toString();
    }
}
