package io.systole.policy.rule;

import io.systole.core.value.CibInterval;
import io.systole.core.xml.Element;
import io.systole.policy.model.Cluster;
import java.util.Locale;
import java.util.Map;

/** Evaluates rules (Pacemaker Explained, "Rules"). */
public final class Rules {
    /** A rule that lies deeper in others does not hold. */
    private static final int DEEPEST = 200;

    private final Cluster cluster;

    public Rules(Cluster cluster) {
        this.cluster = cluster;
    }

    /** Whether a rule holds. One that cannot be understood does not. */
    public boolean holds(Element rule, RuleInput input, NextChange next) {
        return holds(rule, input, next, 0);
    }

    private boolean holds(Element reference, RuleInput input, NextChange next, int depth) {
        Element rule = cluster.resolve(reference);
        if (rule == null || rule.id() == null || depth > DEEPEST) {
            return false;
        }
        String operator = rule.attribute("boolean-op", "and").toLowerCase(Locale.ROOT);
        boolean or = operator.equals("or");
        if (!or && !operator.equals("and")) {
            return false;
        }
        boolean empty = true;
        for (Element condition : rule.children()) {
            empty = false;
            if (conditionHolds(condition, input, next, depth) == or) {
                return or;
            }
        }
        return empty || !or;
    }

    private boolean conditionHolds(Element condition, RuleInput input, NextChange next, int depth) {
        return switch (condition.name()) {
            case "rule" -> holds(condition, input, next, depth + 1);
            case "date_expression" -> condition.id() != null && DateExpression.holds(condition, input.nowMs(), next);
            case "rsc_expression" ->
                isUnsetOr(condition, "class", input.standard())
                        && isUnsetOr(condition, "provider", input.provider())
                        && isUnsetOr(condition, "type", input.agent());
            case "op_expression" -> isOperation(condition, input);
            case "expression" -> attributeHolds(condition, input);
            default -> false;
        };
    }

    private static boolean isUnsetOr(Element condition, String attribute, String actual) {
        String wanted = condition.attribute(attribute);
        return wanted == null || wanted.equals(actual);
    }

    private static boolean isOperation(Element condition, RuleInput input) {
        String name = condition.attribute("name");
        String interval = condition.attribute("interval");
        return name != null
                && name.equals(input.operation())
                && (interval == null || CibInterval.ms(interval, 0) == input.intervalMs());
    }

    private static boolean attributeHolds(Element condition, RuleInput input) {
        String attribute = Groups.substitute(condition.attribute("attribute"), input.groups());
        String operation = condition.attribute("operation", "").toLowerCase(Locale.ROOT);
        if (attribute == null || condition.id() == null) {
            return false;
        }
        String actual = input.node() == null ? null : input.node().get(attribute);
        String value = condition.attribute("value");
        if (operation.equals("defined")) {
            return value == null && actual != null;
        }
        if (operation.equals("not_defined")) {
            return value == null && actual == null;
        }
        if (value == null) {
            return false;
        }
        String reference = reference(value, condition.attribute("value-source"), input);
        return Comparison.holds(operation, condition.attribute("type"), actual, reference);
    }

    private static String reference(String value, String source, RuleInput input) {
        Map<String, String> table;
        switch (source == null ? "literal" : source.toLowerCase(Locale.ROOT)) {
            case "literal":
                return value;
            case "param":
                table = input.parameters();
                break;
            case "meta":
                table = input.meta();
                break;
            default:
                return null;
        }
        return table == null ? null : table.get(value);
    }
}
