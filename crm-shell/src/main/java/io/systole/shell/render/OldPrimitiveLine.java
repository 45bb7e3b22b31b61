package io.systole.shell.render;

import io.systole.core.value.Role;
import io.systole.core.view.ClusterView;
import io.systole.core.view.NodeView;
import io.systole.core.view.PrimitiveView;

/** The line of a primitive in Pacemaker 1.1.6: two colons before the provider, and the old names of roles. */
final class OldPrimitiveLine {
    private final ClusterView view;

    OldPrimitiveLine(ClusterView view) {
        this.view = view;
    }

    String text(PrimitiveView primitive) {
        String provider = primitive.agent().provider() == null
                ? ""
                : "::" + primitive.agent().provider();
        StringBuilder line = new StringBuilder(primitive.shownId());
        line.append("\t(").append(primitive.agent().standard()).append(provider);
        line.append(':').append(primitive.agent().type()).append("):\t");
        line.append(primitive.flags().removed() ? "ORPHANED " : "");
        line.append(role(primitive));
        boolean multiple = primitive.activeOn().size() > 1;
        String node = multiple ? null : primitive.node();
        line.append(node == null ? "" : " " + node);
        NodeView on = node == null ? null : view.node(node);
        line.append(on != null && on.unclean() && !on.online() ? " (UNCLEAN)" : "");
        line.append(primitive.flags().managed() ? "" : " (unmanaged)");
        line.append(primitive.flags().failed() ? " FAILED" : "");
        if (multiple) {
            line.append(" [");
            primitive.activeOn().forEach(name -> line.append('\t').append(name));
            line.append(" ]");
        }
        return line.toString();
    }

    private static String role(PrimitiveView primitive) {
        return primitive.role() == Role.UNPROMOTED ? "Slave" : primitive.role().oldWord();
    }
}
