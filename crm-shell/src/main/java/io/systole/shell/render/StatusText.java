package io.systole.shell.render;

import io.systole.core.view.ClusterView;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The status as {@code crm_simulate} shows it before and after: nodes and resources under a title. */
public final class StatusText {
    private StatusText() {}

    /**
     * The text under and including {@code TITLE:}, without an empty line at its end.
     *
     * @param pending show operations under way
     */
    public static String of(String title, ClusterView view, boolean pending) {
        Set<Show> show = EnumSet.of(Show.INACTIVE, Show.FAILURE_DETAIL);
        if (pending) {
            show.add(Show.PENDING);
        }
        List<Outline> sections = new ArrayList<>();
        Outline nodes = new NodeList(view, show, Selection.ALL).outline();
        if (nodes != null) {
            sections.add(nodes);
        }
        sections.add(new ResourceList(view, show, Selection.ALL).outline());
        return OutlineText.titled(title, sections);
    }
}
