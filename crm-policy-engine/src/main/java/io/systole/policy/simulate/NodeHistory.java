package io.systole.policy.simulate;

import io.systole.core.xml.Element;
import io.systole.policy.model.Names;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What one node's state says of the resources that ran there, found by resource. Working state of one simulation. */
final class NodeHistory {
    private final Map<String, Element> byResource = new LinkedHashMap<>();
    private final List<Element> repeated = new ArrayList<>();
    private final Set<String> repeatedIds = new TreeSet<>();

    NodeHistory(Element state) {
        for (Element resource : resources(state)) {
            String id = resource.attribute("id", "");
            if (byResource.putIfAbsent(id, resource) != null) {
                repeated.add(resource);
                repeatedIds.add(id);
            }
        }
    }

    private static List<Element> resources(Element state) {
        Element lrm = state.child("lrm");
        Element list = lrm == null ? null : lrm.child("lrm_resources");
        return list == null ? List.of() : list.children("lrm_resource");
    }

    /** The history of a resource, or null. */
    Element get(String resource) {
        return byResource.get(resource);
    }

    /**
     * Replaces the history of a resource.
     *
     * <p>Pacemaker parity (inc6): where a state holds two histories of one resource, results of the second are added to the
     * first, and the second stays.
     */
    void put(Element resource) {
        Element merged = resource;
        if (repeatedIds.contains(resource.id())) {
            for (Element other : repeated) {
                for (Element entry : other.id().equals(resource.id()) ? other.children() : List.<Element>of()) {
                    merged = withEntry(merged, entry);
                }
            }
        }
        byResource.put(resource.id(), merged);
    }

    /** The number that the next result of a resource gets. */
    long nextCallId(Element resource) {
        long latest = 0;
        // Pacemaker parity (inc6): of two histories none is taken as the right one, so that counting begins anew.
        if (!repeatedIds.contains(resource.id())) {
            for (Element entry : resource.children()) {
                latest = Math.max(latest, number(entry.attribute("call-id")));
            }
        }
        return latest + 1;
    }

    static Element withEntry(Element resource, Element entry) {
        for (int i = 0; i < resource.childCount(); i++) {
            if (entry.id() != null && entry.id().equals(resource.child(i).id())) {
                return resource.replacing(i, entry);
            }
        }
        return resource.withChild(entry);
    }

    /** The state with this history in it. */
    Element in(Element state) {
        Element lrm = StatusDraft.childOrNew(state, "lrm", state.id());
        Element list = StatusDraft.childOrNew(lrm, "lrm_resources", null);
        List<Element> all = new ArrayList<>(byResource.values());
        all.addAll(repeated);
        return StatusDraft.replace(state, StatusDraft.replace(lrm, list.withChildren(all)));
    }

    static long latestResult(Element state) {
        long latest = 0;
        for (Element resource : resources(state)) {
            for (Element entry : resource.children()) {
                latest = Math.max(latest, number(entry.attribute("last-rc-change")));
            }
        }
        return latest;
    }

    static long number(String text) {
        return Math.max(0, Names.number(text, 0));
    }
}
