package io.systole.shell.sim;

import java.util.List;

/** One line of a scenario. */
sealed interface Step {
    /** The nodes that it names. */
    default List<String> nodes() {
        return List.of();
    }

    /** Something is done to machines or the network. */
    record Deed(String verb, List<String> nodes) implements Step {}

    /** The network falls apart; every list hears only itself. */
    record Cut(List<List<String>> sides) implements Step {
        @Override
        public List<String> nodes() {
            return sides.stream().flatMap(List::stream).toList();
        }
    }

    /** A command of the {@code crm} shell, typed on the first node that is up. */
    record Typed(List<String> words) implements Step {}

    record Wait(long ms) implements Step {}

    /** An operation fails wherever it runs, or works again. */
    record Fail(String resource, String operation, boolean fails) implements Step {}

    /**
     * What must be seen within a time.
     *
     * @param node null: on no node
     * @param role null for any active role
     */
    record Expect(String resource, String role, String node, long withinMs) implements Step {
        @Override
        public List<String> nodes() {
            return node == null ? List.of() : List.of(node);
        }
    }

    /**
     * @param number of the line in the file, from 1
     * @param text as written
     */
    record Line(int number, String text, Step step) {}
}
