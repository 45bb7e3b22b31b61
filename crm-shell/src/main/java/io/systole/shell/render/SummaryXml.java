package io.systole.shell.render;

import static io.systole.shell.render.StatusXml.number;
import static io.systole.shell.render.StatusXml.truth;

import io.systole.core.view.ClusterSummary;
import io.systole.core.view.ClusterView;
import io.systole.core.view.NodeView;
import io.systole.core.xml.Element;
import java.util.ArrayList;
import java.util.List;

/** What is known of the cluster as a whole, as elements of {@code summary}. */
final class SummaryXml {
    private final ClusterView view;
    private final StatusOptions options;
    private final Moment moment;

    SummaryXml(ClusterView view, StatusOptions options, Moment moment) {
        this.view = view;
        this.options = options;
        this.moment = moment;
    }

    /** Those of the sections asked for. */
    List<Element> parts() {
        ClusterSummary summary = view.summary();
        List<Element> parts = new ArrayList<>();
        if (options.has(Section.STACK)) {
            parts.add(Element.of(
                    "stack",
                    "type",
                    Summary.stack(summary, moment),
                    "pacemakerd-state",
                    moment.live() ? "running" : null));
        }
        if (options.has(Section.DC)) {
            parts.add(dc(summary));
        }
        if (options.has(Section.TIMES)) {
            parts.add(Element.of("last_update", "time", moment.now(), "origin", moment.localNode()));
            parts.add(Element.of(
                    "last_change",
                    "time",
                    orEmpty(summary.lastWritten()),
                    "user",
                    orEmpty(summary.lastUser()),
                    "client",
                    orEmpty(summary.lastClient()),
                    "origin",
                    orEmpty(summary.lastOrigin())));
        }
        if (options.has(Section.COUNTS)) {
            parts.add(
                    Element.of("nodes_configured", "number", number(view.nodes().size())));
            parts.add(Element.of(
                    "resources_configured",
                    "number",
                    number(summary.instances()),
                    "disabled",
                    number(summary.disabled()),
                    "blocked",
                    number(summary.blocked())));
        }
        if (options.has(Section.OPTIONS)) {
            parts.add(clusterOptions(summary));
        }
        return parts;
    }

    private static String orEmpty(String text) {
        return text == null ? "" : text;
    }

    private Element dc(ClusterSummary summary) {
        if (summary.dc() == null) {
            return Element.of("current_dc", "present", "false");
        }
        NodeView node = view.node(summary.dc());
        return Element.of(
                "current_dc",
                "present",
                "true",
                "version",
                orEmpty(Summary.version(summary, moment)),
                "name",
                summary.dc(),
                "id",
                node == null ? "" : node.id(),
                "with_quorum",
                truth(summary.quorate()),
                "mixed_version",
                truth(Summary.mixedVersions(view)));
    }

    private static Element clusterOptions(ClusterSummary summary) {
        return Element.of(
                "cluster_options",
                "fencing-enabled",
                truth(summary.fencingEnabled()),
                "fencing-timeout-ms",
                number(summary.fencingTimeoutMs()),
                "symmetric-cluster",
                truth(summary.symmetric()),
                "no-quorum-policy",
                summary.noQuorumPolicy(),
                "maintenance-mode",
                truth(summary.maintenanceMode()),
                "stop-all-resources",
                truth(summary.stopAll()),
                "priority-fencing-delay-ms",
                number(summary.priorityFencingDelayMs()),
                "stonith-enabled",
                truth(summary.fencingEnabled()),
                "stonith-timeout-ms",
                number(summary.fencingTimeoutMs()));
    }
}
