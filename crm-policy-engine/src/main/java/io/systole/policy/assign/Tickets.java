package io.systole.policy.assign;

import io.systole.core.value.Role;
import io.systole.core.xml.Element;
import io.systole.policy.action.FenceActions;
import io.systole.policy.location.ConstraintSets;
import io.systole.policy.model.Cluster;
import io.systole.policy.model.Node;
import io.systole.policy.model.Resource;
import io.systole.policy.model.ScoreChange;
import io.systole.policy.model.Ticket;
import io.systole.policy.score.ScoreCause.Rule;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads {@code rsc_ticket} constraints and applies them: without its ticket a resource may not run, or not be promoted, and
 * what happens to one that runs when the ticket is lost is the constraint's loss-policy.
 */
public final class Tickets {
    private final Cluster cluster;
    private final ConstraintSets sets;
    private final FenceActions fencing;
    private final List<List<Requirement>> byResource = new ArrayList<>();

    private enum LossPolicy {
        STOP,
        DEMOTE,
        FENCE,
        FREEZE
    }

    private record Requirement(Ticket ticket, Role role, LossPolicy lossPolicy) {
        boolean isMet() {
            return ticket.granted && !ticket.standby;
        }
    }

    public Tickets(Cluster cluster, ConstraintSets sets, FenceActions fencing) {
        this.cluster = cluster;
        this.fencing = fencing;
        this.sets = sets;
    }

    /** Reads one constraint and applies it at once. */
    public void read(Element constraint) {
        String name = constraint.attribute("ticket");
        if (name == null || name.isEmpty()) {
            cluster.problem("Constraint " + constraint.id() + " is ignored: it names no ticket.");
            return;
        }
        Ticket ticket = cluster.ticket(name);
        Element expanded = sets.expandInSets(constraint);
        String rsc = constraint.attribute("rsc");
        if (expanded == constraint && rsc != null) {
            expanded = sets.toSet(constraint, "rsc", constraint.attribute("rsc-role"), "rsc-role", false);
            if (expanded == null) {
                return;
            }
        }
        String policy = constraint.attribute("loss-policy");
        for (Element set : sets.sets(expanded)) {
            for (Element ref : set.children("resource_ref")) {
                Resource resource = sets.resource(ref.id());
                if (resource == null) {
                    cluster.problem("Set " + set.id() + " names resource " + ref.id() + ", which does not exist.");
                    return;
                }
                require(constraint, resource, ticket, set.attribute("role"), policy);
            }
        }
        if (expanded.child("resource_set") == null && rsc != null) {
            require(constraint, sets.resource(rsc), ticket, constraint.attribute("rsc-role"), policy);
        }
    }

    private void require(Element constraint, Resource resource, Ticket ticket, String roleText, String policyText) {
        Role role = Role.parse(roleText).orElse(null);
        if (resource == null || roleText != null && role == null) {
            cluster.problem("Constraint " + constraint.id() + " is ignored: no such resource or role.");
            return;
        }
        role = role == Role.STARTED ? null : role;
        Requirement requirement = new Requirement(ticket, role, policy(constraint, role, policyText));
        while (byResource.size() <= resource.index) {
            byResource.add(List.of());
        }
        List<Requirement> list = new ArrayList<>(byResource.get(resource.index));
        list.add(requirement);
        byResource.set(resource.index, list);
        if (!requirement.isMet()) {
            enforce(resource, requirement);
        }
    }

    private LossPolicy policy(Element constraint, Role role, String text) {
        LossPolicy usual = role == Role.PROMOTED ? LossPolicy.DEMOTE : LossPolicy.STOP;
        if (text == null) {
            return usual;
        }
        if (text.equalsIgnoreCase("fence")) {
            if (cluster.fencingEnabled) {
                return LossPolicy.FENCE;
            }
            cluster.problem(
                    "Constraint " + constraint.id() + ": loss-policy fence becomes stop, as fencing is not enabled.");
            return LossPolicy.STOP;
        }
        for (LossPolicy policy : LossPolicy.values()) {
            if (policy.name().equalsIgnoreCase(text)) {
                return policy;
            }
        }
        return usual;
    }

    private void enforce(Resource resource, Requirement requirement) {
        if (!resource.children.isEmpty()) {
            resource.children.forEach(child -> enforce(child, requirement));
            return;
        }
        if (!requirement.ticket.granted && !resource.activeNodes.isEmpty()) {
            lose(resource, requirement);
        } else if (requirement.role != Role.PROMOTED || requirement.lossPolicy == LossPolicy.STOP) {
            Rule cause = requirement.ticket.granted ? Rule.TICKET_STANDBY : Rule.TICKET_MISSING;
            ScoreChange.banEverywhere(cluster, resource, cause);
        }
    }

    private void lose(Resource resource, Requirement requirement) {
        boolean inRole = requirement.role == null || requirement.role == resource.origRole;
        switch (requirement.lossPolicy) {
            case STOP -> ScoreChange.banEverywhere(cluster, resource, Rule.TICKET_LOST);
            case DEMOTE -> {
                // A promoted one is demoted when roles are chosen.
                if (requirement.role != Role.PROMOTED) {
                    ScoreChange.banEverywhere(cluster, resource, Rule.TICKET_LOST);
                }
            }
            case FENCE -> {
                if (inRole) {
                    ScoreChange.banEverywhere(cluster, resource, Rule.TICKET_LOST);
                    for (Node node : resource.activeNodes) {
                        fencing.fenceNode(node, "deadman ticket was lost", false);
                    }
                }
            }
            case FREEZE -> {
                if (inRole) {
                    resource.managed = false;
                    resource.blocked = true;
                }
            }
        }
    }

    /** Lets no instance of a clone be promoted whose promoted role needs a ticket that is not there. */
    void banUnpromotable(Resource clone) {
        List<Requirement> requirements = clone.index < byResource.size() ? byResource.get(clone.index) : List.of();
        for (Requirement requirement : requirements) {
            if (requirement.role == Role.PROMOTED && !requirement.isMet()) {
                ScoreChange.banEverywhere(cluster, clone, Rule.TICKET_MISSING);
            }
        }
    }
}
