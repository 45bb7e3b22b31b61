package io.systole.policy.location;

import io.systole.core.value.Role;
import io.systole.core.xml.Element;
import io.systole.policy.action.Parameters;
import io.systole.policy.model.Cluster;
import io.systole.policy.model.Node;
import io.systole.policy.model.Resource;
import io.systole.policy.rule.Groups;
import io.systole.policy.rule.RuleInput;
import io.systole.policy.rule.Rules;
import io.systole.policy.score.NodeTable;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Reads {@code rsc_location} constraints: by node, by rule, for a resource, a pattern, a tag, a template or sets. */
public final class LocationReader {
    private final Cluster cluster;
    private final ConstraintSets sets;
    private final Locations locations;
    private final Rules rules;
    private final Parameters parameters;

    public LocationReader(
            Cluster cluster, ConstraintSets sets, Locations locations, Rules rules, Parameters parameters) {
        this.cluster = cluster;
        this.sets = sets;
        this.locations = locations;
        this.rules = rules;
        this.parameters = parameters;
    }

    /** Reads one constraint; one that cannot be understood is reported and has no effect. */
    public void read(Element constraint) {
        Element expanded = sets.expandInSets(constraint);
        if (expanded == constraint) {
            String rsc = constraint.attribute("rsc");
            if (rsc != null && sets.resource(rsc) == null) {
                expanded = sets.toSet(constraint, "rsc", constraint.attribute("role"), "role", false);
                if (expanded == null) {
                    return;
                }
            }
        }
        if (expanded.child("resource_set") == null) {
            readSimple(constraint);
            return;
        }
        for (Element set : sets.sets(expanded)) {
            if (!readSet(expanded, set)) {
                return;
            }
        }
    }

    private boolean readSet(Element constraint, Element set) {
        if (set.id() == null) {
            cluster.problem("A resource set of constraint " + constraint.id() + " has no id; the rest is ignored.");
            return false;
        }
        for (Element ref : set.children("resource_ref")) {
            Resource resource = sets.resource(ref.id());
            if (resource == null) {
                cluster.problem("Set " + set.id() + " of constraint " + constraint.id() + " names " + ref.id()
                        + ", which does not exist; the rest of the constraint is ignored.");
                return false;
            }
            readFor(constraint, resource, set.attribute("role"), set.attribute("score"), null);
        }
        return true;
    }

    private void readSimple(Element constraint) {
        String rsc = constraint.attribute("rsc");
        if (rsc != null) {
            Resource resource = sets.resource(rsc);
            if (resource != null) {
                readFor(constraint, resource, null, null, null);
            }
        }
        String pattern = constraint.attribute("rsc-pattern");
        if (pattern != null) {
            readPattern(constraint, pattern);
        }
    }

    private void readPattern(Element constraint, String text) {
        boolean inverted = text.startsWith("!");
        ResourcePattern pattern = ResourcePattern.parse(inverted ? text.substring(1) : text);
        if (pattern == null) {
            cluster.problem("Constraint " + constraint.id() + " is ignored: rsc-pattern '" + text
                    + "' is not a valid extended regular expression.");
            return;
        }
        for (Resource resource : List.copyOf(cluster.resources)) {
            String[] groups = pattern.match(resource.id);
            if (inverted != (groups != null)) {
                readFor(constraint, resource, null, null, groups);
            }
        }
    }

    /**
     * Adds the constraint for one resource.
     *
     * @param setRole role given by a set, or null
     * @param setScore score given by a set, or null
     * @param groups what the groups of a pattern matched, or null
     */
    private void readFor(Element constraint, Resource resource, String setRole, String setScore, String[] groups) {
        String nodeName = constraint.attribute("node");
        String score = setScore != null ? setScore : constraint.attribute("score");
        if (nodeName == null || score == null) {
            Element rule = constraint.child("rule");
            Element resolved = rule == null ? null : cluster.resolve(rule);
            if (resolved != null) {
                readRule(constraint, resolved, resource, groups);
            }
            return;
        }
        Node node = cluster.node(nodeName);
        if (node == null) {
            cluster.note("Constraint " + constraint.id() + " has no effect: node " + nodeName + " is not known.");
            return;
        }
        OptionalInt parsed = cluster.scores.parse(score);
        if (parsed.isEmpty()) {
            cluster.problem("Constraint " + constraint.id() + " is ignored: '" + score + "' is not a score.");
            return;
        }
        String roleText = setRole != null ? setRole : constraint.attribute("role");
        if (isValidRole(constraint, roleText)) {
            add(constraint.id(), resource, role(roleText), constraint, new Node[] {node}, new int[] {parsed.getAsInt()
            });
        }
    }

    private void readRule(Element constraint, Element rule, Resource resource, String[] groups) {
        String operator = rule.attribute("boolean-op");
        if (rule.id() == null || !isValidRole(constraint, rule.attribute("role"))) {
            return;
        }
        if (operator != null && !operator.equalsIgnoreCase("and") && !operator.equalsIgnoreCase("or")) {
            cluster.problem("Constraint " + constraint.id() + " is ignored: boolean-op '" + operator
                    + "' is neither 'and' nor 'or'.");
            return;
        }
        String scoreAttribute = Groups.substitute(rule.attribute("score-attribute"), groups);
        OptionalInt fixed = OptionalInt.of(0);
        if (scoreAttribute == null) {
            String text = rule.attribute("score");
            fixed = text == null ? OptionalInt.empty() : cluster.scores.parse(text);
            if (fixed.isEmpty()) {
                cluster.problem("Constraint " + constraint.id() + " is ignored: rule " + rule.id()
                        + " has neither a valid score nor a score-attribute.");
                return;
            }
        }
        List<Node> nodes = new ArrayList<>();
        List<Integer> scores = new ArrayList<>();
        for (Node node : cluster.nodes) {
            if (!matches(rule, resource, node, groups)) {
                continue;
            }
            OptionalInt score = scoreAttribute == null ? fixed : fromAttribute(resource, node, scoreAttribute);
            if (score.isPresent()) {
                nodes.add(node);
                scores.add(score.getAsInt());
            }
        }
        add(
                rule.id(),
                resource,
                role(rule.attribute("role")),
                constraint,
                nodes.toArray(new Node[0]),
                scores.stream().mapToInt(Integer::intValue).toArray());
    }

    private boolean matches(Element rule, Resource resource, Node node, String[] groups) {
        RuleInput input = new RuleInput(
                cluster.nowMs,
                node.attributes,
                parameters.of(resource, node),
                resource.meta,
                groups,
                null,
                null,
                null,
                null,
                0);
        return rules.holds(rule, input, cluster::recheckBy);
    }

    private OptionalInt fromAttribute(Resource resource, Node node, String attribute) {
        boolean fromHost = "host".equalsIgnoreCase(resource.meta.get("container-attribute-target"));
        String value = node.attribute(attribute, fromHost, false);
        return value == null || value.isEmpty() ? OptionalInt.empty() : cluster.scores.parse(value);
    }

    private void add(String id, Resource resource, Role role, Element constraint, Node[] nodes, int[] scores) {
        byte mode = Locations.probeMode(constraint.attribute("resource-discovery"));
        if (mode == NodeTable.PROBE_EXCLUSIVE) {
            resource.exclusiveProbes = true;
        }
        locations.add(new Location(id, resource, role, mode, nodes, scores));
    }

    private boolean isValidRole(Element constraint, String text) {
        if (text == null || Role.parse(text).isPresent()) {
            return true;
        }
        cluster.problem("Constraint " + constraint.id() + " is ignored: '" + text + "' is not a role.");
        return false;
    }

    /** Started and unpromoted place no condition: every active instance is at least that. */
    private static Role role(String text) {
        Role role = Role.parse(text).orElse(null);
        return role == Role.STARTED || role == Role.UNPROMOTED ? null : role;
    }
}
