package io.systole.shell.render;

import io.systole.core.operation.ExecutionStatus;
import io.systole.core.view.BundleView;
import io.systole.core.view.CloneView;
import io.systole.core.view.ClusterSummary;
import io.systole.core.view.ClusterView;
import io.systole.core.view.FailureView;
import io.systole.core.view.NodeView;
import io.systole.core.view.PrimitiveView;
import io.systole.core.view.ResourceView;
import io.systole.core.xml.Element;
import java.util.ArrayList;
import java.util.List;

/** The screen of Pacemaker 1.1.6, for scripts and people that know no other: {@code crm_mon --dialect=1.1}. */
public final class OldDialect {
    private static final String FRAME = "============\n";

    private final ClusterView view;
    private final StatusOptions options;
    private final Moment moment;
    private final StringBuilder out = new StringBuilder();

    private OldDialect(ClusterView view, StatusOptions options, Moment moment) {
        this.view = view;
        this.options = options;
        this.moment = moment;
    }

    /** @param expectedVotes as quorum says; 0 if that is not known */
    public static String of(ClusterView view, StatusOptions options, Moment moment, int expectedVotes) {
        return new OldDialect(view, options, moment).screen(expectedVotes);
    }

    private String screen(int expectedVotes) {
        if (options.sections().stream().anyMatch(Section.SUMMARY::contains)) {
            header(expectedVotes);
        }
        if (options.has(Section.NODES)) {
            nodes();
        }
        if (options.has(Section.RESOURCES)) {
            resources();
        }
        if (options.has(Section.ATTRIBUTES)) {
            attributes();
        }
        if (options.has(Section.OPERATIONS) || options.has(Section.FAILCOUNTS)) {
            out.append(new OldHistories(view, options, moment).text());
        }
        if (options.has(Section.FAILURES)) {
            failures();
        }
        if (!moment.warnings().isEmpty()) {
            out.append("\nWarnings:\n");
            moment.warnings()
                    .forEach(warning -> out.append("    ").append(warning).append('\n'));
        }
        return out.toString();
    }

    private void header(int expectedVotes) {
        ClusterSummary summary = view.summary();
        String version = Summary.version(summary, moment);
        out.append(FRAME).append("Last updated: ").append(moment.now()).append('\n');
        if (summary.lastWritten() != null) {
            out.append("Last change: ").append(summary.lastWritten());
            out.append(summary.lastClient() == null ? "" : " via " + summary.lastClient());
            out.append(summary.lastOrigin() == null ? "" : " on " + summary.lastOrigin())
                    .append('\n');
        }
        out.append("Stack: ").append(Summary.stack(summary, moment)).append('\n');
        if (summary.dc() == null) {
            out.append("Current DC: NONE\n");
        } else {
            out.append("Current DC: ").append(summary.dc());
            out.append(" - partition ")
                    .append(summary.quorate() ? "with" : "WITHOUT")
                    .append(" quorum\n");
            out.append(version == null ? "" : "Version: " + version + "\n");
        }
        String votes = expectedVotes > 0 ? Integer.toString(expectedVotes) : "unknown";
        out.append(view.nodes().size())
                .append(" Nodes configured, ")
                .append(votes)
                .append(" expected votes\n");
        out.append(summary.instances())
                .append(" Resources configured.\n")
                .append(FRAME)
                .append('\n');
    }

    private void nodes() {
        boolean byNode = options.show().contains(Show.BY_NODE);
        List<String> online = new ArrayList<>();
        List<String> offline = new ArrayList<>();
        for (NodeView node : view.nodes()) {
            boolean special = node.unclean() || node.pending() || node.standby() || node.standbyOnFail();
            if (!options.selection().hasNode(node.name())) {
                continue;
            }
            if (special || byNode) {
                out.append("Node ")
                        .append(node.name())
                        .append(": ")
                        .append(state(node))
                        .append('\n');
                if (byNode) {
                    running(node);
                }
            } else {
                (node.online() ? online : offline).add(node.name());
            }
        }
        list("", "Online", online);
        list("", "OFFLINE", offline);
    }

    private static String state(NodeView node) {
        String state = node.stateText();
        return state.startsWith("standby (with") ? "standby" : state;
    }

    private void running(NodeView node) {
        for (String id : node.running()) {
            PrimitiveView primitive = find(view.resources(), id);
            if (primitive != null) {
                out.append('\t')
                        .append(new OldPrimitiveLine(view).text(primitive))
                        .append('\n');
            }
        }
    }

    private static PrimitiveView find(List<? extends ResourceView> among, String id) {
        for (ResourceView resource : among) {
            if (resource instanceof PrimitiveView primitive && primitive.id().equals(id)) {
                return primitive;
            }
            PrimitiveView inner = find(resource.members(), id);
            if (inner != null) {
                return inner;
            }
        }
        return null;
    }

    private void list(String indent, String heading, List<String> names) {
        if (!names.isEmpty()) {
            out.append(indent)
                    .append(heading)
                    .append(": [ ")
                    .append(String.join(" ", names))
                    .append(" ]\n");
        }
    }

    private void resources() {
        boolean byNode = options.show().contains(Show.BY_NODE);
        boolean inactive = options.show().contains(Show.INACTIVE);
        if (byNode && !inactive) {
            return;
        }
        if (inactive) {
            out.append(byNode ? "\nInactive resources:\n" : "\nFull list of resources:\n");
        }
        out.append('\n');
        for (ResourceView resource : view.resources()) {
            boolean removed = resource.flags().removed() && !resource.active();
            boolean shown = byNode ? !resource.active() : inactive || resource.partlyActive();
            if (!removed && shown && options.selection().has(resource)) {
                resource(" ", resource);
            }
        }
    }

    private void resource(String indent, ResourceView resource) {
        if (resource instanceof PrimitiveView primitive) {
            if (!primitive.internal()) {
                out.append(indent)
                        .append(new OldPrimitiveLine(view).text(primitive))
                        .append('\n');
            }
        } else if (resource instanceof CloneView clone) {
            clone(indent, clone);
        } else {
            String kind = resource instanceof BundleView ? "Container Set: " : "Resource Group: ";
            out.append(indent).append(kind).append(resource.id()).append('\n');
            resource.members().forEach(member -> resource(indent + "    ", member));
        }
    }

    private void clone(String indent, CloneView clone) {
        out.append(indent).append(clone.promotable() ? "Master/Slave Set: " : "Clone Set: ");
        out.append(clone.id()).append(" [").append(clone.childId()).append(']');
        out.append(clone.unique() ? " (unique)" : "");
        out.append(clone.flags().managed() ? "" : " (unmanaged)").append('\n');
        OldCloneLists lists = OldCloneLists.of(clone, view);
        lists.alone().forEach(instance -> resource(indent + "    ", instance));
        list(indent + "    ", "Masters", lists.promoted());
        list(indent + "    ", clone.promotable() ? "Slaves" : "Started", lists.others());
        list(indent + "    ", "Stopped", lists.stopped());
    }

    private void attributes() {
        StringBuilder lines = new StringBuilder();
        for (NodeView node : view.nodes()) {
            if (node.online()
                    && options.selection().hasNode(node.name())
                    && !Attributes.of(node).isEmpty()) {
                lines.append("* Node ").append(node.name()).append(":\n");
                Attributes.of(node)
                        .forEach((name, value) -> lines.append(String.format("    + %-32s\t: %-10s%n", name, value)));
            }
        }
        out.append(lines.length() == 0 ? "" : "\nNode Attributes:\n").append(lines);
    }

    private void failures() {
        List<FailureView> failures = StatusOutline.selected(view, options.selection());
        if (failures.isEmpty()) {
            return;
        }
        out.append("\nFailed actions:\n");
        for (FailureView failure : failures) {
            Element entry = failure.history();
            out.append("    ").append(FailureLine.key(entry)).append(" (node=").append(failure.node());
            out.append(", call=").append(entry.attribute("call-id"));
            out.append(", rc=").append(FailureLine.exitCode(entry));
            out.append(", status=").append(status(FailureLine.status(entry))).append("): ");
            out.append(OldHistories.exitText(FailureLine.exitCode(entry))).append('\n');
        }
    }

    private static String status(ExecutionStatus status) {
        return switch (status) {
            case PENDING -> "pending";
            case DONE -> "complete";
            case TIMEOUT -> "Timed Out";
            case NOT_SUPPORTED -> "NOT SUPPORTED";
            default -> status.description();
        };
    }
}
