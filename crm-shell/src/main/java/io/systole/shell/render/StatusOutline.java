package io.systole.shell.render;

import io.systole.core.operation.OperationKey;
import io.systole.core.view.BanView;
import io.systole.core.view.ClusterView;
import io.systole.core.view.FailureView;
import io.systole.core.view.NodeView;
import io.systole.core.view.TicketView;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** A whole status as sections, in {@code crm_mon}'s order. */
public final class StatusOutline {
    private final ClusterView view;
    private final StatusOptions options;
    private final Moment moment;
    private final Outline drbd;

    private StatusOutline(ClusterView view, StatusOptions options, Moment moment, Outline drbd) {
        this.view = view;
        this.options = options;
        this.moment = moment;
        this.drbd = drbd;
    }

    /** @param drbd shown with the resources; null for none */
    public static List<Outline> of(ClusterView view, StatusOptions options, Moment moment, Outline drbd) {
        return new StatusOutline(view, options, moment, drbd).sections();
    }

    private List<Outline> sections() {
        Summary summary = new Summary(view, options, moment);
        Selection selection = options.selection();
        boolean histories = options.has(Section.OPERATIONS) || options.has(Section.FAILCOUNTS);
        return Stream.of(
                        summary.outline(),
                        warnings(),
                        summary.maintenance(),
                        options.has(Section.NODES) ? new NodeList(view, options.show(), selection).outline() : null,
                        options.has(Section.RESOURCES)
                                ? new ResourceList(view, options.show(), selection).outline()
                                : null,
                        options.has(Section.RESOURCES) ? drbd : null,
                        options.has(Section.ATTRIBUTES) ? new Attributes(view, options).outline() : null,
                        histories ? new Histories(view, options, moment).outline() : null,
                        options.has(Section.FAILURES) ? failures() : null,
                        options.has(Section.TICKETS) ? tickets() : null,
                        options.has(Section.BANS) ? bans() : null)
                .filter(Objects::nonNull)
                .toList();
    }

    private Outline warnings() {
        boolean headers = options.sections().stream().anyMatch(Section.SUMMARY::contains);
        return !headers || moment.warnings().isEmpty() ? null : list("Warnings", moment.warnings());
    }

    private static Outline list(String heading, List<String> lines) {
        List<Outline> items = new ArrayList<>();
        lines.forEach(line -> items.add(Outline.item(new Span(line, Style.WARNING))));
        return Outline.list(heading, items);
    }

    private Outline failures() {
        List<String> lines = new ArrayList<>();
        for (FailureView failure : selected(view, options.selection())) {
            lines.add(
                    options.show().contains(Show.FAILURE_DETAIL)
                            ? FailureLine.technical(failure.history(), failure.node(), moment)
                            : FailureLine.sentence(failure.history(), failure.node(), moment));
        }
        return lines.isEmpty() ? null : list("Failed Resource Actions", lines);
    }

    /** Failures of what was asked for; not those of probes that only say that a resource cannot run somewhere. */
    static List<FailureView> selected(ClusterView view, Selection selection) {
        return view.failures().stream()
                .filter(f -> !f.expectable())
                .filter(f -> selection.hasNode(f.node()))
                .filter(f -> OperationKey.parse(FailureLine.key(f.history()))
                        .map(key -> selection.hasResource(key.resource()))
                        .orElse(false))
                .toList();
    }

    private Outline tickets() {
        List<Outline> items = new ArrayList<>();
        for (TicketView ticket : view.tickets()) {
            String granted = ticket.state().get("last-granted");
            items.add(Outline.item(ticket.id() + "\t" + (ticket.granted() ? "granted" : "revoked")
                    + (ticket.standby() ? " [standby]" : "")
                    + (granted == null ? "" : " last-granted=\"" + moment.longTime(Words.number(granted)) + "\"")));
        }
        return items.isEmpty() ? null : Outline.list("Tickets", items);
    }

    private Outline bans() {
        List<Outline> items = new ArrayList<>();
        for (BanView ban : selectedBans(view, options)) {
            NodeView node = view.node(ban.node());
            items.add(Outline.item(ban.id() + "\tprevents " + ban.resource() + " from running "
                    + (ban.promotedOnly() ? "in Promoted role " : "") + "on "
                    + (node == null ? ban.node() : NodeList.displayName(node, options.show()))));
        }
        return items.isEmpty() ? null : Outline.list("Negative Location Constraints", items);
    }

    static List<BanView> selectedBans(ClusterView view, StatusOptions options) {
        return view.bans().stream()
                .filter(ban -> options.banPrefix() == null || ban.id().startsWith(options.banPrefix()))
                .filter(ban -> options.selection().hasResource(ban.resource())
                        || options.selection().hasResource(ban.top()))
                .toList();
    }
}
