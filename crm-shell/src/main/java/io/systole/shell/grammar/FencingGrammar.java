package io.systole.shell.grammar;

import io.systole.core.xml.Element;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Levels of fencing: {@code fencing_topology [NODE: | attr:NAME=VALUE | pattern:REGEX] DEVICE[,DEVICE]… …}. Without a target the
 * levels are for every node; they then have none here, and get one for each node when they are put into a configuration.
 */
final class FencingGrammar {
    private FencingGrammar() {}

    static Definition parse(Cursor cursor) throws SyntaxException {
        Element.Builder out = Element.builder("fencing-topology");
        Map<String, String> target = Map.of();
        int level = 0;
        int count = 0;
        while (cursor.more()) {
            String word = cursor.next("a node and a colon, or devices");
            Map<String, String> next = target(word);
            if (next != null) {
                if (!target.isEmpty() && level == 0) {
                    throw new SyntaxException("devices were expected before \"" + word + "\"");
                }
                target = next;
                level = 0;
                continue;
            }
            level++;
            count++;
            Element.Builder each = Element.builder("fencing-level");
            target.forEach(each::attribute);
            String owner = target.isEmpty() ? "" : String.join("-", target.values()) + "-";
            out.child(each.attribute("index", Integer.toString(level))
                    .attribute("devices", word)
                    .attribute("id", Pairs.idOf("fencing-" + owner + level))
                    .build());
        }
        if (count == 0 || level == 0) {
            throw new SyntaxException("it names no devices");
        }
        return new Definition("fencing-topology", out.build());
    }

    /** The attributes that a target stands for; null where the word is none. */
    private static Map<String, String> target(String word) throws SyntaxException {
        Map<String, String> target = new LinkedHashMap<>();
        if (word.startsWith("attr:")) {
            int equals = word.indexOf('=');
            if (equals < "attr:".length() + 1) {
                throw new SyntaxException("\"" + word + "\" takes attr:NAME=VALUE");
            }
            target.put("target-attribute", word.substring("attr:".length(), equals));
            target.put("target-value", word.substring(equals + 1));
        } else if (word.startsWith("pattern:")) {
            target.put("target-pattern", word.substring("pattern:".length()));
        } else if (word.endsWith(":") && word.length() > 1) {
            target.put("target", word.substring(0, word.length() - 1));
        } else {
            return null;
        }
        return target;
    }

    static String print(Element topology) {
        StringBuilder out = new StringBuilder("fencing_topology");
        String before = "";
        for (Element level : topology.children("fencing-level")) {
            String target = "";
            if (level.has("target")) {
                target = level.attribute("target") + ":";
            } else if (level.has("target-pattern")) {
                target = "pattern:" + level.attribute("target-pattern");
            } else if (level.has("target-attribute")) {
                target = "attr:" + level.attribute("target-attribute") + "=" + level.attribute("target-value", "");
            }
            if (!target.equals(before)) {
                out.append(ConfigPrinter.NEXT).append(Words.quoteWhereNeeded(target));
                before = target;
            }
            out.append(' ').append(Words.quoteWhereNeeded(level.attribute("devices", "")));
        }
        return out.toString();
    }
}
