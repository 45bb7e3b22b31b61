package io.systole.core.controller;

import io.systole.core.cib.Cib;
import io.systole.core.membership.ClusterView;
import io.systole.core.status.StatusChange;
import io.systole.core.status.StatusSection;
import io.systole.core.value.NodeName;
import io.systole.core.xml.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * On the DC: members of the view that have not confirmed the partition. Nobody knows what runs on them, as the CIB that counts
 * may never have heard of it, so nothing is planned before they speak. Where lost nodes are fenced, those who go on to say
 * nothing are.
 */
final class SilentMembers {
    /** How long a member may be silent before it is fenced. */
    static final long LIMIT_MS = 20_000;

    private final Site site;
    private final Replica replica;
    private final WriteQueue writes;
    private long sinceMs;
    private boolean told;

    SilentMembers(Site site, Replica replica, WriteQueue writes) {
        this.site = site;
        this.replica = replica;
        this.writes = writes;
    }

    /** A partition begins. */
    void begin() {
        sinceMs = site.nowMs;
        told = false;
    }

    /** Whether nothing may be planned yet. A partition that may start nothing does not wait: it has to stop what it runs. */
    boolean hold() {
        List<ClusterView.Member> silent = silent();
        boolean fencing = Options.fencing(replica.cib());
        if (silent.isEmpty() || fencing && site.nowMs >= sinceMs + LIMIT_MS) {
            return false;
        }
        if (fencing) {
            site.wakeBy(sinceMs + LIMIT_MS);
        }
        if (!told) {
            told = true;
            silent.forEach(member -> site.log(Effect.Level.WARNING, sentence(member, fencing)));
        }
        return true;
    }

    /** None where nothing may be started, or nothing is there to be started twice. */
    private List<ClusterView.Member> silent() {
        Cib cib = replica.cib();
        boolean matters = Options.mayAct(site.verdict.quorate(), cib)
                && cib.section("resources").childCount() > 0;
        if (!matters) {
            return List.of();
        }
        Set<NodeName> members = writes.members();
        return site.view.members().stream()
                .filter(member -> !members.contains(member.name()) && !isKnownDown(member.name()))
                .toList();
    }

    /** Fenced, and the view has not followed yet. */
    private boolean isKnownDown(NodeName node) {
        Element state = StatusSection.node(replica.cib(), node);
        return state != null && "down".equals(state.attribute("expected"));
    }

    /** What is to be written about those that were waited for long enough: the scheduler fences them. */
    List<StatusChange> settled() {
        List<StatusChange> changes = new ArrayList<>();
        if (Options.fencing(replica.cib()) && site.nowMs >= sinceMs + LIMIT_MS) {
            silent().forEach(member -> changes.add(NodeStates.speechless(member)));
        }
        return changes;
    }

    /** For every status display. */
    List<String> warnings() {
        return told
                ? silent().stream()
                        .map(member -> sentence(member, Options.fencing(replica.cib())))
                        .toList()
                : List.of();
    }

    private static String sentence(ClusterView.Member member, boolean fencing) {
        return "node " + member.name()
                + " is in the view, but has not confirmed the configuration: what runs there is not known,"
                + " so nothing is started "
                + (fencing
                        ? "before it does or is fenced"
                        : "until it does or leaves the view; look at its daemon's log, its disk and the network");
    }
}
