package io.systole.policy.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What nodes have left to give and what resources need, by utilization attribute.
 *
 * <p>Attribute names become indexes once; after that all is integers, clamped at the ends of {@code int}. A node that lacks
 * an attribute has none of it.
 */
public final class Capacity {
    private static final Demand NO_DEMAND = new Demand(new int[0], new int[0]);

    private final Map<String, Integer> attributes = new LinkedHashMap<>();
    private final List<int[]> free = new ArrayList<>();
    private final List<Demand> demands = new ArrayList<>();

    /** An amount of each of some attributes. */
    private record Demand(int[] attribute, int[] amount) {
        boolean isEmpty() {
            return attribute.length == 0;
        }
    }

    /** The sum of several resources' demands. */
    public static final class Sum {
        private int[] amount = new int[0];
        private boolean[] asked = new boolean[0];

        private void add(Demand demand) {
            for (int i = 0; i < demand.attribute.length; i++) {
                int attribute = demand.attribute[i];
                if (attribute >= amount.length) {
                    amount = Arrays.copyOf(amount, attribute + 1);
                    asked = Arrays.copyOf(asked, attribute + 1);
                }
                amount[attribute] = clamp((long) amount[attribute] + demand.amount[i]);
                asked[attribute] = true;
            }
        }
    }

    public boolean hasDemand(Resource resource) {
        return !demand(resource).isEmpty();
    }

    public void addTo(Sum sum, Resource resource) {
        sum.add(demand(resource));
    }

    /** Takes what the resource needs off what the node has. */
    public void consume(Node node, Resource resource) {
        change(node, demand(resource), -1);
    }

    /** Gives it back. */
    public void release(Node node, Resource resource) {
        change(node, demand(resource), 1);
    }

    private void change(Node node, Demand demand, int sign) {
        if (demand.isEmpty()) {
            return;
        }
        int[] has = free(node);
        for (int i = 0; i < demand.attribute.length; i++) {
            int attribute = demand.attribute[i];
            has[attribute] = clamp(has[attribute] + (long) sign * demand.amount[i]);
        }
    }

    public boolean suffices(Node node, Sum sum) {
        int[] has = free(node);
        for (int attribute = 0; attribute < sum.amount.length; attribute++) {
            if (sum.asked[attribute] && sum.amount[attribute] > has[attribute]) {
                return false;
            }
        }
        return true;
    }

    public boolean suffices(Node node, Resource resource) {
        Demand demand = demand(resource);
        int[] has = free(node);
        for (int i = 0; i < demand.attribute.length; i++) {
            if (demand.amount[i] > has[demand.attribute[i]]) {
                return false;
            }
        }
        return true;
    }

    /** Negative if the first node has more of most attributes left, positive if the second has. */
    public int compare(Node a, Node b) {
        // Looking at a node may show attributes that no other has.
        free(a);
        int[] hasB = free(b);
        int[] hasA = free(a);
        int result = 0;
        for (int i = 0; i < attributes.size(); i++) {
            result += Integer.compare(hasB[i], hasA[i]);
        }
        return result;
    }

    /** What a node has left, by attribute. */
    public Map<String, Integer> left(Node node) {
        Map<String, Integer> left = new LinkedHashMap<>();
        int[] has = free(node);
        attributes.forEach((name, index) -> left.put(name, has[index]));
        return left;
    }

    private int[] free(Node node) {
        while (free.size() <= node.index) {
            free.add(null);
        }
        int[] has = free.get(node.index);
        if (has == null) {
            Demand offer = read(node.utilization);
            has = new int[attributes.size()];
            for (int i = 0; i < offer.attribute.length; i++) {
                has[offer.attribute[i]] = offer.amount[i];
            }
        } else if (has.length < attributes.size()) {
            has = Arrays.copyOf(has, attributes.size());
        }
        free.set(node.index, has);
        return has;
    }

    private Demand demand(Resource resource) {
        while (demands.size() <= resource.index) {
            demands.add(null);
        }
        Demand demand = demands.get(resource.index);
        if (demand == null) {
            demand = resource.utilization.isEmpty() ? NO_DEMAND : read(resource.utilization);
            demands.set(resource.index, demand);
        }
        return demand;
    }

    private Demand read(Map<String, String> utilization) {
        int[] attribute = new int[utilization.size()];
        int[] amount = new int[utilization.size()];
        int i = 0;
        for (Map.Entry<String, String> entry : utilization.entrySet()) {
            attribute[i] = attributes.computeIfAbsent(entry.getKey(), name -> attributes.size());
            amount[i++] = parse(entry.getValue());
        }
        return new Demand(attribute, amount);
    }

    /**
     * A whole number at the start of a text, clamped to {@code int}; zero where nothing is said.
     *
     * <p>Pacemaker parity (corpus utilization/unreadable-amounts): a text that begins with no number counts as the least there
     * is.
     */
    static int parse(String text) {
        if (text == null) {
            return 0;
        }
        String word = text.strip();
        int start = word.startsWith("-") || word.startsWith("+") ? 1 : 0;
        int end = start;
        while (end < word.length() && word.charAt(end) >= '0' && word.charAt(end) <= '9') {
            end++;
        }
        if (end == start) {
            return Integer.MIN_VALUE;
        }
        boolean negative = word.charAt(0) == '-';
        if (end - start > 18) {
            return negative ? Integer.MIN_VALUE : Integer.MAX_VALUE;
        }
        long number = Long.parseLong(word.substring(start, end));
        return clamp(negative ? -number : number);
    }

    private static int clamp(long number) {
        return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, number));
    }
}
