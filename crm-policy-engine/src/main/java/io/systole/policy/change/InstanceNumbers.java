package io.systole.policy.change;

import io.systole.policy.assign.InstanceOrder;
import io.systole.policy.model.Resource;
import io.systole.policy.score.StableMerge;

/** Instances in the order of their numbers, from which assignment may have brought them. */
final class InstanceNumbers {
    private InstanceNumbers() {}

    static void sort(Resource clone) {
        int last = Integer.MIN_VALUE;
        for (Resource instance : clone.children) {
            int number = InstanceOrder.number(instance);
            if (number < last) {
                StableMerge.sort(
                        clone.children, (a, b) -> Integer.compare(InstanceOrder.number(a), InstanceOrder.number(b)));
                return;
            }
            last = number;
        }
    }
}
