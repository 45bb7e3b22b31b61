package io.systole.policy.assign;

import io.systole.core.value.Score;
import io.systole.policy.model.Cluster;
import io.systole.policy.model.Node;
import io.systole.policy.model.Replica;
import io.systole.policy.model.Resource;
import io.systole.policy.score.ScoreCause.Rule;

/** The colocations that nobody configured: within groups and bundles, and of what runs with or inside a container. */
public final class ImpliedColocations {
    private final Cluster cluster;
    private final Colocations colocations;

    public ImpliedColocations(Cluster cluster, Colocations colocations) {
        this.cluster = cluster;
        this.colocations = colocations;
    }

    /** Adds them for all resources. */
    public void addAll() {
        cluster.resources.forEach(this::add);
    }

    private void add(Resource resource) {
        switch (resource.variant) {
            case PRIMITIVE -> addForPrimitive(resource);
            case GROUP -> addForGroup(resource);
            case CLONE -> resource.children.forEach(this::add);
            case BUNDLE -> addForBundle(resource);
        }
    }

    private void addForGroup(Resource group) {
        Resource previous = null;
        for (Resource member : group.children) {
            add(member);
            if (previous != null && group.groupColocated) {
                implied("#group-members", Score.INFINITY, member, previous, member.critical);
            }
            previous = member;
        }
    }

    private void addForBundle(Resource bundle) {
        for (Replica replica : bundle.bundle.replicas()) {
            add(replica.container);
            if (replica.ip != null) {
                add(replica.ip);
                implied("#ip-with-container", Score.INFINITY, replica.ip, replica.container, true);
            }
            if (replica.remote != null) {
                add(replica.remote);
            }
        }
        if (bundle.bundle.child() != null) {
            add(bundle.bundle.child());
        }
    }

    private void addForPrimitive(Resource resource) {
        if (!resource.managed) {
            return;
        }
        if (resource.launcher != null) {
            addForLaunched(resource, resource.launcher);
        }
        if (resource.isRemoteConnection || resource.fenceDevice) {
            avoidRemoteNodes(resource);
        }
    }

    private void addForLaunched(Resource resource, Resource launcher) {
        Resource connection = null;
        if (resource.isRemoteConnection) {
            if (!resource.remoteNestingAllowed) {
                avoidRemoteNodes(launcher);
            }
        } else if (launcher.isRemoteConnection) {
            connection = launcher;
        } else {
            connection = cluster.guestConnectionInside(launcher);
        }
        if (connection != null) {
            for (Node node : cluster.nodes) {
                if (resource.allowed.has(node.index) && node.remote != connection) {
                    resource.allowed.ban(node.index, Rule.LAUNCHER);
                }
            }
            return;
        }
        // A bundle's connection may run apart from its container, if it must.
        int score = resource.remoteNestingAllowed ? 10_000 : Score.INFINITY;
        implied("#resource-with-container", score, resource, launcher, true);
    }

    private void avoidRemoteNodes(Resource resource) {
        for (Node node : cluster.nodes) {
            if (node.remote != null && resource.allowed.has(node.index)) {
                resource.allowed.ban(node.index, Rule.REMOTE_NODE);
            }
        }
    }

    private void implied(String id, int score, Resource dependent, Resource primary, boolean influence) {
        colocations.add(
                new Colocation(id, Colocation.NODE_NAME, score, dependent, primary, null, null, false, influence));
    }
}
