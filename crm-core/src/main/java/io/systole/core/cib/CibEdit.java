package io.systole.core.cib;

import io.systole.core.value.CrmExit;
import io.systole.core.xml.Element;
import java.util.Arrays;
import java.util.List;

/** The edits behind {@code cibadmin}'s commands, on the bare tree. */
final class CibEdit {
    private CibEdit() {}

    static Element create(Element root, String scope, Element content) throws Refused {
        int[] section = section(root, scope, content);
        Element target = XPath.at(root, section);
        // The status speaks of objects by their ids, also of some that are no longer configured.
        Element half = section.length == 0 ? root : root.child(section[0]);
        if (isSection(target, content)) {
            for (Element child : content.children()) {
                target = createIn(half, target, child);
            }
        } else {
            target = createIn(half, target, content);
        }
        return put(root, section, target);
    }

    private static Element createIn(Element half, Element parent, Element child) throws Refused {
        Element there = child.id() == null ? null : half.find(child.id());
        if (there != null) {
            throw new Refused(
                    CrmExit.EXISTS,
                    "an object with the id \"" + child.id() + "\" exists already (" + there.name()
                            + "); modify or replace it, or choose another id");
        }
        return parent.withChild(child);
    }

    static Element modify(Element root, String scope, Element content, boolean allowCreate) throws Refused {
        if (content.name().equals("cib")) {
            return merge(root, content);
        }
        if (scope == null && !CibSections.known(content.name()) && content.id() != null) {
            int[] path = find(root, content);
            if (path != null) {
                return put(root, path, merge(XPath.at(root, path), content));
            }
            throw notFound(content);
        }
        int[] section = sectionOrNew(root, scope, content);
        Element whole = section == null ? withSection(root, scope == null ? content.name() : scope) : root;
        int[] place = section == null ? section(whole, scope, content) : section;
        Element target = XPath.at(whole, place);
        if (isSection(target, content)) {
            return put(whole, place, merge(target, content));
        }
        int[] inner = findBelow(target, content);
        if (inner == null && !allowCreate) {
            throw notFound(content);
        }
        Element changed =
                inner == null ? target.withChild(content) : put(target, inner, merge(XPath.at(target, inner), content));
        return put(whole, place, changed);
    }

    /** Attributes of the update win; its children go into the children with the same name and id, or are appended. */
    static Element merge(Element target, Element update) {
        Element merged = target;
        for (int i = 0; i < update.attributeCount(); i++) {
            merged = merged.with(update.attributeName(i), update.attributeValue(i));
        }
        for (Element child : update.children()) {
            int at = match(merged, child);
            merged = at < 0 ? merged.withChild(child) : merged.replacing(at, merge(merged.child(at), child));
        }
        return merged;
    }

    private static int match(Element parent, Element wanted) {
        for (int i = 0; i < parent.childCount(); i++) {
            if (same(parent.child(i), wanted)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean same(Element candidate, Element wanted) {
        if (!candidate.name().equals(wanted.name())) {
            return false;
        }
        if (wanted.id() != null) {
            return wanted.id().equals(candidate.id());
        }
        return wanted.attribute("id-ref") == null || wanted.attribute("id-ref").equals(candidate.attribute("id-ref"));
    }

    static Element replace(Element root, String scope, Element content) throws Refused {
        if (content.name().equals("cib")) {
            if (scope != null && content.child("configuration") != null) {
                Element section = scope.equals("configuration")
                        ? content.child("configuration")
                        : content.child("configuration").child(scope);
                if (section == null) {
                    throw new Refused(CrmExit.NOSUCH, "the input has no section <" + scope + ">");
                }
                return replace(root, scope, section);
            }
            return replaceAll(root, content);
        }
        int[] section = sectionOrNew(root, scope, content);
        if (section == null) {
            return replace(withSection(root, scope == null ? content.name() : scope), scope, content);
        }
        Element target = XPath.at(root, section);
        if (isSection(target, content)) {
            return put(root, section, content);
        }
        int[] inner = findBelow(target, content);
        if (inner == null) {
            throw notFound(content);
        }
        return put(root, section, put(target, inner, content));
    }

    private static Element replaceAll(Element root, Element content) throws Refused {
        CibVersion now = CibVersion.of(root);
        CibVersion asked = CibVersion.of(content);
        if (asked.adminEpoch() < now.adminEpoch()
                || asked.adminEpoch() == now.adminEpoch() && asked.epoch() < now.epoch()) {
            throw new Refused(
                    CrmExit.OLD,
                    "the input has version " + asked + ", which is older than the cluster's " + now
                            + "; somebody has changed the configuration meanwhile");
        }
        // The status is the cluster's own knowledge and does not come from a file.
        Element status = root.child("status");
        Element bare = content.withoutChildren(child -> child.name().equals("status"));
        return status == null ? bare : bare.withChild(status);
    }

    static Element delete(Element root, String scope, Element content) throws Refused {
        int[] base = scope == null ? new int[0] : section(root, scope, content);
        Element target = XPath.at(root, base);
        int[] inner = findBelow(target, content);
        if (inner == null) {
            // Pacemaker's delete of something that is not there succeeds.
            return root;
        }
        return put(root, base, remove(target, inner));
    }

    static Element deleteAt(Element root, String xpath, boolean multiple) throws Refused {
        List<int[]> paths;
        try {
            paths = XPath.parse(xpath).paths(root);
        } catch (IllegalArgumentException e) {
            throw new Refused(CrmExit.USAGE, e.getMessage());
        }
        if (paths.isEmpty()) {
            throw new Refused(CrmExit.NOSUCH, "nothing matches the XPath " + xpath);
        }
        if (paths.size() > 1 && !multiple) {
            throw new Refused(
                    CrmExit.MULTIPLE, paths.size() + " elements match the XPath " + xpath + "; name one of them");
        }
        Element changed = root;
        for (int i = paths.size() - 1; i >= 0; i--) {
            if (paths.get(i).length == 0) {
                throw new Refused(CrmExit.USAGE, "the cib element itself cannot be deleted; erase empties it");
            }
            changed = remove(changed, paths.get(i));
        }
        return changed;
    }

    /** The tree with the element at the path replaced. */
    static Element put(Element root, int[] path, Element element) {
        if (path.length == 0) {
            return element;
        }
        int[] rest = Arrays.copyOfRange(path, 1, path.length);
        return root.replacing(path[0], put(root.child(path[0]), rest, element));
    }

    static Element remove(Element root, int[] path) {
        int[] parent = Arrays.copyOf(path, path.length - 1);
        return put(root, parent, XPath.at(root, parent).withoutChild(path[path.length - 1]));
    }

    private static boolean isSection(Element target, Element content) {
        return target.name().equals(content.name()) && content.id() == null;
    }

    private static int[] sectionOrNew(Element root, String scope, Element content) throws Refused {
        String name = scope == null ? content.name() : scope;
        if (!CibSections.known(name)) {
            if (scope == null && content.id() != null) {
                int[] path = find(root, content);
                if (path == null) {
                    throw notFound(content);
                }
                return Arrays.copyOf(path, path.length - 1);
            }
            throw new Refused(
                    CrmExit.USAGE,
                    "<" + name + "> is no section of a CIB; say with --scope where it belongs (resources, constraints,"
                            + " nodes, crm_config, rsc_defaults, op_defaults, status…)");
        }
        return CibSections.path(root, name);
    }

    private static int[] section(Element root, String scope, Element content) throws Refused {
        int[] path = sectionOrNew(root, scope, content);
        if (path == null) {
            throw new Refused(
                    CrmExit.NOSUCH, "the CIB has no section <" + (scope == null ? content.name() : scope) + ">");
        }
        return path;
    }

    private static Element withSection(Element root, String name) throws Refused {
        if (!CibSections.inConfiguration(name)) {
            throw new Refused(CrmExit.NOSUCH, "the CIB has no section <" + name + ">");
        }
        int[] configuration = CibSections.path(root, "configuration");
        return put(root, configuration, XPath.at(root, configuration).withChild(Element.of(name)));
    }

    private static int[] find(Element root, Element wanted) {
        int[] configuration = CibSections.path(root, "configuration");
        int[] inner = findBelow(root.child(configuration[0]), wanted);
        if (inner != null) {
            return join(configuration[0], inner);
        }
        int[] status = CibSections.path(root, "status");
        inner = status == null ? null : findBelow(root.child(status[0]), wanted);
        return inner == null ? null : join(status[0], inner);
    }

    /** Where the element with the wanted name and id (and, for a deletion, attributes) is below the parent. */
    private static int[] findBelow(Element parent, Element wanted) {
        for (int i = 0; i < parent.childCount(); i++) {
            Element child = parent.child(i);
            if (same(child, wanted) && (wanted.id() != null || hasAttributesOf(child, wanted))) {
                return new int[] {i};
            }
            int[] inner = findBelow(child, wanted);
            if (inner != null) {
                return join(i, inner);
            }
        }
        return null;
    }

    private static boolean hasAttributesOf(Element candidate, Element wanted) {
        for (int i = 0; i < wanted.attributeCount(); i++) {
            if (!wanted.attributeValue(i).equals(candidate.attribute(wanted.attributeName(i)))) {
                return false;
            }
        }
        return true;
    }

    private static int[] join(int first, int[] rest) {
        int[] path = new int[rest.length + 1];
        path[0] = first;
        System.arraycopy(rest, 0, path, 1, rest.length);
        return path;
    }

    private static Refused notFound(Element wanted) {
        return new Refused(
                CrmExit.NOSUCH,
                wanted.id() == null
                        ? "the CIB has no such <" + wanted.name() + ">"
                        : "the CIB has no <" + wanted.name() + "> with the id \"" + wanted.id() + "\"");
    }
}
