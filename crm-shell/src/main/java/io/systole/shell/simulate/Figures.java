package io.systole.shell.simulate;

import io.systole.core.value.Score;
import io.systole.core.xml.Element;
import io.systole.policy.assign.Figure;
import io.systole.policy.assign.Figure.NodeCapacity;
import io.systole.policy.assign.Figure.NodeScore;
import io.systole.policy.assign.Figure.PromotionScore;
import io.systole.policy.assign.Figure.Utilization;
import io.systole.shell.command.Options;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The scores and amounts that go with a plan.
 *
 * @param title of their list; null where none were asked for
 * @param element what the list is called for programs
 */
record Figures(String title, String element, List<Figure> figures) {
    static final Figures NONE = new Figures(null, null, List.of());

    static Figures of(Options.Parsed options, List<Figure> figures) {
        boolean scores = options.has("show-scores");
        if (options.has("show-utilization")) {
            return scores
                    ? new Figures("Assignment Scores and Utilization Information", "allocations_utilizations", figures)
                    : new Figures("Utilization Information", "utilizations", figures);
        }
        return scores ? new Figures("Assignment Scores", "allocations", figures) : NONE;
    }

    List<String> lines() {
        return figures.stream().map(Figure::text).toList();
    }

    Element xml() {
        List<Element> elements = new ArrayList<>();
        figures.forEach(figure -> elements.add(xml(figure)));
        return Element.of(element).withChildren(elements);
    }

    private static Element xml(Figure figure) {
        if (figure instanceof NodeScore score) {
            return Element.of(
                    "node_weight",
                    "function",
                    score.stage(),
                    "node",
                    score.node(),
                    "score",
                    Score.format(score.score()),
                    "id",
                    score.resource());
        }
        if (figure instanceof PromotionScore score) {
            return Element.of(
                    "promotion_score",
                    "id",
                    score.instance(),
                    "score",
                    Score.format(score.score()),
                    "node",
                    score.node());
        }
        if (figure instanceof NodeCapacity capacity) {
            return Element.of("capacity", "node", capacity.node(), "comment", capacity.when())
                    .withChildren(amounts(capacity.amounts()));
        }
        Utilization utilization = (Utilization) figure;
        return Element.of(
                        "utilization",
                        "resource",
                        utilization.resource(),
                        "node",
                        utilization.node(),
                        "function",
                        Utilization.STAGE)
                .withChildren(amounts(utilization.amounts()));
    }

    private static List<Element> amounts(Map<String, String> amounts) {
        List<Element> elements = new ArrayList<>();
        amounts.forEach((name, amount) -> elements.add(Element.of(name).withText(amount)));
        return elements;
    }
}
