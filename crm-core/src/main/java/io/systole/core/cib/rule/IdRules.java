package io.systole.core.cib.rule;

import io.systole.core.xml.Element;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Ids are unique in the whole configuration and are XML names without a colon (Pacemaker Explained, "IDs"). */
public final class IdRules implements Rule {
    @Override
    public void check(Element cib, List<CibFinding> findings) {
        Map<String, Element> seen = new LinkedHashMap<>();
        walk(cib.child("configuration"), seen, findings);
    }

    private static void walk(Element element, Map<String, Element> seen, List<CibFinding> findings) {
        String id = element.id();
        // obj_ref, role and resource_ref point at objects that carry the id; acl targets are named by user; the
        // connection
        // to a remote node bears the name that the node has in its own section.
        if (id != null && !isReference(element)) {
            Element first = seen.putIfAbsent(id, element);
            if (first != null) {
                findings.add(new CibFinding(
                        true,
                        id,
                        "the id \"" + id + "\" is used twice, by a <" + first.name() + "> and by a <" + element.name()
                                + ">; ids must be unique in the whole configuration"));
            }
            if (!isName(id)) {
                findings.add(new CibFinding(
                        true,
                        id,
                        "\"" + id + "\" (a <" + element.name()
                                + ">) is no valid id: it takes a letter or _ first, then letters, digits, -, _ and ."));
            }
        }
        for (Element child : element.children()) {
            walk(child, seen, findings);
        }
    }

    private static boolean isReference(Element element) {
        return switch (element.name()) {
            case "obj_ref", "resource_ref", "role", "role_ref", "acl_target", "node" -> true;
            default -> false;
        };
    }

    static boolean isName(String id) {
        if (id.isEmpty() || !(Character.isLetter(id.charAt(0)) || id.charAt(0) == '_')) {
            return false;
        }
        for (int i = 1; i < id.length(); i++) {
            char c = id.charAt(i);
            if (!Character.isLetterOrDigit(c) && c != '_' && c != '-' && c != '.') {
                return false;
            }
        }
        return true;
    }
}
