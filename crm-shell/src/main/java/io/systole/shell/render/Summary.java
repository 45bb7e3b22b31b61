package io.systole.shell.render;

import io.systole.core.view.ClusterSummary;
import io.systole.core.view.ClusterView;
import io.systole.core.view.NodeView;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The section {@code Cluster Summary}. */
final class Summary {
    private final ClusterView view;
    private final ClusterSummary summary;
    private final StatusOptions options;
    private final Moment moment;

    Summary(ClusterView view, StatusOptions options, Moment moment) {
        this.view = view;
        this.summary = view.summary();
        this.options = options;
        this.moment = moment;
    }

    /** Null where nothing of it was asked for. */
    Outline outline() {
        List<Outline> items = new ArrayList<>();
        if (options.has(Section.STACK)) {
            items.add(labelled("Stack: ", stack(summary, moment) + (moment.live() ? " (Pacemaker is running)" : "")));
        }
        if (options.has(Section.DC)) {
            items.add(Outline.item(dc()));
        }
        if (options.has(Section.TIMES)) {
            String on = moment.localNode() == null ? "" : " on " + moment.localNode();
            items.add(labelled("Last updated: ", moment.now() + on));
            // Pacemaker parity: two blanks, which scripts have learnt to expect.
            items.add(labelled("Last change: ", " " + lastChange()));
        }
        if (options.has(Section.COUNTS)) {
            items.add(Outline.item(Words.count(view.nodes().size(), "node") + " configured"));
            items.add(Outline.item(instances()));
        }
        if (options.has(Section.OPTIONS)) {
            options().forEach(option -> items.add(Outline.item(option)));
        }
        return items.isEmpty() ? null : Outline.list("Cluster Summary", items);
    }

    private static Outline labelled(String label, String value) {
        return Outline.item(new Span(label, Style.BOLD), Span.of(value));
    }

    static String stack(ClusterSummary summary, Moment moment) {
        return summary.stack() != null ? summary.stack() : moment.live() ? "corosync" : "unknown";
    }

    /** The DC's version; null if it is not known. */
    static String version(ClusterSummary summary, Moment moment) {
        return summary.dcVersion() != null ? summary.dcVersion() : moment.version();
    }

    private List<Span> dc() {
        List<Span> line = new ArrayList<>();
        line.add(new Span("Current DC: ", Style.BOLD));
        if (summary.dc() == null) {
            line.add(new Span("NONE", Style.WARNING));
            return line;
        }
        NodeView node = view.node(summary.dc());
        line.add(Span.of(node == null ? summary.dc() : NodeList.displayName(node, options.show())));
        String version = version(summary, moment);
        line.add(Span.of(" (version " + (version == null ? "unknown" : version) + ") - "));
        if (mixedVersions(view)) {
            line.add(new Span("MIXED-VERSION ", Style.WARNING));
        }
        line.add(Span.of("partition "));
        line.add(summary.quorate() ? Span.of("with") : new Span("WITHOUT", Style.WARNING));
        line.add(Span.of(" quorum"));
        return line;
    }

    static boolean mixedVersions(ClusterView view) {
        Set<String> versions = new TreeSet<>();
        for (NodeView node : view.nodes()) {
            String version = NodeList.featureSet(node);
            if (version != null) {
                versions.add(version);
            }
        }
        return versions.size() > 1;
    }

    private String lastChange() {
        return (summary.lastWritten() == null ? "" : summary.lastWritten())
                + (summary.lastUser() == null ? "" : " by " + summary.lastUser())
                + (summary.lastClient() == null ? "" : " via " + summary.lastClient())
                + (summary.lastOrigin() == null ? "" : " on " + summary.lastOrigin());
    }

    private List<Span> instances() {
        List<Span> line = new ArrayList<>();
        line.add(Span.of(Words.count(summary.instances(), "resource instance") + " configured"));
        if (summary.disabled() > 0 || summary.blocked() > 0) {
            line.add(Span.of(" ("));
        }
        if (summary.disabled() > 0) {
            line.add(Span.of(summary.disabled() + " "));
            line.add(new Span("DISABLED", Style.BOLD));
            line.add(Span.of(summary.blocked() > 0 ? ", " : ")"));
        }
        if (summary.blocked() > 0) {
            line.add(Span.of(summary.blocked() + " "));
            line.add(new Span("BLOCKED", Style.BOLD));
            line.add(Span.of(" from further action due to failure)"));
        }
        return line;
    }

    private List<String> options() {
        String policy = switch (summary.noQuorumPolicy()) {
            case "freeze" -> "Freeze resources";
            case "demote" -> "Demote promotable resources and stop all other resources";
            case "ignore" -> "Ignore";
            case "fence" -> "Fence nodes in partition";
            default -> "Stop ALL resources";
        };
        return List.of(
                "Fencing of failed nodes " + (summary.fencingEnabled() ? "enabled" : "disabled"),
                "Cluster is " + (summary.symmetric() ? "symmetric" : "asymmetric"),
                "No quorum policy: " + policy);
    }

    /** The notice that nothing is managed, or null. */
    Outline maintenance() {
        if (!options.has(Section.MAINT_MODE)) {
            return null;
        }
        if (summary.maintenanceMode()) {
            return disabled("          ", "The cluster will not attempt to start, stop or recover services");
        }
        return summary.stopAll() ? disabled("", "The cluster will keep all resources stopped") : null;
    }

    private static Outline disabled(String indent, String why) {
        return Outline.item(new Span(indent + "    *** Resource management is DISABLED ***\n  " + why, Style.WARNING));
    }
}
