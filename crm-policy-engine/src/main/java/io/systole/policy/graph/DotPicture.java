package io.systole.policy.graph;

import io.systole.policy.model.Action;
import io.systole.policy.model.ActionList;
import io.systole.policy.model.Names;
import io.systole.policy.model.Relation;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Draws the actions and their order for {@code dot(1)}, those that cannot be done included. */
public final class DotPicture {
    private final ActionList actions;
    private final boolean all;
    private final boolean numbers;
    private final Set<Action> drawn = new LinkedHashSet<>();

    private DotPicture(ActionList actions, boolean all, boolean numbers) {
        this.actions = actions;
        this.all = all;
        this.numbers = numbers;
    }

    /**
     * @param all draw optional actions, too
     * @param numbers add the actions' numbers to their names
     */
    public static List<String> lines(ActionList actions, boolean all, boolean numbers) {
        DotPicture picture = new DotPicture(actions, all, numbers);
        List<String> lines = new ArrayList<>();
        lines.add(" digraph \"g\" {");
        actions.forEach(action -> picture.draw(action, lines));
        actions.forEach(action -> picture.connect(action, lines));
        lines.add("}");
        return lines;
    }

    private void draw(Action action, List<String> lines) {
        String style = "dashed";
        String font = action.is(Action.PSEUDO) ? "orange" : "black";
        String color = "red";
        boolean wanted = true;
        if (action.is(Action.ADDED_TO_GRAPH)) {
            style = "bold";
            color = "green";
        } else if (action.resource != null && !action.resource.managed) {
            font = "purple";
            wanted = all;
        } else if (action.is(Action.OPTIONAL)) {
            color = "blue";
            wanted = all;
        }
        if (wanted) {
            drawn.add(action);
            lines.add("\"" + name(action) + "\" [ style=" + style + " color=\"" + color + "\" fontcolor=\"" + font
                    + "\"]");
        }
    }

    private void connect(Action action, List<String> lines) {
        for (Relation before : action.before) {
            boolean needed = before.graphed;
            if (!needed) {
                if (before.flags == Relation.NONE) {
                    continue;
                }
                needed = drawn.contains(before.action)
                        && drawn.contains(action)
                        && before.flags != Relation.IF_ON_SAME_NODE_OR_TARGET;
            }
            if (all || needed) {
                String style = before.graphed ? "bold" : "dashed";
                lines.add("\"" + name(before.action) + "\" -> \"" + name(action) + "\" [ style = " + style + "]");
            }
        }
    }

    private String name(Action action) {
        return numbers ? plainName(action) + " (" + action.id + ")" : plainName(action);
    }

    private static String plainName(Action action) {
        String host = action.node != null ? action.node.name : action.is(Action.PSEUDO) ? null : "<none>";
        String at = host == null ? "" : " " + host;
        boolean cancels = action.isTask("cancel");
        String prefix = cancels ? "Cancel " : "";
        String historyId = action.resource == null ? null : action.resource.historyId;
        if (historyId != null) {
            return prefix + historyKey(action, historyId, cancels ? action.cancelTask : action.task) + at;
        }
        if (action.isTask("stonith")) {
            return "stonith '" + action.meta.get("stonith_action") + "' " + host;
        }
        if (action.resource != null || host == null) {
            return (host == null ? "" : prefix) + action.key + at;
        }
        return action.task + at;
    }

    private static String historyKey(Action action, String historyId, String task) {
        if (action.isTask("notify") || action.isTask("notified")) {
            return Names.notifyKey(
                    historyId, action.meta.get("notify_key_type"), action.meta.get("notify_key_operation"));
        }
        return Names.key(historyId, task, Names.number(action.meta.get("interval"), 0));
    }
}
