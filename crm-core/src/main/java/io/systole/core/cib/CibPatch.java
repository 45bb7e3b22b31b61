package io.systole.core.cib;

import io.systole.core.value.CrmExit;
import io.systole.core.xml.Element;
import java.util.ArrayList;
import java.util.List;

/**
 * Version 2 patch sets ({@code <diff format="2">}): the versions on both sides and a list of creations, modifications,
 * deletions and moves, each with the XPath of its place.
 */
public final class CibPatch {
    private CibPatch() {}

    /** The changes that lead from one CIB to the other. */
    public static Element diff(Cib from, Cib to) {
        Element version = Element.of("version")
                .withChild(from.version().in(Element.of("source")))
                .withChild(to.version().in(Element.of("target")));
        List<Element> changes = new ArrayList<>();
        new TreeDiff(changes).compare("", from.root(), to.root());
        changes.add(0, version);
        return Element.of("diff", "format", "2").withChildren(changes);
    }

    static Element apply(Element root, Element diff) throws Refused {
        if (!diff.name().equals("diff") || !"2".equals(diff.attribute("format"))) {
            throw new Refused(CrmExit.DATAERR, "the patch is not a <diff format=\"2\">");
        }
        Element version = diff.child("version");
        if (version == null || version.child("source") == null || version.child("target") == null) {
            throw new Refused(CrmExit.DATAERR, "the patch does not say which versions it leads from and to");
        }
        CibVersion source = CibVersion.of(version.child("source"));
        if (!source.equals(CibVersion.of(root))) {
            throw new Refused(
                    CrmExit.OLD,
                    "the patch was made for version " + source + ", the cluster is at " + CibVersion.of(root));
        }
        Element changed = root;
        // Deletions first, as every place they name is one of the old tree; then the rest in its order.
        for (Element change : diff.children("change")) {
            if ("delete".equals(change.attribute("operation"))) {
                changed = CibEdit.remove(changed, place(changed, change));
            }
        }
        for (Element change : diff.children("change")) {
            changed = applyOne(changed, change);
        }
        return CibVersion.of(version.child("target")).in(changed);
    }

    private static Element applyOne(Element root, Element change) throws Refused {
        switch (change.attribute("operation", "")) {
            case "create": {
                int[] parent = place(root, change);
                Element target = XPath.at(root, parent);
                int at = position(change, target.childCount());
                return CibEdit.put(root, parent, target.withChild(at, change.child(0)));
            }
            case "modify": {
                int[] path = place(root, change);
                Element result = change.child("change-result").child(0);
                return CibEdit.put(
                        root, path, result.withChildren(XPath.at(root, path).children()));
            }
            case "move": {
                int[] path = place(root, change);
                Element moved = XPath.at(root, path);
                Element without = CibEdit.remove(root, path);
                int[] parent = java.util.Arrays.copyOf(path, path.length - 1);
                Element target = XPath.at(without, parent);
                return CibEdit.put(without, parent, target.withChild(position(change, target.childCount()), moved));
            }
            case "delete":
                return root;
            default:
                throw new Refused(
                        CrmExit.DATAERR, "the patch has a change of unknown kind: " + change.attribute("operation"));
        }
    }

    private static int[] place(Element root, Element change) throws Refused {
        String path = change.attribute("path", "");
        try {
            List<int[]> found = XPath.parse(path).paths(root);
            if (!found.isEmpty()) {
                return found.get(0);
            }
        } catch (IllegalArgumentException e) {
            throw new Refused(CrmExit.DATAERR, "the patch has a place that cannot be read: " + e.getMessage());
        }
        throw new Refused(CrmExit.NOSUCH, "the patch changes " + path + ", which this CIB does not have");
    }

    private static int position(Element change, int otherwise) throws Refused {
        try {
            return Math.max(0, Math.min(otherwise, Integer.parseInt(change.attribute("position", "" + otherwise))));
        } catch (NumberFormatException e) {
            throw new Refused(CrmExit.DATAERR, "the patch has a position that is no number: " + change);
        }
    }
}
