package io.systole.shell.resource;

import io.systole.core.operation.ExecutionStatus;
import io.systole.core.view.ClusterView;
import io.systole.core.view.PrimitiveView;
import io.systole.core.view.ResourceView;
import io.systole.core.xml.Element;
import io.systole.policy.model.Names;
import io.systole.policy.model.Node;
import io.systole.policy.view.LiveState;
import io.systole.shell.render.Moment;
import io.systole.shell.render.PrimitiveLine;
import io.systole.shell.render.Show;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;

/** The operations that history tells of: all, or those that make resources what they are now. */
final class OperationList {
    private final LiveState state;
    private final ClusterView view;

    OperationList(LiveState state) {
        this.state = state;
        this.view = state.view();
    }

    /**
     * One operation.
     *
     * @param node the node's name
     * @param resource as history names it
     */
    record Entry(String node, String resource, Element operation) {}

    /**
     * @param resource null for all
     * @param node null for all
     * @param active only what still holds, on nodes that are online
     */
    List<Entry> entries(String resource, String node, boolean active) {
        List<Entry> entries = new ArrayList<>();
        Element status = state.cluster().cib.child("status");
        for (Element nodeState : status == null ? List.<Element>of() : status.children("node_state")) {
            Node known = state.cluster().node(nodeState.id(), nodeState.attribute("uname"));
            String name = known == null ? nodeState.attribute("uname", "?") : known.name;
            boolean wanted = node == null || name.equalsIgnoreCase(node);
            if (!wanted || active && (known == null || !known.online)) {
                continue;
            }
            Element lrm = nodeState.child("lrm");
            Element resources = lrm == null ? null : lrm.child("lrm_resources");
            for (Element history : resources == null ? List.<Element>of() : resources.children("lrm_resource")) {
                String id = history.attribute("id", "");
                if (resource == null || resource.equals(id) || resource.equals(Names.withoutInstance(id))) {
                    operations(history, active).forEach(op -> entries.add(new Entry(name, id, op)));
                }
            }
        }
        return entries;
    }

    private static List<Element> operations(Element history, boolean active) {
        List<Element> sorted = new ArrayList<>(history.children("lrm_rsc_op"));
        sorted.sort(Comparator.comparingLong(op -> Names.number(op.attribute("call-id"), -1)));
        if (!active) {
            return sorted;
        }
        int start = -1;
        int stop = -1;
        int impliedStart = -1;
        for (int i = 0; i < sorted.size(); i++) {
            Element op = sorted.get(i);
            String rc = op.attribute("rc-code", "");
            switch (op.attribute("operation", "")) {
                case "stop" -> stop = "0".equals(op.attribute("op-status")) ? i : stop;
                case "start", "migrate_from" -> start = i;
                case "monitor" -> impliedStart = rc.equals("0") || rc.equals("8") ? i : impliedStart;
                case "promote", "demote" -> impliedStart = i;
                default -> {}
            }
        }
        start = start < 0 ? impliedStart : start;
        return start < stop ? List.of() : sorted.subList(Math.max(0, start), sorted.size());
    }

    /** A line as Pacemaker's tools print it. */
    String line(Entry entry) {
        Element op = entry.operation();
        PrimitiveView primitive = primitive(view.resources(), entry.resource());
        String shown = primitive == null
                ? "Unknown resource " + entry.resource()
                : new PrimitiveLine(view, EnumSet.of(Show.RESOURCE_ONLY, Show.PENDING)).text(primitive);
        String changed = changed(op);
        return shown + ": " + op.attribute("operation_key", op.attribute("id", "")) + " (node=" + entry.node()
                + ", call="
                + op.attribute("call-id", "") + ", rc=" + op.attribute("rc-code", "")
                + (changed == null
                        ? ""
                        : ", last-rc-change='" + changed + "', exec=" + op.attribute("exec-time", "0") + "ms")
                + "): " + status(op);
    }

    Element element(Entry entry) {
        Element op = entry.operation();
        PrimitiveView primitive = primitive(view.resources(), entry.resource());
        return Element.of(
                "operation",
                "op",
                op.attribute("operation_key", op.attribute("id", "")),
                "node",
                entry.node(),
                "call",
                op.attribute("call-id"),
                "rc",
                op.attribute("rc-code"),
                "status",
                status(op),
                "rsc",
                primitive == null ? null : primitive.shownId(),
                "agent",
                primitive == null ? null : primitive.agent().toString(),
                "last-rc-change",
                changed(op),
                "exec-time",
                op.attribute("exec-time"));
    }

    private static String changed(Element op) {
        long seconds = Names.number(op.attribute("last-rc-change"), 0);
        return seconds <= 0 ? null : Moment.longTime(seconds, ZoneId.systemDefault());
    }

    private static String status(Element op) {
        return ExecutionStatus.of((int) Names.number(op.attribute("op-status"), -2))
                .description();
    }

    private static PrimitiveView primitive(List<? extends ResourceView> among, String id) {
        for (ResourceView resource : among) {
            if (resource instanceof PrimitiveView primitive
                    && (primitive.id().equals(id) || primitive.shownId().equals(id))) {
                return primitive;
            }
            PrimitiveView inner = primitive(resource.members(), id);
            if (inner != null) {
                return inner;
            }
        }
        return null;
    }
}
