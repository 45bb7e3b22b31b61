package io.systole.policy.assign;

import io.systole.core.value.Score;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** One number or set of numbers that {@code crm_simulate} shows of an assignment. */
public sealed interface Figure {
    /** The line that is printed for it. */
    String text();

    /**
     * How well a resource would be on a node.
     *
     * @param stage the step's name in score lines
     */
    record NodeScore(String stage, String resource, String node, int score) implements Figure {
        @Override
        public String text() {
            return stage + ": " + resource + " allocation score on " + node + ": " + Score.format(score);
        }
    }

    /**
     * How well an instance would do promoted.
     *
     * @param node null where it gets none
     */
    record PromotionScore(String instance, String node, int score) implements Figure {
        @Override
        public String text() {
            String where = node == null ? "(inactive)" : "on " + node;
            return instance + " promotion score " + where + ": " + Score.format(score);
        }
    }

    /**
     * What a node has left to give.
     *
     * @param when {@code Original} before assignment, {@code Remaining} after it
     */
    record NodeCapacity(String when, String node, Map<String, String> amounts) implements Figure {
        public NodeCapacity {
            amounts = Collections.unmodifiableMap(new LinkedHashMap<>(amounts));
        }

        @Override
        public String text() {
            return when + ": " + node + " capacity:" + listed(amounts);
        }
    }

    /** What a resource takes of the node that it was put on. */
    record Utilization(String resource, String node, Map<String, String> amounts) implements Figure {
        /** The step's name in score lines. */
        public static final String STAGE = "pcmk__assign_resource";

        public Utilization {
            amounts = Collections.unmodifiableMap(new LinkedHashMap<>(amounts));
        }

        @Override
        public String text() {
            return STAGE + ": " + resource + " utilization on " + node + ":" + listed(amounts);
        }
    }

    private static String listed(Map<String, String> amounts) {
        StringBuilder text = new StringBuilder();
        amounts.forEach(
                (name, amount) -> text.append(' ').append(name).append('=').append(amount));
        return text.toString();
    }
}
