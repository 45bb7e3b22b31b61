package io.systole.it.chaos;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** With which nodes something is wrong at the moment, as far as the harness knows. */
final class Sick {
    private final Set<String> nodes = ConcurrentHashMap.newKeySet();

    void falls(String node) {
        nodes.add(node);
    }

    void recovers(String node) {
        nodes.remove(node);
    }

    boolean is(String node) {
        return nodes.contains(node);
    }

    /** The first with which nothing is wrong. */
    String healthy(List<String> of) {
        return of.stream().filter(node -> !is(node)).findFirst().orElseThrow();
    }
}
