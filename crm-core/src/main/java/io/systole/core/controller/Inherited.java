package io.systole.core.controller;

import io.systole.core.message.Message;
import io.systole.core.operation.TransitionKey;
import io.systole.core.value.NodeName;
import io.systole.core.xml.Element;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What members were doing for an earlier DC, or in an earlier view, when this one began to lead. A plan must wait for it:
 * history takes a promotion that is under way for done, and what depends on it would be started too early. Every agent ends
 * at its timeout at the latest, and a member that is lost ends the view, so the wait ends.
 */
final class Inherited {
    private final Map<String, String> underWay = new TreeMap<>();

    void clear() {
        underWay.clear();
    }

    /** A member has told what it is doing. */
    void of(NodeName member, Message.Joined joined) {
        underWay.keySet().removeIf(key -> key.startsWith(member + " "));
        Element resources = joined.lrm().child("lrm_resources");
        if (resources == null) {
            return;
        }
        for (Element resource : resources.children()) {
            for (Element operation : resource.children()) {
                String transition = operation.attribute("transition-key");
                if ("-1".equals(operation.attribute("op-status")) && transition != null) {
                    underWay.put(member + " " + transition, operation.attribute("operation_key") + " on " + member);
                }
            }
        }
    }

    void ended(NodeName node, TransitionKey key) {
        underWay.remove(node + " " + key);
    }

    /** Something that is still under way. */
    Optional<String> any() {
        return underWay.values().stream().findFirst();
    }
}
