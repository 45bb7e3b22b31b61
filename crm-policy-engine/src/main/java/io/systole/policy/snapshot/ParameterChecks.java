package io.systole.policy.snapshot;

import io.systole.core.xml.Element;
import io.systole.policy.model.Node;
import io.systole.policy.model.Resource;
import java.util.ArrayList;
import java.util.List;

/** Comparisons of parameters that must wait until it is known where containers will be. */
public final class ParameterChecks {
    /**
     * One comparison.
     *
     * @param ofFailure it is about the last failure, not about what is active
     */
    public record Check(Resource resource, Node node, Element history, boolean ofFailure) {}

    private final List<Check> checks = new ArrayList<>();

    public void add(Resource resource, Node node, Element history, boolean ofFailure) {
        checks.add(new Check(resource, node, history, ofFailure));
    }

    /** All of them, latest first. */
    public List<Check> latestFirst() {
        List<Check> reversed = new ArrayList<>(checks);
        java.util.Collections.reverse(reversed);
        return reversed;
    }
}
