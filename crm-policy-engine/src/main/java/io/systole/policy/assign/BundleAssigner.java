package io.systole.policy.assign;

import io.systole.core.value.Score;
import io.systole.policy.model.Cluster;
import io.systole.policy.model.Node;
import io.systole.policy.model.Replica;
import io.systole.policy.model.Resource;
import io.systole.policy.score.NodeTable;
import io.systole.policy.score.ScoreCause.Rule;
import io.systole.policy.score.StableMerge;
import java.util.ArrayList;
import java.util.List;

/** Assigns a bundle: containers like instances of a clone, then what goes with each, then what runs inside. */
final class BundleAssigner {
    private static final String STAGE = "pcmk__bundle_assign";

    private final Assignment assignment;
    private final Cluster cluster;

    BundleAssigner(Assignment assignment) {
        this.assignment = assignment;
        this.cluster = assignment.cluster;
    }

    void assign(Resource bundle, Node prefer, boolean stopIfFail) {
        bundle.assigning = true;
        assignment.listener.scores(STAGE, bundle);
        List<Resource> containers = new ArrayList<>();
        for (Replica replica : bundle.bundle.replicas()) {
            containers.add(replica.container);
        }
        StableMerge.sort(containers, assignment.instanceOrder);
        assignment.instances.assign(bundle, containers, bundle.bundle.replicaCount(), bundle.bundle.replicasPerHost());
        for (Replica replica : bundle.bundle.replicas()) {
            assignReplica(replica, prefer, stopIfFail);
        }
        Resource bundled = bundle.bundle.child();
        if (bundled != null) {
            for (Node node : cluster.nodes) {
                if (bundled.allowed.has(node.index)) {
                    int score = isReplicaNode(bundle, node) ? 0 : Score.MINUS_INFINITY;
                    bundled.allowed.set(node.index, score, Rule.BUNDLE_NODE);
                }
            }
            assignment.assign(bundled, prefer, stopIfFail);
        }
        bundle.assigning = false;
        bundle.unassigned = false;
    }

    private static boolean isReplicaNode(Resource bundle, Node node) {
        for (Replica replica : bundle.bundle.replicas()) {
            if (replica.node == node) {
                return true;
            }
        }
        return false;
    }

    private void assignReplica(Replica replica, Node prefer, boolean stopIfFail) {
        if (replica.ip != null) {
            assignment.assign(replica.ip, prefer, stopIfFail);
        }
        Node host = replica.container.assigned;
        if (replica.remote != null) {
            if (host != null && host.isRemote()) {
                // A connection to a container on a remote node must run where the connection to that remote node runs.
                assignment.colocations.add(new Colocation(
                        "#replica-remote-with-host-remote",
                        Colocation.NODE_NAME,
                        Score.INFINITY,
                        replica.remote,
                        host.remote,
                        null,
                        null,
                        false,
                        true));
            }
            assignment.assign(replica.remote, prefer, stopIfFail);
        }
        if (replica.child != null) {
            assignInside(replica, stopIfFail);
        }
    }

    private void assignInside(Replica replica, boolean stopIfFail) {
        Resource child = replica.child;
        NodeTable allowed = child.allowed;
        for (Node node : cluster.nodes) {
            if (!allowed.has(node.index)) {
                continue;
            }
            if (node != replica.node) {
                allowed.ban(node.index, Rule.BUNDLE_NODE);
            } else if (assignment.failureBans.bannedResource(child, node) == null) {
                allowed.set(node.index, Score.INFINITY, Rule.BUNDLE_NODE);
            }
        }
        child.parent.assigning = true;
        assignment.assign(child, replica.node, stopIfFail);
        child.parent.assigning = false;
    }
}
