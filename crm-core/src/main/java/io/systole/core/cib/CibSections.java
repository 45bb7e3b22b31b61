package io.systole.core.cib;

import io.systole.core.xml.Element;
import java.util.List;

/** The sections that a CIB is made of. */
final class CibSections {
    /** In the order in which an absent one is added. */
    private static final List<String> REQUIRED = List.of("crm_config", "nodes", "resources", "constraints");

    private static final List<String> OPTIONAL =
            List.of("fencing-topology", "op_defaults", "rsc_defaults", "acls", "tags", "alerts");

    private CibSections() {}

    static boolean inConfiguration(String name) {
        return REQUIRED.contains(name) || OPTIONAL.contains(name);
    }

    static boolean known(String name) {
        return inConfiguration(name) || name.equals("status") || name.equals("configuration");
    }

    /** The document with every required section there. */
    static Element complete(Element root) {
        Element configuration = root.child("configuration");
        Element completed = configuration == null ? Element.of("configuration") : configuration;
        for (String name : REQUIRED) {
            if (completed.child(name) == null) {
                completed = completed.withChild(Element.of(name));
            }
        }
        Element whole = configuration == null
                ? root.withChild(0, completed)
                : root.replacing(root.children().indexOf(configuration), completed);
        return whole.child("status") == null ? whole.withChild(Element.of("status")) : whole;
    }

    /** The indexes that lead to a section; null where it is absent. */
    static int[] path(Element root, String name) {
        if (name.equals("status") || name.equals("configuration")) {
            int at = indexOf(root, name);
            return at < 0 ? null : new int[] {at};
        }
        int configuration = indexOf(root, "configuration");
        int at = configuration < 0 ? -1 : indexOf(root.child(configuration), name);
        return at < 0 ? null : new int[] {configuration, at};
    }

    private static int indexOf(Element parent, String name) {
        for (int i = 0; i < parent.childCount(); i++) {
            if (parent.child(i).name().equals(name)) {
                return i;
            }
        }
        return -1;
    }
}
