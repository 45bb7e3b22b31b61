package io.systole.policy.location;

import io.systole.core.value.Role;
import io.systole.policy.model.Node;
import io.systole.policy.model.Replica;
import io.systole.policy.model.Resource;
import io.systole.policy.model.Variant;
import io.systole.policy.score.NodeTable;
import io.systole.policy.score.ScoreCause;

/**
 * One location preference: scores for a resource on some nodes, from a location constraint, a rule of one, or node health.
 */
public final class Location implements ScoreCause {
    private final String id;
    private final Resource resource;
    private final Role role;
    private final byte probeMode;
    private final Node[] nodes;
    private final int[] scores;

    /**
     * @param id of the constraint or rule
     * @param role counts only if this is the role that the resource is to have; null for any
     * @param probeMode one of the modes of {@link NodeTable}
     * @param nodes the nodes that scores are for; may be empty
     */
    public Location(String id, Resource resource, Role role, byte probeMode, Node[] nodes, int[] scores) {
        this.id = id;
        this.resource = resource;
        this.role = role;
        this.probeMode = probeMode;
        this.nodes = nodes;
        this.scores = scores;
    }

    public String id() {
        return id;
    }

    public Resource resource() {
        return resource;
    }

    public Role role() {
        return role;
    }

    /** Whether the preference has a score for the node. */
    public boolean names(Node node) {
        return indexOf(node) >= 0;
    }

    /** The score on a node that the preference names. */
    public int scoreOn(Node node) {
        return scores[indexOf(node)];
    }

    private int indexOf(Node node) {
        for (int i = 0; i < nodes.length; i++) {
            if (nodes[i] == node) {
                return i;
            }
        }
        return -1;
    }

    /** Applies the preference to its resource and to those members that it is meant for. */
    void apply() {
        apply(resource, false);
        if (resource.variant == Variant.BUNDLE) {
            applyToReplicas();
        }
    }

    private void apply(Resource target, boolean withoutScores) {
        applyTo(target, withoutScores);
        switch (target.variant) {
            case GROUP -> {
                // Members of a colocated group follow the first, so the others need to know only where they may be.
                for (int i = 0; i < target.children.size(); i++) {
                    apply(target.children.get(i), withoutScores || i > 0 && target.groupColocated);
                }
            }
            case CLONE -> {
                for (Resource instance : target.children) {
                    apply(instance, withoutScores);
                }
            }
            default -> {}
        }
    }

    private void applyToReplicas() {
        for (Replica replica : resource.bundle.replicas()) {
            applyTo(replica.container);
            if (replica.ip != null) {
                applyTo(replica.ip);
            }
        }
        if (isForBundledRole()) {
            apply(resource.bundle.child(), false);
        }
    }

    /** Whether the preference, given to a bundle, is about the role of what runs inside. */
    boolean isForBundledRole() {
        return resource.variant == Variant.BUNDLE
                && resource.bundle.child() != null
                && (role == Role.PROMOTED || role == Role.UNPROMOTED);
    }

    /** Applies the preference to one resource alone, whoever it was meant for. */
    public void applyTo(Resource target) {
        applyTo(target, false);
    }

    private void applyTo(Resource target, boolean withoutScores) {
        if (role != null && role != target.nextRole) {
            return;
        }
        NodeTable allowed = target.allowed;
        for (int i = 0; i < nodes.length; i++) {
            int node = nodes[i].index;
            int score = withoutScores ? 0 : scores[i];
            if (allowed.has(node)) {
                allowed.add(node, score, this);
            } else {
                allowed.insert(node, 0, nodes[i].baseProbe);
                allowed.set(node, score, this);
            }
            if (allowed.probe(node) < probeMode) {
                if (probeMode == NodeTable.PROBE_EXCLUSIVE) {
                    target.exclusiveProbes = true;
                }
                allowed.setProbe(node, probeMode);
            }
        }
    }

    @Override
    public String describe() {
        return "location preference " + id;
    }
}
