package io.systole.core.controller;

import io.systole.core.membership.ClusterView;
import io.systole.core.value.NodeName;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Fencings that this node has asked for as DC. An answer may come late, or twice, and the node may have returned by then: what
 * was done to its earlier life says nothing of this one.
 */
final class Fencings {
    private static final long TIMEOUT_MS = 60_000;

    private final Site site;
    /** By the fencing's number, the life that the target had in the view; 0 where it was not there. */
    private final SortedMap<Long, Long> open = new TreeMap<>();

    private long lastId;

    Fencings(Site site) {
        this.site = site;
    }

    void ask(NodeName node, String nodeId, String action) {
        open.put(++lastId, life(node).orElse(0L));
        site.effect(new Effect.Fence(lastId, node, nodeId, action, TIMEOUT_MS));
    }

    private Optional<Long> life(NodeName node) {
        return site.view.member(node).map(ClusterView.Member::incarnation);
    }

    /** Whether this answers a fencing that is still open, and the node has not returned since it was asked for. */
    boolean concerns(Input.Fenced fenced) {
        Long before = open.remove(fenced.id());
        if (before == null) {
            site.ignored("answer of the fencing of " + fenced.target(), "nobody waits for it");
            return false;
        }
        boolean returned =
                life(fenced.target()).filter(now -> !now.equals(before)).isPresent();
        if (returned) {
            site.ignored("answer of the fencing of " + fenced.target(), "the node has returned since");
        }
        return !returned;
    }
}
