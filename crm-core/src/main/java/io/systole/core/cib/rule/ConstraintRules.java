package io.systole.core.cib.rule;

import io.systole.core.value.CrmBoolean;
import io.systole.core.value.Role;
import io.systole.core.value.Score;
import io.systole.core.xml.Element;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Constraints have scores, roles and kinds that mean something, and orders run in no circle. */
public final class ConstraintRules implements Rule {
    private static final List<String> KINDS = List.of("Optional", "Mandatory", "Serialize");

    @Override
    public void check(Element cib, List<CibFinding> findings) {
        Element constraints = cib.child("configuration").child("constraints");
        if (constraints == null) {
            return;
        }
        // Elsewhere the shape says the same.
        if ("none".equals(cib.attribute("validate-with"))) {
            constraints.children().stream()
                    .filter(constraint -> !constraint.name().equals(Element.COMMENT))
                    .forEach(constraint -> values(constraint, findings));
        }
        cycles(constraints, findings);
    }

    static String describe(Element constraint) {
        String kind = constraint.name().startsWith("rsc_") ? constraint.name().substring(4) : constraint.name();
        return kind + " constraint " + constraint.attribute("id", "without an id");
    }

    private static void values(Element constraint, List<CibFinding> findings) {
        for (String attribute : List.of("score")) {
            String score = constraint.attribute(attribute);
            if (score != null && Score.parse(score).isEmpty()) {
                error(
                        findings,
                        constraint,
                        describe(constraint) + " has the score \"" + score
                                + "\"; it takes a whole number, INFINITY or -INFINITY");
            }
        }
        for (String attribute : List.of("role", "rsc-role", "with-rsc-role")) {
            String role = constraint.attribute(attribute);
            if (role != null && Role.parse(role).isEmpty()) {
                error(
                        findings,
                        constraint,
                        describe(constraint) + " has the role \"" + role
                                + "\"; it takes Started, Stopped, Promoted or Unpromoted");
            }
        }
        String kind = constraint.attribute("kind");
        if (constraint.name().equals("rsc_order") && kind != null && !KINDS.contains(kind)) {
            error(
                    findings,
                    constraint,
                    describe(constraint) + " has the kind \"" + kind + "\"; it takes Mandatory, Optional or Serialize");
        }
        String symmetrical = constraint.attribute("symmetrical");
        if (symmetrical != null && CrmBoolean.parse(symmetrical).isEmpty()) {
            error(
                    findings,
                    constraint,
                    describe(constraint) + " has symmetrical=\"" + symmetrical + "\"; it takes" + " true or false");
        }
    }

    /** Orders that end where they began can never be followed. Sets are left to the scheduler, which breaks loops. */
    private static void cycles(Element constraints, List<CibFinding> findings) {
        Map<String, Map<String, String>> next = new LinkedHashMap<>();
        for (Element order : constraints.children("rsc_order")) {
            boolean mandatory =
                    order.attribute("kind", "Mandatory").equals("Mandatory") && !"0".equals(order.attribute("score"));
            if (mandatory && order.has("first") && order.has("then")) {
                next.computeIfAbsent(step(order, "first"), k -> new LinkedHashMap<>())
                        .put(step(order, "then"), order.attribute("id", "?"));
            }
        }
        Set<String> done = new LinkedHashSet<>();
        for (String start : next.keySet()) {
            if (!done.contains(start)) {
                follow(start, next, done, findings);
            }
        }
    }

    private static String step(Element order, String side) {
        String action = order.attribute(side + "-action", order.attribute("first-action", "start"));
        return order.attribute(side) + ":" + action;
    }

    private static void follow(
            String start, Map<String, Map<String, String>> next, Set<String> done, List<CibFinding> findings) {
        Deque<String> path = new ArrayDeque<>();
        Deque<java.util.Iterator<Map.Entry<String, String>>> iterators = new ArrayDeque<>();
        Deque<String> via = new ArrayDeque<>();
        path.addLast(start);
        iterators.addLast(next.getOrDefault(start, Map.of()).entrySet().iterator());
        while (!path.isEmpty()) {
            if (!iterators.peekLast().hasNext()) {
                done.add(path.removeLast());
                iterators.removeLast();
                via.pollLast();
                continue;
            }
            Map.Entry<String, String> edge = iterators.peekLast().next();
            if (path.contains(edge.getKey())) {
                List<String> constraintIds = new ArrayList<>(via);
                constraintIds.add(edge.getValue());
                findings.add(new CibFinding(
                        false,
                        edge.getValue(),
                        "the order constraints " + String.join(", ", constraintIds) + " run in a circle through "
                                + edge.getKey() + "; none of these resources can be started in this order"));
                // The rest of the path leads into the same circle and would be told again from every start.
                done.addAll(path);
                return;
            }
            if (!done.contains(edge.getKey())) {
                path.addLast(edge.getKey());
                via.addLast(edge.getValue());
                iterators.addLast(
                        next.getOrDefault(edge.getKey(), Map.of()).entrySet().iterator());
            }
        }
    }

    private static void error(List<CibFinding> findings, Element constraint, String sentence) {
        findings.add(new CibFinding(true, constraint.attribute("id", ""), sentence));
    }
}
