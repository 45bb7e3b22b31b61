package io.systole.shell.grammar;

import io.systole.core.xml.Element;
import java.util.ArrayList;
import java.util.List;

/**
 * One object of a configuration as {@code crm configure} knows it.
 *
 * @param section the CIB's section that holds it, for example {@code resources}
 * @param element as the CIB has it, but a group or clone without the resources in it
 * @param children ids of the resources in a group or clone, in order
 */
public record Definition(String section, Element element, List<String> children) {
    public Definition {
        children = List.copyOf(children);
    }

    public Definition(String section, Element element) {
        this(section, element, List.of());
    }

    /** The id; of the fencing topology, which has none, {@code fencing_topology}. */
    public String id() {
        return element.name().equals("fencing-topology") ? "fencing_topology" : element.attribute("id", "");
    }

    /** The comment lines above the object, each with its {@code #}. */
    public List<String> comments() {
        return element.children(Element.COMMENT).stream().map(Element::text).toList();
    }

    public Definition withComments(List<String> lines) {
        if (lines.isEmpty() && element.child(Element.COMMENT) == null) {
            return this;
        }
        List<Element> all = new ArrayList<>();
        lines.forEach(line -> all.add(Element.comment(line)));
        all.addAll(element.withoutChildren(child -> child.name().equals(Element.COMMENT))
                .children());
        return with(element.withChildren(all));
    }

    /** The same object with another element. */
    public Definition with(Element changed) {
        return new Definition(section, changed, children);
    }
}
