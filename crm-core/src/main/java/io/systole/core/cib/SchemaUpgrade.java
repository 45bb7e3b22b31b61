package io.systole.core.cib;

import io.systole.core.xml.Element;
import java.util.ArrayList;
import java.util.List;

/** Rewrites a configuration of an older schema to the words of the newest one. */
final class SchemaUpgrade {
    private static final String NEWEST = "pacemaker-3.9";

    private SchemaUpgrade() {}

    static Element upgrade(Element root) {
        return rewrite(root).with("validate-with", NEWEST);
    }

    private static Element rewrite(Element element) {
        List<Element> children = new ArrayList<>();
        for (Element child : element.children()) {
            children.add(child.name().equals("status") ? child : rewrite(child));
        }
        Element changed = element.childCount() == 0 ? element : element.withChildren(children);
        changed = roles(changed);
        return changed.name().equals("master") ? promotable(changed) : changed;
    }

    private static Element roles(Element element) {
        Element changed = element;
        for (String attribute : List.of("role", "rsc-role", "with-rsc-role")) {
            String value = element.attribute(attribute);
            String word = Aliases.role(value);
            if (value != null && !word.equals(value)) {
                changed = changed.with(attribute, word);
            }
        }
        return changed;
    }

    private static Element promotable(Element master) {
        Element clone = master.renamed("clone");
        Element meta = clone.child("meta_attributes");
        String id = clone.id() + "-meta_attributes";
        Element set = meta == null ? Element.of("meta_attributes", "id", id) : meta;
        Element marked = set.withChild(
                Element.of("nvpair", "id", set.id() + "-promotable", "name", "promotable", "value", "true"));
        if (meta == null) {
            return clone.withChild(0, marked);
        }
        return clone.replacing(clone.children().indexOf(meta), marked);
    }
}
