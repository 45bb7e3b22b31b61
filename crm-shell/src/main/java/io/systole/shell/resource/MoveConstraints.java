package io.systole.shell.resource;

import io.systole.core.cib.Cib;
import io.systole.core.cib.CibOperation;
import io.systole.core.xml.Element;
import io.systole.policy.rule.CrmTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/**
 * The location constraints that moving and banning leave, under the ids that Pacemaker gives them: {@code cli-prefer-RSC}
 * and {@code cli-ban-RSC-on-NODE}.
 */
final class MoveConstraints {
    private static final String PREFER = "cli-prefer-";
    private static final String BAN = "cli-ban-";

    private MoveConstraints() {}

    /**
     * @param promotedOnly about being promoted there rather than running there
     * @param end when it ends, or null
     */
    static Element prefer(String resource, String node, boolean promotedOnly, String end) {
        Element location = location(PREFER + resource, resource, promotedOnly);
        return end == null
                ? location.with("node", node).with("score", "INFINITY")
                : location.withChild(rule(
                        "INFINITY",
                        node,
                        end,
                        "cli-prefer-rule-" + resource,
                        "cli-prefer-expr-" + resource,
                        "cli-prefer-lifetime-end-" + resource));
    }

    static String banId(String resource, String node) {
        return BAN + resource + "-on-" + node;
    }

    static Element ban(String resource, String node, boolean promotedOnly, String end) {
        String id = banId(resource, node);
        Element location = location(id, resource, promotedOnly);
        return end == null
                ? location.with("node", node).with("score", "-INFINITY")
                : location.withChild(rule("-INFINITY", node, end, id + "-rule", id + "-expr", id + "-lifetime"));
    }

    private static Element location(String id, String resource, boolean promotedOnly) {
        return Element.of("rsc_location", "id", id, "rsc", resource, "role", promotedOnly ? "Promoted" : "Started");
    }

    private static Element rule(String score, String node, String end, String rule, String node0, String lifetime) {
        return Element.of("rule", "id", rule, "score", score, "boolean-op", "and")
                .withChild(Element.of(
                        "expression",
                        "id",
                        node0,
                        "attribute",
                        "#uname",
                        "operation",
                        "eq",
                        "value",
                        node,
                        "type",
                        "string"))
                .withChild(Element.of("date_expression", "id", lifetime, "operation", "lt", "end", end));
    }

    /** The changes that put constraints in, in place of those with the same id. */
    static List<CibOperation> putting(Cib cib, List<Element> removed, List<Element> added) {
        List<CibOperation> operations = new ArrayList<>();
        for (Element old : removed) {
            operations.add(removing(old));
        }
        for (Element constraint : added) {
            if (removed.stream().noneMatch(r -> r.id().equals(constraint.id()))
                    && cib.section("constraints").find(constraint.id()) != null) {
                operations.add(removing(constraint));
            }
            operations.add(new CibOperation.Create("constraints", constraint));
        }
        return operations;
    }

    static CibOperation removing(Element constraint) {
        return new CibOperation.Delete("constraints", Element.of("rsc_location", "id", constraint.id()));
    }

    /** Those that moving or banning the resource left; with a null resource, those of any. */
    static List<Element> of(Cib cib, String resource) {
        List<Element> found = new ArrayList<>();
        for (Element location : cib.section("constraints").children("rsc_location")) {
            String id = location.attribute("id", "");
            if ((id.startsWith(PREFER) || id.startsWith(BAN))
                    && (resource == null || resource.equals(location.attribute("rsc")))) {
                found.add(location);
            }
        }
        return found;
    }

    static boolean isPreference(Element constraint) {
        return constraint.attribute("id", "").startsWith(PREFER);
    }

    /** The node it is about, or null. */
    static String node(Element constraint) {
        Element rule = constraint.child("rule");
        if (rule == null) {
            return constraint.attribute("node");
        }
        for (Element expression : rule.children("expression")) {
            if ("#uname".equals(expression.attribute("attribute"))) {
                return expression.attribute("value");
            }
        }
        return null;
    }

    /** Whether it had an end, and that is over. */
    static boolean isOver(Element constraint, OffsetDateTime now) {
        Element rule = constraint.child("rule");
        Element date = rule == null ? null : rule.child("date_expression");
        OffsetDateTime end = date == null
                ? null
                : CrmTime.parse(date.attribute("end"), now.toInstant().toEpochMilli());
        return end != null && now.isAfter(end);
    }

    static boolean isPromotedOnly(Element constraint) {
        String role = constraint.attribute("role", "");
        return role.equals("Promoted") || role.equals("Master");
    }
}
