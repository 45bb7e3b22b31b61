package io.systole.shell.configure;

import io.systole.core.value.CrmExit;
import io.systole.core.xml.Element;
import io.systole.core.xml.XmlException;
import io.systole.core.xml.XmlParser;
import io.systole.shell.command.Failure;
import io.systole.shell.edit.ConfigObjects;
import io.systole.shell.grammar.ConfigParser;
import io.systole.shell.grammar.Definition;
import io.systole.shell.grammar.LogicalLines;
import io.systole.shell.grammar.SyntaxException;
import io.systole.shell.grammar.Words;
import io.systole.shell.level.Context;
import java.util.ArrayList;
import java.util.List;

/** Reads definitions from the text of a file, every one of them or none. */
final class Text {
    private Text() {}

    /** @param where the definition was found, for example {@code cluster.crm:12} */
    record Placed(Definition definition, String where) {}

    /**
     * Lines of the language. Every line that cannot be read is told; then it fails.
     *
     * @param prefix what comes before a line's number in messages: {@code cluster.crm:}, or {@code line }
     */
    static List<Placed> lines(String prefix, String text, Context context) throws Failure {
        List<Placed> found = new ArrayList<>();
        int refused = 0;
        for (LogicalLines.Line line : LogicalLines.of(text)) {
            String where = prefix + line.number();
            try {
                Definition typed = ConfigParser.parse(Words.split(line.text())).withComments(line.comments());
                for (Definition object : Intake.take(typed, context)) {
                    found.add(new Placed(object, where));
                }
            } catch (SyntaxException | Failure e) {
                context.error(where + ": " + e.getMessage());
                refused++;
            }
        }
        if (refused > 0) {
            throw new Failure(
                    CrmExit.DATAERR,
                    (refused == 1 ? "one line" : refused + " lines") + " cannot be read; nothing was taken over");
        }
        return found;
    }

    /** A CIB, a configuration, a section or an object as XML. */
    static List<Placed> xml(String name, byte[] bytes) throws Failure {
        List<Placed> found = new ArrayList<>();
        for (Definition object : ConfigObjects.of(configuration(name, bytes))) {
            found.add(new Placed(object, name));
        }
        return found;
    }

    /** The configuration that the XML holds, or one that holds it. */
    static Element configuration(String name, byte[] bytes) throws Failure {
        Element element;
        try {
            element = XmlParser.parse(bytes);
        } catch (XmlException e) {
            throw new Failure(CrmExit.DATAERR, name + ": " + e.getMessage());
        }
        if (element.name().equals("cib")) {
            Element configuration = element.child("configuration");
            if (configuration == null) {
                throw new Failure(CrmExit.DATAERR, name + ": the <cib> has no <configuration>");
            }
            return configuration;
        }
        if (element.name().equals("configuration")) {
            return element;
        }
        if (ConfigObjects.isSection(element.name())) {
            return Element.of("configuration").withChild(element);
        }
        try {
            String section = ConfigParser.sectionOf(element);
            return Element.of("configuration").withChild(Element.of(section).withChild(element));
        } catch (SyntaxException e) {
            throw new Failure(CrmExit.DATAERR, name + ": " + e.getMessage());
        }
    }
}
