package io.systole.policy.assign;

import io.systole.policy.model.Node;
import io.systole.policy.model.Resource;
import io.systole.policy.model.Whereabouts;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Prints scores as {@code crm_simulate --show-scores} does. */
public final class ScoreLines implements AssignmentListener {
    private final List<Node> nodesByName;
    private final Consumer<Figure> out;

    /** @param nodesByName all nodes in the order to print them */
    public ScoreLines(List<Node> nodesByName, Consumer<Figure> out) {
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
                out.accept(new Figure.NodeScore(stage, resource.id, node.name, resource.allowed.score(node.index)));
            }
        }
        for (Resource child : resource.children) {
            scores(stage, child);
        }
    }

    @Override
    public void promotionScore(Resource instance) {
        Node node = Whereabouts.assigned(instance);
        out.accept(new Figure.PromotionScore(instance.id, node == null ? null : node.name, instance.promotionPriority));
    }
}
