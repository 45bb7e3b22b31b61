package io.systole.shell.simulate;

import io.systole.core.value.CrmExit;
import io.systole.core.xml.Element;
import io.systole.policy.explain.Explanation;
import io.systole.policy.explain.ExplanationText;
import io.systole.shell.command.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Picks out of a plan's reasons those that a person asked for. */
final class Reasons {
    private Reasons() {}

    /**
     * The sentences, with an empty line between two resources.
     *
     * @param wanted ids of resources as they are configured, or of instances; empty for all
     * @throws Failure where one of them does not exist
     */
    static List<String> of(Element cib, List<Explanation> explanations, List<String> wanted) throws Failure {
        Set<String> ids = new TreeSet<>();
        for (String id : wanted) {
            ids.add(id);
            Element configured = cib.child("configuration").child("resources").find(id);
            if (configured != null) {
                collect(configured, ids);
            }
        }
        List<String> lines = new ArrayList<>();
        for (Explanation explanation : explanations) {
            if (wanted.isEmpty()
                    || ids.contains(explanation.resource())
                    || ids.contains(plain(explanation.resource()))) {
                if (!lines.isEmpty()) {
                    lines.add("");
                }
                lines.addAll(ExplanationText.lines(explanation));
            }
        }
        if (lines.isEmpty() && !wanted.isEmpty()) {
            throw new Failure(CrmExit.NOSUCH, "there is no resource " + String.join(" or ", wanted));
        }
        return lines;
    }

    private static void collect(Element configured, Set<String> ids) {
        if (configured.id() != null) {
            ids.add(configured.id());
        }
        configured.children().forEach(child -> collect(child, ids));
    }

    /** An instance's id without its number. */
    private static String plain(String id) {
        int colon = id.lastIndexOf(':');
        return colon < 0 ? id : id.substring(0, colon);
    }
}
