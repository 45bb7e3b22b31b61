package io.systole.shell.mon;

import io.systole.core.api.ClusterFacts;
import io.systole.core.view.ClusterView;
import io.systole.core.xml.Element;
import io.systole.core.xml.XmlFormat;
import io.systole.policy.model.Cluster;
import io.systole.policy.view.LiveState;
import io.systole.shell.drbd.DrbdSeen;
import io.systole.shell.render.HtmlPage;
import io.systole.shell.render.Moment;
import io.systole.shell.render.OldDialect;
import io.systole.shell.render.Outline;
import io.systole.shell.render.OutlineText;
import io.systole.shell.render.OutlineText.Paint;
import io.systole.shell.render.Paints;
import io.systole.shell.render.ResultDocument;
import io.systole.shell.render.Selection;
import io.systole.shell.render.SimpleStatus;
import io.systole.shell.render.StatusOptions;
import io.systole.shell.render.StatusOutline;
import io.systole.shell.render.StatusXml;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** A cluster's status as text of the format that was asked for. */
public final class StatusReport {
    private final MonRequest request;
    private final ClusterView view;
    private final StatusOptions options;
    private final Moment moment;
    private final int expectedVotes;
    private final DrbdSeen drbd;
    private final List<String> unknown = new ArrayList<>();

    private StatusReport(MonRequest request, LiveState state, Snapshot snapshot, long nowMs, ZoneId zone) {
        ClusterFacts facts = snapshot.facts();
        this.drbd = snapshot.drbd();
        this.request = request;
        this.view = state.view();
        this.options =
                new StatusOptions(request.sections(), request.show(), selection(state.cluster()), request.banPrefix());
        this.moment = facts == null
                ? new Moment(nowMs, zone, null, null, List.of())
                : new Moment(nowMs, zone, facts.local().text(), facts.version(), facts.warnings());
        this.expectedVotes = facts == null ? 0 : facts.quorum().expectedVotes();
    }

    /**
     * @param nowMs milliseconds since the epoch
     * @param zone the reader's
     */
    static StatusReport of(MonRequest request, Snapshot snapshot, long nowMs, ZoneId zone) {
        return new StatusReport(request, LiveState.of(snapshot.cib(), nowMs), snapshot, nowMs, zone);
    }

    private Selection selection(Cluster cluster) {
        return new Selection(
                request.node() == null ? null : nodes(cluster, request.node()),
                request.resource() == null ? null : resources(cluster, request.resource()));
    }

    private List<String> nodes(Cluster cluster, String name) {
        List<String> tagged = cluster.node(name) == null ? cluster.tags.get(name) : List.of(name);
        if (tagged == null) {
            unknown.add("no node, and no tag, is called " + name);
            return List.of();
        }
        return tagged;
    }

    private List<String> resources(Cluster cluster, String id) {
        Selection named = new Selection(null, List.of(id));
        if (view.resources().stream().anyMatch(named::has)) {
            return List.of(id);
        }
        List<String> tagged = cluster.tags.get(id);
        if (tagged == null) {
            unknown.add("no resource, and no tag, is called " + id);
            return List.of();
        }
        return tagged;
    }

    /** Sentences about what was asked for and is not there. */
    public List<String> unknown() {
        return List.copyOf(unknown);
    }

    /** The whole output. */
    public String text() {
        return text(Paints.plain());
    }

    /** @param paint for text: how spans look */
    public String text(Paint paint) {
        switch (request.format()) {
            case NONE:
                return "";
            case SIMPLE:
                return SimpleStatus.of(view);
            case XML:
                return document().xml();
            case JSON:
                return document().json();
            case OLD_XML:
                return XmlFormat.pretty(
                        Element.of("crm_mon", "version", "3.0.2").withChildren(StatusXml.of(view, options, moment)));
            case HTML:
                return html();
            default:
                return request.oldDialect()
                        ? OldDialect.of(view, options, moment, expectedVotes)
                        : OutlineText.sections(sections(), paint);
        }
    }

    private List<Outline> sections() {
        return StatusOutline.of(view, options, moment, drbd.machines().isEmpty() ? null : drbd.outline());
    }

    private ResultDocument document() {
        return new ResultDocument(request.request(), StatusXml.of(view, options, moment), 0, moment.warnings());
    }

    private String html() {
        int refresh = request.outputTo() == null ? 0 : (int) Math.max(1, request.intervalMs() / 1000);
        String page =
                HtmlPage.of(sections(), request.html().title(), request.html().stylesheet(), refresh);
        return request.html().cgi() ? "Content-Type: text/html\n\n" + page : page;
    }
}
