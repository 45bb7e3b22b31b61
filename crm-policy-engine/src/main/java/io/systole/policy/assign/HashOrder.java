package io.systole.policy.assign;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;

/**
 * The order in which Pacemaker takes up nodes where it has no reason for another: that of a GLib hash table over their ids.
 *
 * <p>It is seen where utilization is listed. It matters where the comparison is no order: with placement-strategy balanced, a node may have more of most
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
    private Entry[] slots = new Entry[1 << SMALLEST_SHIFT];
    private int count;

    /** @param number what it stands for: its place in the list that the table is made of */
    private record Entry(String key, int number) {}

    private HashOrder() {}

    /**
     * As a list of the table's values has them.
     *
     * @param things in the order in which they were put into the table
     */
    static <T> List<T> listed(List<T> things, Function<T, String> key) {
        List<T> order = iterated(things, key);
        Collections.reverse(order);
        return order;
    }

    /**
     * As a loop over the table meets them.
     *
     * @param things in the order in which they were put into the table
     */
    static <T> List<T> iterated(List<T> things, Function<T, String> key) {
        HashOrder table = new HashOrder();
        for (int i = 0; i < things.size(); i++) {
            table.insert(new Entry(key.apply(things.get(i)), i));
        }
        List<T> order = new ArrayList<>(things.size());
        for (Entry entry : table.slots) {
            if (entry != null) {
                order.add(things.get(entry.number));
            }
        }
        return order;
    }

    private static int hash(Entry entry) {
        int hash = 0;
        for (byte b : entry.key.getBytes(StandardCharsets.UTF_8)) {
            hash = hash * 31 + b;
        }
        return hash == 0 || hash == 1 ? 2 : hash;
    }

    private int place(Entry entry) {
        return Integer.remainderUnsigned(hash(entry) * 11, PRIMES[shift]);
    }

    private void insert(Entry entry) {
        int at = place(entry);
        for (int step = 1; slots[at] != null; step++) {
            at = at + step & slots.length - 1;
        }
        slots[at] = entry;
        count++;
        if (slots.length <= count + count / 16) {
            grow();
        }
    }

    /** Moves what is there into a larger table, in the order of the old places; what is in the way moves on at once. */
    private void grow() {
        int oldSize = slots.length;
        shift = Math.max(SMALLEST_SHIFT, Integer.SIZE - Integer.numberOfLeadingZeros((int) (count * 1.333)));
        Entry[] larger = java.util.Arrays.copyOf(slots, 1 << shift);
        boolean[] settled = new boolean[larger.length];
        slots = larger;
        for (int i = 0; i < oldSize; i++) {
            Entry moving = settled[i] ? null : larger[i];
            if (moving != null) {
                larger[i] = null;
            }
            while (moving != null) {
                int at = place(moving);
                for (int step = 1; settled[at]; step++) {
                    at = at + step & larger.length - 1;
                }
                settled[at] = true;
                Entry displaced = larger[at];
                larger[at] = moving;
                moving = displaced;
            }
        }
    }
}
