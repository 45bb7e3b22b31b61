package io.systole.policy.change;

import io.systole.policy.model.Action;
import io.systole.policy.model.Node;
import io.systole.policy.model.Resource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One kind of notification of one clone, before and after an action: its pseudo actions, and what it tells. */
final class Notification {
    /** A resource on a node; the node is null if the resource is not active. */
    record Entry(Resource resource, Node node) {}

    final String task;
    Action pre;
    Action preDone;
    Action post;
    Action postDone;

    final List<Entry> active = new ArrayList<>();
    final List<Entry> inactive = new ArrayList<>();
    final List<Entry> start = new ArrayList<>();
    final List<Entry> stop = new ArrayList<>();
    final List<Entry> promote = new ArrayList<>();
    final List<Entry> demote = new ArrayList<>();
    final List<Entry> promoted = new ArrayList<>();
    final List<Entry> unpromoted = new ArrayList<>();
    final Map<String, String> variables = new LinkedHashMap<>();

    Notification(String task) {
        this.task = task;
    }

    boolean isAbout(String name) {
        return task.equals(name);
    }

    /** The resources that an action of the kind is scheduled for. */
    List<Entry> subjects() {
        return switch (task) {
            case "start" -> start;
            case "stop" -> stop;
            case "promote" -> promote;
            default -> demote;
        };
    }
}
