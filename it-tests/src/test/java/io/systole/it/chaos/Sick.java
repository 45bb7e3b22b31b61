package io.systole.it.chaos;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** With which nodes something is wrong at the moment, as far as the harness knows. */
final class Sick {
    private final Map<String, Fault> nodes = new ConcurrentHashMap<>();

    void falls(String node, Fault fault) {
        nodes.put(node, fault);
    }

    void recovers(String node) {
        nodes.remove(node);
    }

    boolean is(String node) {
        return nodes.containsKey(node);
    }

    /** Whether its daemon should be heard by all. */
    boolean speaks(String node) {
        Fault fault = nodes.get(node);
        return fault == null || fault.sight() == Fault.Sight.SEEN;
    }

    /** The first with which nothing is wrong. */
    String healthy(List<String> of) {
        return of.stream().filter(node -> !is(node)).findFirst().orElseThrow();
    }
}
