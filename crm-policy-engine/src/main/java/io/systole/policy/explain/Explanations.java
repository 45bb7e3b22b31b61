package io.systole.policy.explain;

import io.systole.core.value.Role;
import io.systole.policy.explain.Explanation.Candidate;
import io.systole.policy.explain.Explanation.Step;
import io.systole.policy.explain.Explanation.Term;
import io.systole.policy.model.Action;
import io.systole.policy.model.Cluster;
import io.systole.policy.model.Node;
import io.systole.policy.model.Replica;
import io.systole.policy.model.Resource;
import io.systole.policy.score.ScoreTerm;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects the reasons that a run kept, once it is over. */
public final class Explanations {
    private final Cluster cluster;
    private final List<Explanation> found = new ArrayList<>();

    private Explanations(Cluster cluster) {
        this.cluster = cluster;
    }

    /** One for each primitive, in the order of the configuration's resources. */
    public static List<Explanation> of(Cluster cluster) {
        Explanations explanations = new Explanations(cluster);
        cluster.resources.forEach(explanations::walk);
        return List.copyOf(explanations.found);
    }

    private void walk(Resource resource) {
        if (resource.bundle != null) {
            for (Replica replica : resource.bundle.replicas) {
                for (Resource part : new Resource[] {replica.container, replica.ip, replica.remote, replica.child}) {
                    if (part != null) {
                        walk(part);
                    }
                }
            }
        } else if (resource.isPrimitive()) {
            found.add(explain(resource));
        } else {
            resource.children.forEach(this::walk);
        }
    }

    private Explanation explain(Resource resource) {
        List<Candidate> candidates = new ArrayList<>();
        for (Node node : cluster.nodes) {
            if (resource.allowed.has(node.index)) {
                candidates.add(new Candidate(
                        node.name,
                        resource.allowed.score(node.index),
                        unavailable(node),
                        terms(resource.allowed.lastTerm(node.index))));
            }
        }
        candidates.sort(Comparator.comparingInt(Candidate::score).reversed());
        return new Explanation(
                resource.id,
                resource.origRole,
                resource.nextRole,
                resource.activeNodes.stream().map(node -> node.name).toList(),
                resource.assigned == null ? null : resource.assigned.name,
                fixed(resource),
                candidates,
                steps(resource));
    }

    private String fixed(Resource resource) {
        if (resource.blocked) {
            return "it is blocked by a failure, and stays as it is until that is cleaned up";
        }
        if (!resource.managed) {
            if (cluster.fencingEnabled && !cluster.haveFencing) {
                return "fencing is enabled, but no fence device is configured, so nothing may be started or moved";
            }
            return resource.maintenance
                    ? "it is in maintenance, and stays as it is"
                    : "it is unmanaged (is-managed=false), and stays as it is";
        }
        if (cluster.stopAll) {
            return "option stop-all-resources stops everything";
        }
        if (resource.removed) {
            return "it is not in the configuration any more";
        }
        return resource.nextRole == Role.STOPPED && isTargetStopped(resource) ? "its target-role is Stopped" : null;
    }

    private static boolean isTargetStopped(Resource resource) {
        return Role.parse(resource.meta.get("target-role")).orElse(null) == Role.STOPPED;
    }

    private static String unavailable(Node node) {
        if (node.unclean) {
            return "it is unclean" + (node.online ? "" : " and offline") + ", and must be fenced first";
        }
        if (node.shutdown) {
            return "it is shutting down";
        }
        if (!node.online) {
            return "it is offline";
        }
        if (node.pending) {
            return "it has not joined the cluster completely";
        }
        if (node.maintenance) {
            return "it is in maintenance";
        }
        return node.standby ? "it is in standby" : null;
    }

    private static List<Term> terms(ScoreTerm last) {
        List<Term> terms = new ArrayList<>();
        int before = 0;
        for (ScoreTerm term : ScoreTerm.oldestFirst(last)) {
            if (term.after() != before || term.change() != 0) {
                boolean set = term.change() == term.after() && before != 0;
                terms.add(new Term(term.change(), set, term.cause().describe()));
            }
            before = term.after();
        }
        return terms;
    }

    private static List<Step> steps(Resource resource) {
        List<Step> steps = new ArrayList<>();
        for (Action action : resource.actions) {
            if (!action.is(Action.OPTIONAL)) {
                String where = action.node == null ? "" : " on " + action.node.name;
                String interval = action.meta.get("interval");
                String every = interval == null ? "" : " every " + interval + "ms";
                steps.add(0, new Step(action.task + every + where, action.reason, !action.is(Action.RUNNABLE)));
            }
        }
        return steps;
    }
}
