package io.systole.shell.grammar;

import io.systole.core.cib.Aliases;
import io.systole.core.xml.Element;
import java.util.LinkedHashMap;
import java.util.List;
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
        while (cursor.peek().equalsIgnoreCase("rule")) {
            cursor.skip();
            set.child(Rules.parse(cursor, id + "-rule", false));
        }
        boolean meta = element.equals("meta_attributes");
        for (Map.Entry<String, String> pair : take(cursor).entrySet()) {
            set.child(pair(id, meta ? Aliases.meta(pair.getKey()) : pair.getKey(), pair.getValue()));
        }
        return set.build();
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
        StringBuilder out = new StringBuilder();
        if (set.has("id-ref")) {
            return " $id-ref=" + set.attribute("id-ref");
        }
        if (set.has("score")) {
            out.append(' ').append(Rules.printScore(set.attribute("score"))).append(':');
        }
        for (Element rule : set.children("rule")) {
            out.append(" rule").append(Rules.print(rule, set.attribute("id", "") + "-rule"));
        }
        List<Element> pairs = set.children("nvpair");
        for (Element pair : pairs) {
            out.append(' ')
                    .append(pair.attribute("name", ""))
                    .append('=')
                    .append(Words.quote(pair.attribute("value", "")));
        }
        return out.toString();
    }
}
