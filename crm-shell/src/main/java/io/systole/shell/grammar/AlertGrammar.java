package io.systole.shell.grammar;

import io.systole.core.xml.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * {@code alert ID PATH [attributes N=V…] [meta N=V…] [select KIND…] [to { RECIPIENT [attributes N=V…] [meta N=V…] }]…}; a kind is
 * {@code nodes}, {@code fencing}, {@code resources} or {@code attributes { NAME… }}.
 */
final class AlertGrammar {
    private static final List<String> KINDS = List.of("nodes", "fencing", "resources", "attributes");

    private AlertGrammar() {}

    static Definition parse(Cursor cursor) throws SyntaxException {
        String id = cursor.next("a name");
        Element.Builder out = Element.builder("alert").attribute("id", id);
        out.attribute("path", cursor.next("the path of a program"));
        ResourceGrammar.description(cursor, out);
        out.children(sets(cursor, id));
        if (cursor.accept("select")) {
            out.child(select(cursor, id));
        }
        for (int count = 1; cursor.accept("to"); count++) {
            out.child(recipient(cursor, id + "-recipient-" + count));
        }
        return new Definition("alerts", out.build());
    }

    private static List<Element> sets(Cursor cursor, String owner) throws SyntaxException {
        List<Element> sets = new ArrayList<>();
        while (cursor.peek().equalsIgnoreCase("attributes") || cursor.peek().equalsIgnoreCase("meta")) {
            boolean meta = cursor.next("attributes").equalsIgnoreCase("meta");
            sets.add(ResourceGrammar.block(cursor, meta ? "meta_attributes" : "instance_attributes", owner, sets));
        }
        return sets;
    }

    private static Element select(Cursor cursor, String alert) throws SyntaxException {
        Element.Builder out = Element.builder("select");
        int count = 0;
        while (KINDS.contains(cursor.peek().toLowerCase(Locale.ROOT))) {
            String kind = cursor.next("a kind of event").toLowerCase(Locale.ROOT);
            Element.Builder each = Element.builder("select_" + kind);
            if (kind.equals("attributes") && cursor.accept("{")) {
                while (!cursor.accept("}")) {
                    String name = cursor.next("}");
                    each.child(Element.of("attribute", "id", Pairs.idOf(alert + "-select-" + name), "name", name));
                }
            }
            out.child(each.build());
            count++;
        }
        if (count == 0) {
            throw new SyntaxException("select takes " + String.join(", ", KINDS) + ", not \"" + cursor.peek() + "\"");
        }
        return out.build();
    }

    private static Element recipient(Cursor cursor, String defaultId) throws SyntaxException {
        boolean braces = cursor.accept("{");
        String id = cursor.peek().startsWith("$id=") ? cursor.next("an id").substring("$id=".length()) : defaultId;
        Element.Builder out = Element.builder("recipient").attribute("id", id);
        out.attribute("value", cursor.next("a recipient"));
        ResourceGrammar.description(cursor, out);
        out.children(sets(cursor, id));
        if (braces && !cursor.accept("}")) {
            throw new SyntaxException("\"" + cursor.peek() + "\" was not expected here; the recipient ends with }");
        }
        return out.build();
    }

    static String print(Element alert) {
        StringBuilder out =
                new StringBuilder("alert " + alert.id() + " " + Words.quoteWhereNeeded(alert.attribute("path", "")));
        out.append(ConfigPrinter.description(alert));
        blocks(out, alert);
        Element select = alert.child("select");
        if (select != null) {
            out.append(ConfigPrinter.NEXT).append("select");
            for (Element kind : select.children()) {
                out.append(' ').append(kind.name().replaceFirst("^select_", ""));
                if (kind.childCount() > 0) {
                    out.append(" {");
                    kind.children()
                            .forEach(a -> out.append(' ').append(Words.quoteWhereNeeded(a.attribute("name", ""))));
                    out.append(" }");
                }
            }
        }
        int count = 1;
        for (Element recipient : alert.children("recipient")) {
            String id = alert.id() + "-recipient-" + count++;
            out.append(ConfigPrinter.NEXT).append("to {");
            out.append(id.equals(recipient.id()) ? "" : " $id=" + recipient.id());
            out.append(' ').append(Words.quoteWhereNeeded(recipient.attribute("value", "")));
            out.append(ConfigPrinter.description(recipient));
            blocks(out, recipient);
            out.append(" }");
        }
        return out.toString();
    }

    private static void blocks(StringBuilder out, Element owner) {
        ConfigPrinter.blocks(out, owner, "instance_attributes", "attributes", owner.id() + "-instance_attributes");
        ConfigPrinter.blocks(out, owner, "meta_attributes", "meta", owner.id() + "-meta_attributes");
    }
}
