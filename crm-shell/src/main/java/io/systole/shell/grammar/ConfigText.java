package io.systole.shell.grammar;

import io.systole.core.xml.Element;
import io.systole.core.xml.XmlFormat;
import java.util.ArrayList;
import java.util.List;

/**
 * Definitions as text and back: reading what was written gives the same objects. An object that the language has no words for
 * is written as XML. Pure.
 */
public final class ConfigText {
    /** Stands for a resource in the XML of a group or clone, as crmsh has it. */
    static final String REFERENCE = "crmsh-ref";

    private ConfigText() {}

    /** The objects of a text. */
    public static List<Definition> read(String text) throws SyntaxException {
        List<Definition> objects = new ArrayList<>();
        for (LogicalLines.Line line : LogicalLines.of(text)) {
            objects.add(ConfigParser.parse(Words.split(line.text())).withComments(line.comments()));
        }
        return objects;
    }

    /** The text of one object, its comments above it, without a line feed at the end. */
    public static String write(Definition object) {
        String comments = String.join(
                "", object.comments().stream().map(line -> line + "\n").toList());
        Definition bare = object.withComments(List.of());
        String line = ConfigPrinter.print(bare);
        return comments + (readsBack(line, bare) ? line : xml(bare));
    }

    private static boolean readsBack(String line, Definition object) {
        try {
            List<Definition> read = read(line);
            return read.size() == 1 && Canonical.same(read.get(0), object);
        } catch (SyntaxException e) {
            return false;
        }
    }

    private static String xml(Definition object) {
        Element element = object.element();
        for (String child : object.children()) {
            element = element.withChild(Element.of(REFERENCE, "id", child));
        }
        boolean named = element.name().equals("meta_attributes");
        return "xml " + XmlFormat.compact(named ? Element.of(object.section()).withChild(element) : element);
    }
}
