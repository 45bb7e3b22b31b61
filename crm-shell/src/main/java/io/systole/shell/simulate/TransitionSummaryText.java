package io.systole.shell.simulate;

import io.systole.policy.graph.PlannedAction;
import io.systole.policy.graph.PlannedAction.OnNode;
import io.systole.policy.graph.PlannedAction.OnResource;
import java.util.ArrayList;
import java.util.List;

/** Words the lines of a plan as {@code crm_simulate} does. Columns are as wide as the longest text. */
final class TransitionSummaryText {
    private int resourceWidth = 5;
    private int detailWidth = 5;

    private TransitionSummaryText() {}

    static List<String> of(List<PlannedAction> actions) {
        TransitionSummaryText text = new TransitionSummaryText();
        text.lines(actions);
        // Once more, now that the widths are known.
        return text.lines(actions);
    }

    private List<String> lines(List<PlannedAction> actions) {
        List<String> lines = new ArrayList<>();
        for (PlannedAction action : actions) {
            if (action instanceof OnResource resource) {
                lines.add(resource(resource));
            } else if (action instanceof OnNode node && node.reason() != null) {
                lines.add(node.task() + " " + node.node() + " '" + node.reason() + "'");
            }
        }
        return lines;
    }

    private String resource(OnResource action) {
        if (action.resource().length() > resourceWidth) {
            resourceWidth = action.resource().length() + 2;
        }
        String details = action.details();
        detailWidth = Math.max(detailWidth, details.length());
        String because = action.because();
        return padded(action.change(), 8) + "   " + padded(action.resource(), resourceWidth) + "   ( "
                + " ".repeat(detailWidth - details.length()) + details + " )"
                + (because.isEmpty() ? "" : "  " + because);
    }

    /** Without {@link String#format}, which takes as long as the rest of a line, and milliseconds for the first. */
    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }
}
