package io.systole.shell.configure;

import io.systole.core.xml.Element;
import io.systole.core.xml.XmlFormat;
import io.systole.shell.edit.Draft;
import io.systole.shell.grammar.ConfigText;
import io.systole.shell.grammar.Definition;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The text of selected objects, as it can be typed again or as XML. */
final class Shown {
    /** What is printed in place of a secret. */
    static final String HIDDEN = "******";

    private Shown() {}

    /** @param hide names of parameters, with {@code *} and {@code ?}, whose values are not printed */
    static String text(Selection selection, Draft draft, List<String> hide) {
        List<Pattern> hidden = hide.stream()
                .map(glob -> Pattern.compile(
                        Pattern.quote(glob).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q")))
                .toList();
        if (selection.xml()) {
            return XmlFormat.pretty(hiding(xml(selection, draft), hidden));
        }
        StringBuilder out = new StringBuilder();
        for (Definition object : selection.objects()) {
            out.append(ConfigText.write(object.with(hiding(object.element(), hidden))))
                    .append('\n');
        }
        return out.toString();
    }

    /** The whole CIB without its status, or one with the selected objects only. */
    private static Element xml(Selection selection, Draft draft) {
        Element root = draft.root().withoutChildren(child -> child.name().equals("status"));
        if (!selection.named()) {
            return root;
        }
        List<String> ids = selection.objects().stream().map(Definition::id).toList();
        List<Element> sections = new ArrayList<>();
        for (Element section : root.child("configuration").children()) {
            boolean whole = section.name().equals("fencing-topology") && ids.contains("fencing_topology");
            Element kept = whole
                    ? section
                    : section.withoutChildren(child -> ids.stream().noneMatch(id -> child.find(id) != null));
            sections.add(kept);
        }
        Element configuration = Element.of("configuration").withChildren(sections);
        return root.withChildren(List.of(configuration));
    }

    private static Element hiding(Element element, List<Pattern> hidden) {
        if (hidden.isEmpty()) {
            return element;
        }
        if (element.name().equals("nvpair") && element.has("value")) {
            String name = element.attribute("name", "");
            return hidden.stream().anyMatch(p -> p.matcher(name).matches()) ? element.with("value", HIDDEN) : element;
        }
        List<Element> children = new ArrayList<>();
        element.children().forEach(child -> children.add(hiding(child, hidden)));
        return element.withChildren(children);
    }
}
