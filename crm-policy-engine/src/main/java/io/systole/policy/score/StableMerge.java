package io.systole.policy.score;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Sorting and sorted insertion that give the same order as the reference implementation even where a comparison is not a
 * total order.
 *
 * <p>Pacemaker parity: instances are compared by rules that do not always agree with each other (A before B, B before C,
 * C before A). Which order comes out then depends on the sorting method, and {@link List#sort} may refuse such a
 * comparison altogether. So this is a plain merge sort that splits at half the length, rounded down, and takes from the
 * left while it is not greater.
 */
public final class StableMerge {
    private StableMerge() {}

    /** Sorts in place. */
    public static <T> void sort(List<T> list, Comparator<? super T> order) {
        List<T> sorted = sorted(list, order);
        for (int i = 0; i < sorted.size(); i++) {
            list.set(i, sorted.get(i));
        }
    }

    private static <T> List<T> sorted(List<T> list, Comparator<? super T> order) {
        int size = list.size();
        if (size < 2) {
            return list;
        }
        List<T> left = sorted(list.subList(0, size / 2), order);
        List<T> right = sorted(list.subList(size / 2, size), order);
        List<T> merged = new ArrayList<>(size);
        int i = 0;
        int j = 0;
        while (i < left.size() && j < right.size()) {
            if (order.compare(left.get(i), right.get(j)) <= 0) {
                merged.add(left.get(i++));
            } else {
                merged.add(right.get(j++));
            }
        }
        merged.addAll(left.subList(i, left.size()));
        merged.addAll(right.subList(j, right.size()));
        return merged;
    }

    /**
     * Inserts into a sorted list, before the elements that it is equal to.
     *
     * <p>The place is found by halving, for lists get long where thousands of resources name the same one.
     */
    public static <T> void insert(List<T> sorted, T element, Comparator<? super T> order) {
        int low = 0;
        int high = sorted.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (order.compare(element, sorted.get(middle)) > 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        sorted.add(low, element);
    }
}
