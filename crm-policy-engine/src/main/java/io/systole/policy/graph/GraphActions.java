package io.systole.policy.graph;

import io.systole.core.operation.AgentId;
import io.systole.core.transition.GraphAction;
import io.systole.core.transition.GraphAction.GraphResource;
import io.systole.core.transition.GraphAction.Kind;
import io.systole.core.transition.GraphAction.NodeMaintenance;
import io.systole.policy.model.Action;
import io.systole.policy.model.Cluster;
import io.systole.policy.model.Names;
import io.systole.policy.model.Node;
import io.systole.policy.model.Relation;
import io.systole.policy.model.Resource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Freezes actions into the form that the transition graph holds them in. */
final class GraphActions {
    private final Cluster cluster;
    private final GraphAttributes attributes;

    GraphActions(Cluster cluster, GraphAttributes attributes) {
        this.cluster = cluster;
        this.attributes = attributes;
    }

    /** The whole action. */
    GraphAction whole(Action action) {
        if (hasNode(action)) {
            action.meta.put("on_node", action.node.name);
            action.meta.put("on_node_uuid", action.node.id);
        }
        boolean real = action.resource != null && !action.is(Action.PSEUDO);
        return make(action, real ? resource(action) : null, attributes.of(action), downed(action), maintenance(action));
    }

    /** Only what names the action, for one that others wait for. */
    GraphAction head(Action action) {
        return make(action, null, Collections.unmodifiableSortedMap(new TreeMap<>()), List.of(), List.of());
    }

    private GraphAction make(
            Action action,
            GraphResource resource,
            SortedMap<String, String> values,
            List<String> downed,
            List<NodeMaintenance> maintenance) {
        Kind kind = kind(action);
        boolean onNode = hasNode(action);
        Node router = onNode ? Router.of(action) : null;
        String historyId = action.resource == null ? null : action.resource.historyId;
        return new GraphAction(
                action.id,
                kind,
                action.task,
                historyId == null ? action.key : historyKey(action, historyId),
                historyId == null ? null : action.key,
                onNode ? action.node.name : null,
                onNode ? action.node.id : null,
                router == null ? null : router.name,
                resource != null && isLocked(action) ? Long.toString(action.resource.lockTime) : null,
                action.isTask("lrm_delete") ? "cib" : null,
                resource,
                values,
                downed,
                maintenance);
    }

    private static Kind kind(Action action) {
        return switch (action.task) {
            case "stonith" -> action.is(Action.PSEUDO) ? Kind.PSEUDO : Kind.CLUSTER;
            case "do_shutdown", "clear_failcount", "lrm_delete" -> Kind.CLUSTER;
            default -> action.is(Action.PSEUDO) ? Kind.PSEUDO : Kind.RESOURCE;
        };
    }

    private static boolean hasNode(Action action) {
        return action.node != null && (kind(action) != Kind.PSEUDO || action.isTask("stonith"));
    }

    private static String historyKey(Action action, String historyId) {
        if (action.isTask("notify")) {
            return Names.notifyKey(historyId, action.meta.get("notify_type"), action.meta.get("notify_operation"));
        }
        String task = action.cancelTask == null ? action.task : action.cancelTask;
        return Names.key(historyId, task, Names.number(action.meta.get("interval"), 0));
    }

    /** While its node shuts down, only the stop of a resource keeps it locked to the node. */
    private static boolean isLocked(Action action) {
        Node node = action.node;
        return node != null && node == action.resource.lockNode && (!node.shutdown || action.isTask("stop"));
    }

    private static GraphResource resource(Action action) {
        Resource resource = action.resource;
        String id = resource.id;
        String longId = null;
        if (resource.removed && resource.historyId != null) {
            id = resource.historyId;
            longId = resource.id;
        } else if (!resource.unique) {
            id = resource.configuredId();
            boolean otherName = resource.historyId != null && !resource.historyId.equals(id);
            longId = otherName ? resource.historyId : resource.id;
        }
        return new GraphResource(
                id,
                longId,
                new AgentId(resource.meta.get("class"), resource.meta.get("provider"), resource.meta.get("type")));
    }

    private List<String> downed(Action action) {
        List<String> downed = new ArrayList<>();
        if (!hasNode(action)) {
            return downed;
        }
        if (action.isTask("do_shutdown")) {
            downed.add(action.node.id);
        } else if (action.isTask("stonith")) {
            String how = action.meta.get("stonith_action");
            if ("off".equals(how) || "reboot".equals(how)) {
                downed.add(action.node.id);
                addGuests(action.node, downed);
            }
        } else if (action.resource != null
                && action.resource.isRemoteConnection
                && action.isTask("stop")
                && !isMigrated(action)) {
            downed.add(action.resource.id);
        }
        return downed;
    }

    private void addGuests(Node host, List<String> downed) {
        if (host.isRemote() || !cluster.hasRemoteNodes) {
            return;
        }
        for (Resource resource : host.running) {
            if (resource.isRemoteConnection && resource.launcher != null) {
                Node guest = cluster.node(resource.id);
                if (guest != null) {
                    downed.add(guest.id);
                }
            }
        }
    }

    private static boolean isMigrated(Action stop) {
        for (Relation input : stop.before) {
            if (input.action.resource == stop.resource && input.action.isTask("migrate_from")) {
                return true;
            }
        }
        return false;
    }

    private List<NodeMaintenance> maintenance(Action action) {
        List<NodeMaintenance> changed = new ArrayList<>();
        if (action.is(Action.PSEUDO) && action.isTask("maintenance_nodes")) {
            for (Node node : cluster.nodes) {
                if (changesMaintenance(node)) {
                    changed.add(new NodeMaintenance(node.id, node.maintenance));
                }
            }
        }
        return changed;
    }

    /** Only remote nodes are told by an action that they are in maintenance. */
    static boolean changesMaintenance(Node node) {
        return node.isRemote() && node.maintenance != node.remoteMaintenance;
    }
}
