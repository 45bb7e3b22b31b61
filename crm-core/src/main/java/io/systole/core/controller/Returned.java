package io.systole.core.controller;

import io.systole.core.cib.Cib;
import io.systole.core.message.Message;
import io.systole.core.operation.OcfExit;
import io.systole.core.status.StatusChange;
import io.systole.core.status.StatusSection;
import io.systole.core.value.NodeName;
import io.systole.core.xml.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Members that were taken for dead and lived: a machine that stood still and goes on, or one that was cut off. What they had
 * promoted may have been promoted elsewhere since, and clients have written there. Both would have the same promotion score,
 * and the older one must not win: its score does not count, nor what its agent says, until it is demoted.
 */
final class Returned {
    private static final String SCORE = "master-";

    /** By node, the resources whose older promotion it has. */
    private final SortedMap<NodeName, SortedSet<String>> older = new TreeMap<>();

    private final SortedMap<NodeName, SortedMap<String, String>> keptBack = new TreeMap<>();

    /**
     * A partition begins.
     *
     * @param cib that counts: who is expected to be down in it was taken for dead
     * @param joined what the members report themselves
     * @return what is to be believed of that
     */
    SortedMap<NodeName, Message.Joined> begin(Cib cib, SortedMap<NodeName, Message.Joined> joined) {
        older.clear();
        keptBack.clear();
        SortedSet<String> newer = new TreeSet<>();
        joined.forEach((node, told) -> {
            Element state = StatusSection.node(cib, node);
            if (state != null && "down".equals(state.attribute("expected"))) {
                older.put(node, promoted(told.lrm()));
            } else {
                newer.addAll(promoted(told.lrm()));
            }
        });
        SortedMap<NodeName, Message.Joined> all = new TreeMap<>(joined);
        older.forEach((node, resources) -> {
            resources.retainAll(newer);
            Message.Joined told = joined.get(node);
            SortedMap<String, String> attributes = new TreeMap<>(told.attributes());
            resources.forEach(resource -> attributes.remove(SCORE + resource));
            all.put(node, new Message.Joined(told.lrm(), attributes, told.trouble()));
        });
        return all;
    }

    /**
     * Keeps back what a node sets where it is the score of an older promotion. It may come from the agent's demotion, which
     * has not been told of yet.
     *
     * @param value null to delete, which is never kept back
     * @return whether it was kept back
     */
    boolean keepsBack(Cib cib, NodeName node, String attribute, String value) {
        boolean keeps = value != null && isOlder(cib, node, attribute);
        SortedMap<String, String> waiting = keptBack.computeIfAbsent(node, n -> new TreeMap<>());
        if (keeps) {
            waiting.put(attribute, value);
        } else {
            waiting.remove(attribute);
        }
        return keeps;
    }

    /** What was kept back and counts now. */
    List<StatusChange.Attribute> due(Cib cib) {
        List<StatusChange.Attribute> due = new ArrayList<>();
        keptBack.forEach((node, waiting) -> waiting.forEach((attribute, value) -> {
            if (!isOlder(cib, node, attribute)) {
                due.add(new StatusChange.Attribute(node, attribute, value));
            }
        }));
        due.forEach(each -> keptBack.get(each.node()).remove(each.name()));
        return due;
    }

    private boolean isOlder(Cib cib, NodeName node, String attribute) {
        SortedSet<String> resources = older.get(node);
        if (resources == null || !attribute.startsWith(SCORE)) {
            return false;
        }
        String resource = attribute.substring(SCORE.length());
        if (resources.contains(resource)
                && !promoted(StatusSection.history(cib, node)).contains(resource)) {
            resources.remove(resource);
        }
        return resources.contains(resource);
    }

    /** The resources whose last word in a node's history (null for none) is that they are promoted, without a replica's number. */
    private static SortedSet<String> promoted(Element lrm) {
        SortedSet<String> found = new TreeSet<>();
        Element resources = lrm == null ? null : lrm.child("lrm_resources");
        if (resources != null) {
            for (Element resource : resources.children("lrm_resource")) {
                if (isPromoted(resource)) {
                    found.add(resource.attribute("id", "").replaceFirst(":[0-9]+$", ""));
                }
            }
        }
        return found;
    }

    private static boolean isPromoted(Element resource) {
        long last = -1;
        boolean promoted = false;
        for (Element operation : resource.children("lrm_rsc_op")) {
            long call = number(operation.attribute("call-id"));
            long rc = number(operation.attribute("rc-code"));
            String name = operation.attribute("operation", "");
            if (call > last && !name.equals("notify")) {
                last = call;
                promoted = name.equals("promote") && rc == OcfExit.OK
                        || rc == OcfExit.RUNNING_PROMOTED
                        || rc == OcfExit.DEGRADED_PROMOTED;
            }
        }
        return promoted;
    }

    private static long number(String text) {
        return text != null && text.matches("[0-9]{1,18}") ? Long.parseLong(text) : -1;
    }
}
