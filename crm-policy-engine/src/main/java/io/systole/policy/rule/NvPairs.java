package io.systole.policy.rule;

import io.systole.core.xml.Element;
import io.systole.policy.model.Cluster;
import io.systole.policy.score.StableMerge;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads sets of names and values, the first value of a name winning: sets with higher scores come first, and of those with
 * equal scores the later ones.
 */
public final class NvPairs {
    /** Elements with fewer children are looked through each time. */
    private static final int LARGE = 64;

    private final Cluster cluster;
    private final Rules rules;
    private final Map<Element, Element> withoutMembers = new IdentityHashMap<>();

    public NvPairs(Cluster cluster, Rules rules) {
        this.cluster = cluster;
        this.rules = rules;
    }

    /**
     * Adds to a table what it does not have yet.
     *
     * @param parent the element that holds the sets; null for none
     * @param setName for example {@code meta_attributes}
     * @param firstId the set that comes before all others, or null
     */
    public void read(Element parent, String setName, String firstId, RuleInput input, Map<String, String> table) {
        if (parent == null) {
            return;
        }
        List<Element> sets = sets(parent, setName);
        if (sets.size() > 1) {
            // Pacemaker parity (template-1): of sets with equal scores the last one comes first.
            Collections.reverse(sets);
            StableMerge.sort(sets, (a, b) -> compare(a, b, firstId));
        }
        for (Element set : sets) {
            readSet(set, input, table);
        }
    }

    private List<Element> sets(Element parent, String setName) {
        List<Element> sets = new ArrayList<>(2);
        Element holder = withoutMembers(parent);
        for (int i = 0; i < holder.childCount(); i++) {
            Element child = holder.child(i);
            Element set = child.name().equals(setName) ? cluster.resolve(child) : null;
            if (set != null) {
                sets.add(set);
            }
        }
        return sets;
    }

    /** A large group without its members: each of them asks for the group's sets again. */
    private Element withoutMembers(Element parent) {
        return parent.childCount() < LARGE
                ? parent
                : withoutMembers.computeIfAbsent(
                        parent,
                        group -> group.withoutChildren(child -> child.name().equals("primitive")));
    }

    private int compare(Element a, Element b, String firstId) {
        if (firstId != null && firstId.equals(a.id())) {
            return -1;
        }
        if (firstId != null && firstId.equals(b.id())) {
            return 1;
        }
        return Integer.compare(score(b), score(a));
    }

    private int score(Element set) {
        return cluster.scores.parseOrZero(set.attribute("score"));
    }

    private void readSet(Element set, RuleInput input, Map<String, String> table) {
        Element rule = set.child("rule");
        if (rule != null && !rules.holds(rule, input, cluster::recheckBy)) {
            return;
        }
        for (int i = 0; i < set.childCount(); i++) {
            Element pair = set.child(i);
            if (!pair.name().equals("nvpair")) {
                continue;
            }
            Element resolved = cluster.resolve(pair);
            // A reference may give the value another name.
            String name = resolved == null ? null : pair.attribute("name", resolved.attribute("name"));
            String value = resolved == null ? null : resolved.attribute("value");
            if (name == null || value == null) {
                continue;
            }
            if (value.equalsIgnoreCase("#default")) {
                table.remove(name);
            } else {
                table.putIfAbsent(name, value);
            }
        }
    }

    /** Whether some set of this kind has a rule, so that what it gives may differ from node to node. */
    public boolean hasRules(Element parent, String setName) {
        return parent != null && sets(parent, setName).stream().anyMatch(set -> set.child("rule") != null);
    }
}
