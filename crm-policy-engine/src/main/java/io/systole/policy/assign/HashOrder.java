package io.systole.policy.assign;

import io.systole.policy.model.Node;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The order in which Pacemaker takes up nodes where it has no reason for another: that of a GLib hash table over their ids.
 *
 * <p>It matters where the comparison is no order: with placement-strategy balanced, a node may have more of most
 * attributes than a second, that more than a third, and that more than the first. Which one such a sort puts first depends
 * on how the list began. It also matters where no node has room for a resource and those that are with it, and several
 * have as much left. Two Pacemakers agree on it, so we do, too.
 */
final class HashOrder {
    private static final int[] PRIMES = {
        1, 2, 3, 7, 13, 31, 61, 127, 251, 509, 1021, 2039, 4093, 8191, 16381, 32749, 65521, 131071
    };
    private static final int SMALLEST_SHIFT = 3;

    private int shift = SMALLEST_SHIFT;
    private Node[] slots = new Node[1 << SMALLEST_SHIFT];
    private int count;

    private HashOrder() {}

    /**
     * As a list of the table's values has them.
     *
     * @param nodes in the order in which they were put into the table
     */
    static List<Node> listed(List<Node> nodes) {
        List<Node> order = iterated(nodes);
        Collections.reverse(order);
        return order;
    }

    /**
     * As a loop over the table meets them.
     *
     * @param nodes in the order in which they were put into the table
     */
    static List<Node> iterated(List<Node> nodes) {
        HashOrder table = new HashOrder();
        nodes.forEach(table::insert);
        List<Node> order = new ArrayList<>(nodes.size());
        for (Node node : table.slots) {
            if (node != null) {
                order.add(node);
            }
        }
        return order;
    }

    private static int hash(Node node) {
        int hash = 0;
        for (byte b : node.id.getBytes(StandardCharsets.UTF_8)) {
            hash = hash * 31 + b;
        }
        return hash == 0 || hash == 1 ? 2 : hash;
    }

    private int place(Node node) {
        return Integer.remainderUnsigned(hash(node) * 11, PRIMES[shift]);
    }

    private void insert(Node node) {
        int at = place(node);
        for (int step = 1; slots[at] != null; step++) {
            at = at + step & slots.length - 1;
        }
        slots[at] = node;
        count++;
        if (slots.length <= count + count / 16) {
            grow();
        }
    }

    /** Moves what is there into a larger table, in the order of the old places; what is in the way moves on at once. */
    private void grow() {
        int oldSize = slots.length;
        shift = Math.max(SMALLEST_SHIFT, Integer.SIZE - Integer.numberOfLeadingZeros((int) (count * 1.333)));
        Node[] larger = java.util.Arrays.copyOf(slots, 1 << shift);
        boolean[] settled = new boolean[larger.length];
        slots = larger;
        for (int i = 0; i < oldSize; i++) {
            Node moving = settled[i] ? null : larger[i];
            if (moving != null) {
                larger[i] = null;
            }
            while (moving != null) {
                int at = place(moving);
                for (int step = 1; settled[at]; step++) {
                    at = at + step & larger.length - 1;
                }
                settled[at] = true;
                Node displaced = larger[at];
                larger[at] = moving;
                moving = displaced;
            }
        }
    }
}
