package io.systole.shell.grammar;

import io.systole.core.xml.Element;
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

    public String id() {
        return element.attribute("id", "");
    }
}
