package io.systole.core.sim;

import io.systole.core.cib.Cib;
import io.systole.core.membership.Votequorum;
import io.systole.core.value.NodeName;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What a simulation begins with.
 *
 * @param nodes names in the order of ids, which count from 1
 * @param rules how votes are counted
 * @param tokenMs failure detection's budget
 * @param first what is on every disk before the first start
 */
public record Setup(
        List<NodeName> nodes,
        Votequorum.Rules rules,
        long tokenMs,
        Cib first,
        Habits habits,
        Set<Flaw> flaws,
        long seed) {
    /** Nodes {@code node1} to {@code nodeN}; two vote as {@code two_node}, more by majority. */
    public static Setup of(int nodes, Cib first, Habits habits, long seed) {
        List<NodeName> names = new ArrayList<>();
        for (int i = 1; i <= nodes; i++) {
            names.add(NodeName.of("node" + i));
        }
        Votequorum.Rules rules =
                new Votequorum.Rules(true, nodes, nodes == 2, nodes == 2, false, 10_000, false, List.of(), true);
        return new Setup(names, rules, 1_000, first, habits, EnumSet.noneOf(Flaw.class), seed);
    }

    public Setup with(Votequorum.Rules otherRules) {
        return new Setup(nodes, otherRules, tokenMs, first, habits, flaws, seed);
    }

    public Setup with(Flaw flaw) {
        return new Setup(nodes, rules, tokenMs, first, habits, EnumSet.of(flaw), seed);
    }
}
