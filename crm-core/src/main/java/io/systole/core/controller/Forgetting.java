package io.systole.core.controller;

import io.systole.core.cib.Cib;
import io.systole.core.message.Message;
import io.systole.core.message.Request;
import io.systole.core.status.StatusChange;
import io.systole.core.status.StatusSection;
import io.systole.core.value.NodeName;
import io.systole.core.xml.Element;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Forgets operation history and failure counts: because a person says so (cleanup, refresh), or because the definition that
 * a failure came from has changed.
 */
final class Forgetting {
    private final Site site;
    private final Replica replica;
    private final WriteQueue writes;

    Forgetting(Site site, Replica replica, WriteQueue writes) {
        this.site = site;
        this.replica = replica;
        this.writes = writes;
    }

    /** Returns a sentence for everything forgotten. */
    List<String> forget(Request.Forget request) {
        List<String> sentences = new ArrayList<>();
        List<String> named = request.resource() == null
                ? null
                : new ArrayList<>(Definitions.primitivesOf(replica.cib(), request.resource()));
        for (Element state : replica.cib().status().children("node_state")) {
            NodeName node = NodeName.of(state.attribute("uname", "?"));
            if (request.node() != null && !request.node().equals(node)) {
                continue;
            }
            for (String resource : known(node)) {
                boolean meant = named == null || named.contains(plain(resource));
                if (meant && (!request.failuresOnly() || failed(node, resource, request))) {
                    drop(node, resource, operationKey(resource, request));
                    sentences.add("Cleaned up " + resource + " on " + node);
                }
            }
        }
        return sentences;
    }

    private static String operationKey(String resource, Request.Forget request) {
        return request.operation() == null || request.failuresOnly()
                ? null
                : resource + "_" + request.operation() + "_"
                        + (request.intervalMs() == null ? "0" : request.intervalMs());
    }

    private TreeSet<String> known(NodeName node) {
        TreeSet<String> resources = new TreeSet<>();
        Element lrm = StatusSection.history(replica.cib(), node);
        if (lrm != null && lrm.child("lrm_resources") != null) {
            lrm.child("lrm_resources").children().forEach(r -> resources.add(r.attribute("id", "")));
        }
        for (String attribute : StatusSection.attributes(replica.cib(), node).keySet()) {
            if (attribute.startsWith("fail-count-") && attribute.contains("#")) {
                resources.add(attribute.substring("fail-count-".length(), attribute.indexOf('#')));
            }
        }
        return resources;
    }

    private boolean failed(NodeName node, String resource, Request.Forget request) {
        boolean counted = StatusSection.attributes(replica.cib(), node).keySet().stream()
                .anyMatch(a -> a.startsWith("fail-count-" + plain(resource) + "#"
                        + (request.operation() == null ? "" : request.operation() + "_")));
        Element history = StatusSection.resource(replica.cib(), node, resource);
        return counted
                || history != null
                        && history.children().stream()
                                .anyMatch(op -> op.attribute("id", "").endsWith("_last_failure_0")
                                        && !foundRunning(op)
                                        && (request.operation() == null
                                                || request.operation().equals(op.attribute("operation"))));
    }

    /** History keeps it like a failure; to forget it would make what runs there unknown. */
    private static boolean foundRunning(Element operation) {
        return "monitor".equals(operation.attribute("operation"))
                && "0".equals(operation.attribute("interval"))
                && "0".equals(operation.attribute("op-status"))
                && ("0".equals(operation.attribute("rc-code")) || "8".equals(operation.attribute("rc-code")));
    }

    private void drop(NodeName node, String resource, String operationKey) {
        List<StatusChange> changes = new ArrayList<>();
        changes.add(new StatusChange.Forget(node, resource, operationKey));
        changes.addAll(FailCounts.cleared(replica.cib(), node, plain(resource)));
        writes.status(changes);
        if (writes.members().contains(node)) {
            site.send(node, new Message.ForgetLocal(resource, operationKey));
        }
    }

    private static String plain(String resource) {
        int colon = resource.lastIndexOf(':');
        return colon < 0 ? resource : resource.substring(0, colon);
    }

    /**
     * A failure has come in that was begun under an earlier configuration: it is forgotten, too, where its resource is
     * defined otherwise by now. Returns false where the failure counts.
     *
     * @param planned the configuration that the operation was planned from
     */
    boolean overtaken(Cib planned, NodeName node, String resource) {
        Definitions.Definition was = Definitions.of(planned).get(plain(resource));
        Definitions.Definition now = Definitions.of(replica.cib()).get(plain(resource));
        if (was == null || now == null || was.equals(now)) {
            return false;
        }
        drop(node, resource, null);
        forgotten(plain(resource), now.differenceFrom(was));
        return true;
    }

    private String forgotten(String resource, String reason) {
        String sentence = "the failure of " + resource + " is forgotten: " + reason;
        site.log(Effect.Level.NOTICE, sentence);
        return sentence;
    }

    /** The configuration has changed: failures of what is now defined otherwise are forgotten. Returns the sentences. */
    List<String> redefined(Cib before, Cib after) {
        if (before.section("resources").equals(after.section("resources"))) {
            return List.of();
        }
        Map<String, Definitions.Definition> was = Definitions.of(before);
        Map<String, String> reasons = new LinkedHashMap<>();
        Definitions.of(after).forEach((id, now) -> {
            Definitions.Definition old = was.get(id);
            if (old != null && !old.equals(now)) {
                reasons.put(id, now.differenceFrom(old));
            }
        });
        List<String> sentences = new ArrayList<>();
        reasons.forEach((id, reason) -> {
            Request.Forget request = new Request.Forget(id, null, null, null, true);
            if (!forget(request).isEmpty()) {
                sentences.add(forgotten(id, reason));
            }
        });
        return sentences;
    }
}
