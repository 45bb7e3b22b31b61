package io.systole.policy.assign;

import io.systole.core.value.Score;
import io.systole.policy.model.Node;
import io.systole.policy.model.Resource;
import io.systole.policy.model.Whereabouts;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Prints scores as {@code crm_simulate --show-scores} does. */
public final class ScoreLines implements AssignmentListener {
    private final List<Node> nodesByName;
    private final Consumer<String> out;

    /** @param nodesByName all nodes in the order to print them */
    public ScoreLines(List<Node> nodesByName, Consumer<String> out) {
        this.nodesByName = new ArrayList<>(nodesByName);
        this.out = out;
    }

    @Override
    public void scores(String stage, Resource resource) {
        if (resource.removed) {
            return;
        }
        for (Node node : nodesByName) {
            if (resource.allowed.has(node.index)) {
                out.accept(stage + ": " + resource.id + " allocation score on " + node.name + ": "
                        + Score.format(resource.allowed.score(node.index)));
            }
        }
        for (Resource child : resource.children) {
            scores(stage, child);
        }
    }

    @Override
    public void promotionScore(Resource instance) {
        Node node = Whereabouts.assigned(instance);
        String where = node == null ? "(inactive)" : "on " + node.name;
        out.accept(instance.id + " promotion score " + where + ": " + Score.format(instance.promotionPriority));
    }
}
