package io.systole.shell.grammar;

import io.systole.core.cib.Aliases;
import io.systole.core.value.CrmBoolean;
import io.systole.core.value.Role;
import io.systole.core.xml.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Location, colocation, order and ticket constraints. */
final class ConstraintGrammar {
    private static final List<String> ACTIONS = List.of("start", "stop", "promote", "demote");

    private ConstraintGrammar() {}

    /** A resource with the role or action behind its colon; {@code rsc:0}, the old instance number, is dropped. */
    private record Reference(String id, String word) {
        static Reference parse(String text) throws SyntaxException {
            int colon = text.indexOf(':');
            if (colon < 0) {
                return new Reference(text, null);
            }
            String word = text.substring(colon + 1);
            if (colon == 0 || word.isEmpty()) {
                throw new SyntaxException("\"" + text + "\" names no resource; it takes resource or resource:role");
            }
            return new Reference(text.substring(0, colon), word.chars().allMatch(Character::isDigit) ? null : word);
        }

        String role() throws SyntaxException {
            if (word == null) {
                return null;
            }
            String role = Aliases.role(Rules.capital(word));
            if (Role.parse(role).isEmpty()) {
                throw new SyntaxException(
                        "\"" + word + "\" is no role; it takes Started, Stopped, Promoted or Unpromoted");
            }
            return role;
        }

        String action() throws SyntaxException {
            if (word != null && !ACTIONS.contains(word.toLowerCase(Locale.ROOT))) {
                throw new SyntaxException("\"" + word + "\" is no action; it takes " + String.join(", ", ACTIONS));
            }
            return word == null ? null : word.toLowerCase(Locale.ROOT);
        }
    }

    static Definition location(Cursor cursor) throws SyntaxException {
        String id = cursor.next("a name");
        Element.Builder out = Element.builder("rsc_location").attribute("id", id);
        List<Element> sets = new ArrayList<>();
        String target = cursor.next("a resource");
        if (target.startsWith("/") && target.endsWith("/") && target.length() > 2) {
            out.attribute("rsc-pattern", target.substring(1, target.length() - 1));
        } else if (target.startsWith("{")) {
            sets.addAll(new SetGrammar(id, false).braces(target, cursor));
        } else {
            out.attribute("rsc", target);
        }
        options(cursor, out);
        if (cursor.peek().equalsIgnoreCase("rule")) {
            int count = 0;
            while (cursor.accept("rule")) {
                sets.add(Rules.parse(cursor, Rules.defaultId(id, count++), true));
            }
        } else {
            String score = cursor.next("a score such as inf: or 100:");
            if (!Rules.isScore(score)) {
                throw new SyntaxException(
                        "\"" + score + "\" is no score; it takes inf:, -inf: or a number, and a colon");
            }
            out.attribute("score", Rules.score(score)).attribute("node", cursor.next("a node"));
            options(cursor, out);
        }
        cursor.end();
        return new Definition("constraints", out.children(sets).build());
    }

    private static void options(Cursor cursor, Element.Builder out) throws SyntaxException {
        while (cursor.peek().indexOf('=') > 0 && !cursor.peek().startsWith("$id")) {
            String word = cursor.next("an option");
            String plain = word.startsWith("$") ? word.substring(1) : word;
            int equals = plain.indexOf('=');
            String value = plain.substring(equals + 1);
            out.attribute(
                    plain.substring(0, equals), plain.startsWith("role=") ? Aliases.role(Rules.capital(value)) : value);
        }
    }

    static Definition colocation(Cursor cursor) throws SyntaxException {
        String id = cursor.next("a name");
        Element.Builder out = Element.builder("rsc_colocation").attribute("id", id);
        String score = cursor.next("a score such as inf:");
        if (!Rules.isScore(score)) {
            throw new SyntaxException("\"" + score + "\" is no score; it takes inf:, -inf: or a number, and a colon");
        }
        out.attribute("score", Rules.score(score));
        List<String> words = references(cursor);
        if (words.size() == 2 && SetGrammar.plain(words)) {
            Reference dependent = Reference.parse(words.get(0));
            Reference primary = Reference.parse(words.get(1));
            out.attribute("rsc", dependent.id())
                    .attribute("rsc-role", dependent.role())
                    .attribute("with-rsc", primary.id())
                    .attribute("with-rsc-role", primary.role());
        } else {
            out.children(new SetGrammar(id, false).parse(words));
        }
        if (cursor.peek().startsWith("node-attribute=")) {
            out.attribute("node-attribute", cursor.next("an attribute").substring("node-attribute=".length()));
        }
        cursor.end();
        return new Definition("constraints", out.build());
    }

    static Definition order(Cursor cursor) throws SyntaxException {
        String id = cursor.next("a name");
        Element.Builder out = Element.builder("rsc_order").attribute("id", id);
        String first = cursor.peek();
        String kind = "Mandatory";
        if (first.endsWith(":") && first.length() > 1) {
            kind = kind(first);
            cursor.skip();
        }
        out.attribute("kind", kind);
        List<String> words = references(cursor);
        if (words.size() == 2 && SetGrammar.plain(words)) {
            Reference before = Reference.parse(words.get(0));
            Reference after = Reference.parse(words.get(1));
            out.attribute("first", before.id())
                    .attribute("first-action", before.action())
                    .attribute("then", after.id())
                    .attribute("then-action", after.action());
        } else {
            out.children(new SetGrammar(id, true).parse(words));
        }
        if (cursor.peek().startsWith("symmetrical=")) {
            String value = cursor.next("true or false").substring("symmetrical=".length());
            out.attribute(
                    "symmetrical",
                    CrmBoolean.parse(value)
                            .orElseThrow(
                                    () -> new SyntaxException("symmetrical takes true or false, not \"" + value + "\""))
                            .toString());
        }
        cursor.end();
        return new Definition("constraints", out.build());
    }

    /** {@code Mandatory:}, {@code Optional:}, {@code Serialize:} in any case, or a score: 0 is optional, all else mandatory. */
    private static String kind(String word) throws SyntaxException {
        String plain = word.substring(0, word.length() - 1);
        for (String kind : List.of("Mandatory", "Optional", "Serialize")) {
            if (kind.equalsIgnoreCase(plain)) {
                return kind;
            }
        }
        if (Rules.isScore(word)) {
            return Rules.score(word).equals("0") ? "Optional" : "Mandatory";
        }
        throw new SyntaxException("\"" + word + "\" is no kind; it takes Mandatory:, Optional:, Serialize: or a score");
    }

    static Definition ticket(Cursor cursor) throws SyntaxException {
        String id = cursor.next("a name");
        String ticket = cursor.next("a ticket and a colon");
        if (!ticket.endsWith(":") || ticket.length() < 2) {
            throw new SyntaxException("\"" + ticket + "\" is no ticket with a colon behind it");
        }
        Element.Builder out = Element.builder("rsc_ticket")
                .attribute("id", id)
                .attribute("ticket", ticket.substring(0, ticket.length() - 1));
        List<String> words = references(cursor);
        if (words.size() == 1 && SetGrammar.plain(words)) {
            Reference reference = Reference.parse(words.get(0));
            out.attribute("rsc", reference.id()).attribute("rsc-role", reference.role());
        } else {
            out.children(new SetGrammar(id, false).parse(words));
        }
        if (cursor.peek().startsWith("loss-policy=")) {
            out.attribute("loss-policy", cursor.next("a policy").substring("loss-policy=".length()));
        }
        cursor.end();
        return new Definition("constraints", out.build());
    }

    /** The words up to the first option. Options inside brackets belong to the set. */
    private static List<String> references(Cursor cursor) throws SyntaxException {
        List<String> words = new ArrayList<>();
        int depth = 0;
        while (cursor.more()) {
            String word = cursor.peek();
            if (depth == 0
                    && (word.startsWith("symmetrical=")
                            || word.startsWith("node-attribute=")
                            || word.startsWith("loss-policy="))) {
                break;
            }
            depth += word.startsWith("(") || word.startsWith("[") ? 1 : 0;
            depth -= word.endsWith(")") || word.endsWith("]") ? 1 : 0;
            words.add(cursor.next("a resource"));
        }
        if (words.isEmpty()) {
            throw new SyntaxException("the line ends where resources were expected");
        }
        return words;
    }

    static String roleOrAction(String text, boolean action) throws SyntaxException {
        Reference reference = Reference.parse(text);
        return action ? reference.action() : reference.role();
    }

    static String resource(String text) throws SyntaxException {
        return Reference.parse(text).id();
    }
}
