package io.systole.shell.render;

import io.systole.core.value.Role;
import io.systole.core.view.ClusterView;
import io.systole.core.view.NodeView;
import io.systole.core.view.PrimitiveView;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The line that says what a primitive does and where: {@code ID<TAB>(AGENT):<TAB> STATE NODE (FLAGS)}. Monitoring scripts
 * read it, so every blank matters.
 */
public final class PrimitiveLine {
    private final ClusterView view;
    private final Set<Show> show;

    public PrimitiveLine(ClusterView view, Set<Show> show) {
        this.view = view;
        this.show = show;
    }

    /** The line under the primitive's shown id. */
    public String text(PrimitiveView primitive) {
        return text(primitive, primitive.shownId(), primitive.node());
    }

    /** @param node the node to name, or null */
    String text(PrimitiveView primitive, String name, String node) {
        boolean multiple = primitive.activeOn().size() > 1;
        String on = node == null ? primitive.lockedTo() : node;
        if (multiple || show.contains(Show.RESOURCE_ONLY)) {
            on = null;
        }
        StringBuilder line = new StringBuilder(name);
        line.append("\t(").append(primitive.agent()).append("):\t");
        line.append(primitive.flags().removed() ? " ORPHANED" : "");
        line.append(' ').append(state(primitive));
        line.append(on == null ? "" : " " + on);
        if (primitive.failedProbe() != null) {
            line.append(" (").append(primitive.failedProbe()).append(") ");
        }
        List<String> flags = flags(primitive, on);
        if (!flags.isEmpty()) {
            line.append(" (").append(String.join(", ", flags)).append(')');
        }
        if (multiple || show.contains(Show.RESOURCE_ONLY) || show.contains(Show.DESCRIPTION)) {
            line.append(Words.bracketed(primitive.flags().description()));
        }
        if (multiple && !show.contains(Show.RESOURCE_ONLY)) {
            line.append(" [ ").append(String.join(" ", primitive.activeOn())).append(" ]");
        }
        return line.toString();
    }

    private String state(PrimitiveView primitive) {
        if (primitive.flags().failed()) {
            boolean promoted = primitive.role() == Role.PROMOTED;
            return promoted ? "FAILED " + primitive.role() : "FAILED";
        }
        return stateWord(primitive, show);
    }

    /** The role, or what is being done to it. */
    static String stateWord(PrimitiveView primitive, Set<Show> show) {
        String pending = show.contains(Show.PENDING) ? primitive.pendingTask() : null;
        if (pending != null) {
            switch (pending) {
                case "start":
                    return "Starting";
                case "stop":
                    return "Stopping";
                case "migrate_to":
                case "migrate_from":
                    return "Migrating";
                case "promote":
                    return "Promoting";
                case "demote":
                    return "Demoting";
                default:
                    break;
            }
        }
        return primitive.role().word();
    }

    private List<String> flags(PrimitiveView primitive, String on) {
        List<String> flags = new ArrayList<>();
        NodeView node = on == null ? null : view.node(on);
        if (node != null && !node.online() && node.unclean()) {
            flags.add("UNCLEAN");
        }
        if (on != null && on.equals(primitive.lockedTo())) {
            flags.add("LOCKED");
        }
        if (show.contains(Show.PENDING) && "monitor".equals(primitive.pendingTask())) {
            flags.add("Monitoring");
        }
        Role target = Role.parse(primitive.flags().targetRole()).orElse(null);
        if (target == Role.STOPPED) {
            flags.add("disabled");
        } else if (target == Role.UNPROMOTED && primitive.inPromotable()) {
            flags.add("target-role:" + primitive.flags().targetRole());
        }
        if (primitive.flags().blocked()) {
            flags.add("blocked");
        } else if (primitive.flags().maintenance()) {
            flags.add("maintenance");
        } else if (!primitive.flags().managed()) {
            flags.add("unmanaged");
        }
        if (primitive.flags().failureIgnored()) {
            flags.add("failure ignored");
        }
        return flags;
    }

    static Style style(PrimitiveView primitive) {
        if (!primitive.flags().managed()) {
            return Style.RESOURCE_UNMANAGED;
        }
        if (primitive.flags().failed() || primitive.activeOn().isEmpty()) {
            return Style.RESOURCE_FAILED;
        }
        if (primitive.activeOn().size() > 1) {
            return Style.RESOURCE_MULTIPLE;
        }
        return primitive.flags().failureIgnored() ? Style.RESOURCE_FAILURE_IGNORED : Style.RESOURCE_OK;
    }
}
