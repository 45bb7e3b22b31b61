package io.systole.policy.rule;

import java.util.Map;

/**
 * What a rule may ask about. Whatever is null is not to be asked about in that place; such a condition does not hold.
 *
 * @param nowMs milliseconds since the epoch
 * @param node the attributes of the node in question
 * @param parameters the resource's parameters on that node
 * @param meta the resource's meta-attributes
 * @param groups what a resource pattern's groups matched, for {@code %1} and so on
 * @param operation name of the operation in question
 */
public record RuleInput(
        long nowMs,
        Map<String, String> node,
        Map<String, String> parameters,
        Map<String, String> meta,
        String[] groups,
        String standard,
        String provider,
        String agent,
        String operation,
        long intervalMs) {

    /** Only the time is known. */
    public static RuleInput at(long nowMs) {
        return new RuleInput(nowMs, null, null, null, null, null, null, null, null, 0);
    }

    public RuleInput withNode(Map<String, String> attributes) {
        return new RuleInput(
                nowMs, attributes, parameters, meta, groups, standard, provider, agent, operation, intervalMs);
    }

    public RuleInput withAgent(String newStandard, String newProvider, String newAgent) {
        return new RuleInput(
                nowMs, node, parameters, meta, groups, newStandard, newProvider, newAgent, operation, intervalMs);
    }

    public RuleInput withOperation(String name, long newIntervalMs) {
        return new RuleInput(nowMs, node, parameters, meta, groups, standard, provider, agent, name, newIntervalMs);
    }
}
