package io.systole.shell.grammar;

import io.systole.core.cib.Aliases;
import io.systole.core.value.Score;
import io.systole.core.xml.Element;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Rules: {@code rule [$id=x] [$role=r] [score:] expression (and|or expression)*}. */
final class Rules {
    private static final List<String> OPERATIONS = List.of("lt", "gt", "lte", "gte", "eq", "ne");
    private static final List<String> TYPES = List.of("string", "number", "integer", "version");
    /** Where the value of an expression is taken from. */
    private static final List<String> SOURCES = List.of("literal", "param", "meta");

    private static final List<String> UNITS = List.of(
            "seconds",
            "minutes",
            "hours",
            "days",
            "monthdays",
            "weekdays",
            "yearsdays",
            "yeardays",
            "months",
            "weeks",
            "years",
            "weekyears",
            "moon");

    private Rules() {}

    /** A word such as {@code inf:}, {@code -100:} or {@code Mandatory:}. */
    static boolean isScore(String word) {
        if (!word.endsWith(":") || word.length() < 2) {
            return false;
        }
        String plain = word.substring(0, word.length() - 1).toLowerCase(Locale.ROOT);
        return Score.parse(plain).isPresent() || plain.equals("mandatory") || plain.equals("advisory");
    }

    /** The score as the CIB has it. */
    static String score(String word) {
        String plain = word.substring(0, word.length() - 1).toLowerCase(Locale.ROOT);
        return switch (plain) {
            case "mandatory" -> "INFINITY";
            case "advisory" -> "0";
            default -> {
                int score = Score.parse(plain).orElse(0);
                yield Math.abs(score) >= Score.INFINITY ? Score.format(score) : plain.replaceFirst("^\\+", "");
            }
        };
    }

    static String printScore(String score) {
        return switch (score.toUpperCase(Locale.ROOT)) {
            case "INFINITY", "+INFINITY" -> "inf";
            case "-INFINITY" -> "-inf";
            default -> score;
        };
    }

    /** Reads a rule; the word {@code rule} has been taken. */
    static Element parse(Cursor cursor, String defaultId, boolean location) throws SyntaxException {
        String id = defaultId;
        String role = null;
        String score = location ? "INFINITY" : null;
        String attribute = null;
        if (cursor.peek().startsWith("$id-ref=")) {
            return Element.of("rule", "id-ref", cursor.next("a reference").substring("$id-ref=".length()));
        }
        while (cursor.peek().startsWith("$")) {
            String word = cursor.next("an option");
            if (word.startsWith("$id=")) {
                id = word.substring("$id=".length());
            } else if (word.startsWith("$role=")) {
                role = Aliases.role(capital(word.substring("$role=".length())));
            } else {
                throw new SyntaxException("a rule takes $id=, $id-ref= or $role=, not \"" + word + "\"");
            }
        }
        if (isScore(cursor.peek())) {
            score = score(cursor.next("a score"));
        } else if (location && cursor.peek().endsWith(":") && cursor.peek().length() > 1) {
            String word = cursor.next("a score");
            attribute = word.substring(0, word.length() - 1);
            score = null;
        }
        List<Element> expressions = new ArrayList<>();
        String operator = null;
        do {
            expressions.add(expression(cursor, id, expressions.size()));
            String word = cursor.peek().toLowerCase(Locale.ROOT);
            if (!word.equals("and") && !word.equals("or")) {
                break;
            }
            if (operator != null && !operator.equals(word)) {
                throw new SyntaxException("a rule takes one kind of operator, \"and\" or \"or\"");
            }
            operator = word;
            cursor.skip();
        } while (true);
        return Element.of(
                        "rule",
                        "id",
                        id,
                        "role",
                        role,
                        "score",
                        score,
                        "score-attribute",
                        attribute,
                        "boolean-op",
                        operator)
                .withChildren(expressions);
    }

    /** The id of a set's or constraint's rule by its place, counted from 0. */
    static String defaultId(String owner, int place) {
        return owner + "-rule" + (place == 0 ? "" : "-" + (place - 1));
    }

    static String capital(String word) {
        return word.isEmpty()
                ? word
                : Character.toUpperCase(word.charAt(0)) + word.substring(1).toLowerCase(Locale.ROOT);
    }

    private static Element expression(Cursor cursor, String ruleId, int index) throws SyntaxException {
        String id = ruleId + "-expression" + (index == 0 ? "" : "-" + (index - 1));
        String first = cursor.next("an expression");
        String operation = first.toLowerCase(Locale.ROOT);
        if (operation.equals("defined") || operation.equals("not_defined")) {
            return Element.of("expression", "operation", operation, "attribute", cursor.next("an attribute"), "id", id);
        }
        if (operation.equals("date")) {
            return date(cursor, id);
        }
        String word = cursor.next("a comparison").toLowerCase(Locale.ROOT);
        String type = null;
        int colon = word.indexOf(':');
        if (colon > 0) {
            type = word.substring(0, colon);
            word = word.substring(colon + 1);
            if (!TYPES.contains(type)) {
                throw new SyntaxException("\"" + type + "\" is no type; it takes " + String.join(", ", TYPES));
            }
        }
        if (!OPERATIONS.contains(word)) {
            throw new SyntaxException("\"" + word + "\" is no comparison; it takes " + String.join(", ", OPERATIONS)
                    + ", or defined and" + " not_defined before the attribute");
        }
        String value = cursor.next("a value");
        String source = SOURCES.stream()
                .filter(s -> value.startsWith(s + "{") && value.endsWith("}"))
                .findFirst()
                .orElse(null);
        return Element.of(
                "expression",
                "attribute",
                first,
                "operation",
                word,
                "value",
                source == null ? value : value.substring(source.length() + 1, value.length() - 1),
                "type",
                type,
                "value-source",
                source,
                "id",
                id);
    }

    private static Element date(Cursor cursor, String id) throws SyntaxException {
        String operation = cursor.next("lt, gt, in or spec").toLowerCase(Locale.ROOT);
        switch (operation) {
            case "lt":
                return Element.of("date_expression", "id", id, "operation", "lt", "end", cursor.next("a date"));
            case "gt":
                return Element.of("date_expression", "id", id, "operation", "gt", "start", cursor.next("a date"));
            case "in", "in_range": {
                Map<String, String> pairs = units(cursor, List.of("start", "end"));
                Element.Builder duration = Element.builder("duration").attribute("id", id + "-duration");
                boolean units = false;
                for (Map.Entry<String, String> pair : pairs.entrySet()) {
                    if (UNITS.contains(pair.getKey())) {
                        duration.attribute(pair.getKey(), pair.getValue());
                        units = true;
                    }
                }
                Element range = Element.of(
                        "date_expression",
                        "id",
                        id,
                        "operation",
                        "in_range",
                        "start",
                        pairs.get("start"),
                        "end",
                        pairs.get("end"));
                return units ? range.withChild(duration.build()) : range;
            }
            case "spec", "date_spec": {
                Element.Builder spec = Element.builder("date_spec").attribute("id", id + "-date_spec");
                units(cursor, List.of()).forEach(spec::attribute);
                return Element.of("date_expression", "id", id, "operation", "date_spec")
                        .withChild(spec.build());
            }
            default:
                throw new SyntaxException("a date takes lt, gt, in or spec, not \"" + operation + "\"");
        }
    }

    /** Takes the units of a date at the cursor, and the other names given; pairs of other names belong to what follows. */
    private static Map<String, String> units(Cursor cursor, List<String> others) throws SyntaxException {
        Map<String, String> found = new LinkedHashMap<>();
        while (Pairs.isPair(cursor.peek())) {
            String word = cursor.peek();
            String name = word.substring(0, word.indexOf('='));
            if (!UNITS.contains(name) && !others.contains(name)) {
                break;
            }
            found.put(name, cursor.next("a unit").substring(name.length() + 1));
        }
        if (found.isEmpty()) {
            throw new SyntaxException("a date takes " + String.join(", ", others.isEmpty() ? UNITS : others)
                    + ", each with = and a value");
        }
        return found;
    }

    /** Prints a rule behind the word {@code rule}. */
    static String print(Element rule, String defaultId) {
        if (rule.has("id-ref")) {
            return " $id-ref=" + rule.attribute("id-ref");
        }
        StringBuilder out = new StringBuilder();
        if (!defaultId.equals(rule.attribute("id"))) {
            out.append(" $id=").append(rule.attribute("id", ""));
        }
        if (rule.has("role")) {
            out.append(" $role=").append(rule.attribute("role"));
        }
        if (rule.has("score-attribute")) {
            out.append(' ').append(rule.attribute("score-attribute")).append(':');
        } else if (rule.has("score")) {
            out.append(' ').append(printScore(rule.attribute("score"))).append(':');
        }
        String operator = " " + rule.attribute("boolean-op", "and");
        for (int i = 0; i < rule.childCount(); i++) {
            out.append(i == 0 ? "" : operator).append(expression(rule.child(i)));
        }
        return out.toString();
    }

    private static String expression(Element expression) {
        if (expression.name().equals("date_expression")) {
            return printDate(expression);
        }
        String operation = expression.attribute("operation", "");
        String attribute = expression.attribute("attribute", "");
        if (operation.endsWith("defined")) {
            return " " + operation + " " + Words.quoteWhereNeeded(attribute);
        }
        String type = expression.has("type") ? expression.attribute("type") + ":" : "";
        String value = expression.attribute("value", "");
        String source = expression.attribute("value-source");
        return " " + Words.quoteWhereNeeded(attribute) + " " + type + operation + " "
                + Words.quoteWhereNeeded(source == null ? value : source + "{" + value + "}");
    }

    private static String printDate(Element expression) {
        StringBuilder out = new StringBuilder(" date ");
        switch (expression.attribute("operation", "in_range")) {
            case "lt" -> out.append("lt ").append(Words.quoteWhereNeeded(expression.attribute("end", "")));
            case "gt" -> out.append("gt ").append(Words.quoteWhereNeeded(expression.attribute("start", "")));
            case "date_spec" -> out.append("spec").append(attributes(expression.child("date_spec")));
            default -> {
                out.append("in");
                for (String side : List.of("start", "end")) {
                    if (expression.has(side)) {
                        out.append(' ')
                                .append(side)
                                .append('=')
                                .append(Words.quoteWhereNeeded(expression.attribute(side)));
                    }
                }
                out.append(attributes(expression.child("duration")));
            }
        }
        return out.toString();
    }

    private static String attributes(Element element) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; element != null && i < element.attributeCount(); i++) {
            if (!element.attributeName(i).equals("id")) {
                out.append(' ')
                        .append(element.attributeName(i))
                        .append('=')
                        .append(Words.quoteWhereNeeded(element.attributeValue(i)));
            }
        }
        return out.toString();
    }
}
