package io.systole.core.controller;

import io.systole.core.cib.Cib;
import io.systole.core.operation.AgentId;
import io.systole.core.status.StatusSection;
import io.systole.core.transition.GraphAction;
import io.systole.core.transition.TransitionGraph;
import io.systole.core.value.NodeName;
import io.systole.core.xml.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Probes every primitive everywhere, then runs each on the first node online unless its start failed; stops all without quorum; erases what is no longer configured, on the first node last. One action after the other. */
public final class FakeScheduler {
    private final List<TransitionGraph.Synapse> synapses = new ArrayList<>();

    public static TransitionGraph plan(Cib cib) {
        FakeScheduler scheduler = new FakeScheduler();
        scheduler.decide(cib);
        return new TransitionGraph(new TreeMap<>(), scheduler.synapses);
    }

    private void decide(Cib cib) {
        List<NodeName> online = new ArrayList<>();
        List<NodeName> leaving = new ArrayList<>();
        for (Element state : cib.status().children("node_state")) {
            NodeName node = NodeName.of(state.attribute("uname"));
            if ("member".equals(state.attribute("join"))) {
                boolean shutdown = StatusSection.attributes(cib, node).containsKey("shutdown");
                (shutdown ? leaving : online).add(node);
            }
        }
        boolean quorate = "1".equals(cib.root().attribute("have-quorum"));
        List<NodeName> all = new ArrayList<>(online);
        all.addAll(leaving);
        for (Element primitive : cib.section("resources").children()) {
            resource(cib, primitive.id(), all, quorate && !online.isEmpty() ? online.get(0) : null);
        }
        for (int i = all.size() - 1; i >= 0; i--) {
            removed(cib, all.get(i));
        }
        leaving.forEach(node -> add(GraphAction.Kind.CLUSTER, "do_shutdown", null, node, 0));
    }

    private void removed(Cib cib, NodeName node) {
        Element lrm = StatusSection.history(cib, node);
        Element known = lrm == null ? null : lrm.child("lrm_resources");
        for (Element resource : known == null ? List.<Element>of() : known.children()) {
            if (cib.section("resources").find(resource.id()) == null) {
                add(GraphAction.Kind.RESOURCE, "stop", resource.id(), node, 0);
                add(GraphAction.Kind.RESOURCE, "delete", resource.id(), node, 0);
            }
        }
    }

    private void resource(Cib cib, String id, List<NodeName> nodes, NodeName wanted) {
        List<NodeName> running = new ArrayList<>();
        boolean pending = false;
        for (NodeName node : nodes) {
            Element history = StatusSection.resource(cib, node, id);
            Element last = history == null ? null : history.find(id + "_last_0");
            if (last == null) {
                add(GraphAction.Kind.RESOURCE, "monitor", id, node, 7);
            } else if ("-1".equals(last.attribute("op-status"))) {
                pending = true;
            } else if (!"stop".equals(last.attribute("operation")) && "0".equals(last.attribute("rc-code"))) {
                running.add(node);
            }
        }
        if (pending) {
            return;
        }
        for (NodeName node : running) {
            if (!node.equals(wanted)) {
                add(GraphAction.Kind.RESOURCE, "stop", id, node, 0);
            }
        }
        boolean banned = wanted != null
                && "INFINITY".equals(StatusSection.attributes(cib, wanted).get("fail-count-" + id + "#start_0"));
        if (wanted != null && !banned && !running.contains(wanted)) {
            add(GraphAction.Kind.RESOURCE, "start", id, wanted, 0);
        }
    }

    private void add(GraphAction.Kind kind, String operation, String resource, NodeName node, int targetRc) {
        int id = synapses.size() + 1;
        TreeMap<String, String> attributes = new TreeMap<>();
        attributes.put("CRM_meta_op_target_rc", Integer.toString(targetRc));
        attributes.put("CRM_meta_timeout", "20000");
        GraphAction action = new GraphAction(
                id,
                kind,
                operation,
                resource == null ? operation : resource + "_" + operation + "_0",
                null,
                node.text(),
                "0",
                null,
                null,
                null,
                resource == null
                        ? null
                        : new GraphAction.GraphResource(resource, null, new AgentId("ocf", "heartbeat", "Dummy")),
                attributes,
                List.of(),
                List.of());
        List<Integer> earlier = IntStream.range(1, id).boxed().toList();
        synapses.add(new TransitionGraph.Synapse(id, 0, action, earlier));
    }
}
