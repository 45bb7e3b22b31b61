package io.systole.policy.change;

import io.systole.core.value.Role;
import io.systole.policy.change.Notification.Entry;
import io.systole.policy.model.Action;
import io.systole.policy.model.Cluster;
import io.systole.policy.model.Node;
import io.systole.policy.model.Resource;
import io.systole.policy.model.Whereabouts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** The variables {@code OCF_RESKEY_CRM_meta_notify_*} that agents of a clone get with notifications. */
final class NotificationContent {
    private static final String NONE = " ";
    private static final Comparator<Entry> BY_NAME = Comparator.comparing((Entry entry) -> entry.resource().id)
            .thenComparing(entry -> entry.node() == null ? "" : entry.node().id);

    private final Cluster cluster;

    NotificationContent(Cluster cluster) {
        this.cluster = cluster;
    }

    /** Collects states, and with {@code actions} also what is to happen. */
    void collect(Resource resource, boolean actions, Notification notification) {
        if (!resource.children.isEmpty()) {
            resource.children.forEach(child -> collect(child, actions, notification));
            return;
        }
        collectState(resource, notification);
        if (actions) {
            for (Action action : resource.actions) {
                collectAction(resource, action, notification);
            }
        }
    }

    private static void collectState(Resource resource, Notification notification) {
        Entry entry = new Entry(resource, resource.activeNodes.isEmpty() ? null : resource.activeNodes.get(0));
        if (resource.origRole == Role.STOPPED) {
            notification.inactive.add(entry);
        } else if (resource.origRole != null) {
            notification.active.add(entry);
        }
        if (resource.origRole == Role.UNPROMOTED) {
            notification.unpromoted.add(entry);
        } else if (resource.origRole == Role.PROMOTED) {
            notification.promoted.add(entry);
        }
    }

    private static void collectAction(Resource resource, Action action, Notification notification) {
        if (action.is(Action.OPTIONAL) || action.node == null) {
            return;
        }
        boolean lost = action.isTask("stop") && action.node.unclean;
        if (!lost && !action.is(Action.RUNNABLE)) {
            return;
        }
        Entry entry = new Entry(resource, action.node);
        switch (action.task) {
            case "start" -> notification.start.add(entry);
            case "stop" -> notification.stop.add(entry);
            case "promote" -> notification.promote.add(entry);
            case "demote" -> notification.demote.add(entry);
            default -> {}
        }
    }

    /** Puts what was collected into words. */
    void describe(Resource clone, Notification notification) {
        Map<String, String> variables = notification.variables;
        describe(variables, "stop", notification.stop);
        describe(variables, "start", notification.start);
        describe(variables, "demote", notification.demote);
        describe(variables, "promote", notification.promote);
        describe(variables, "active", notification.active);
        describe(variables, "unpromoted", notification.unpromoted);
        describe(variables, "promoted", notification.promoted);
        // Agents written before OCF 1.1 know these names.
        describe(variables, "slave", notification.unpromoted);
        describe(variables, "master", notification.promoted);
        variables.put("notify_inactive_resource", resources(notification.inactive));
        List<Node> available = new ArrayList<>();
        for (Node node : cluster.nodes) {
            if (clone.allowed.has(node.index)) {
                available.add(node);
            }
        }
        variables.put("notify_available_uname", names(available, false));
        variables.put("notify_all_uname", names(cluster.nodes, false));
        if ("host".equals(clone.meta.get("container-attribute-target"))) {
            variables.put("notify_all_hosts", names(cluster.nodes, true));
        }
    }

    private static void describe(Map<String, String> variables, String state, List<Entry> entries) {
        entries.sort(BY_NAME);
        variables.put("notify_" + state + "_resource", resourcesOn(entries));
        variables.put("notify_" + state + "_uname", nodes(entries));
    }

    private static String resources(List<Entry> entries) {
        entries.sort(BY_NAME);
        List<String> words = new ArrayList<>();
        for (Entry entry : unique(entries)) {
            words.add(entry.resource().id);
        }
        return join(words);
    }

    private static String resourcesOn(List<Entry> entries) {
        List<String> words = new ArrayList<>();
        for (Entry entry : unique(onNode(entries))) {
            words.add(entry.resource().id);
        }
        return join(words);
    }

    private static String nodes(List<Entry> entries) {
        List<String> words = new ArrayList<>();
        for (Entry entry : unique(onNode(entries))) {
            words.add(entry.node().name);
        }
        return join(words);
    }

    private static List<Entry> onNode(List<Entry> entries) {
        return entries.stream().filter(entry -> entry.node() != null).toList();
    }

    private static List<Entry> unique(List<Entry> sorted) {
        List<Entry> unique = new ArrayList<>();
        Entry last = null;
        for (Entry entry : sorted) {
            if (last == null || !last.resource().id.equals(entry.resource().id)) {
                unique.add(entry);
            }
            last = entry;
        }
        return unique;
    }

    private static String names(List<Node> nodes, boolean hosts) {
        List<String> words = new ArrayList<>();
        for (Node node : nodes) {
            Node named = node;
            if (hosts && node.isGuest() && !node.remote.launcher.activeNodes.isEmpty()) {
                named = Whereabouts.current(node.remote.launcher);
            }
            words.add(named.name);
        }
        return join(words);
    }

    private static String join(List<String> words) {
        return words.isEmpty() ? NONE : String.join(" ", words);
    }
}
