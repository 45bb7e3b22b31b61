package io.systole.shell.simulate;

import io.systole.core.api.CommandIo;
import io.systole.core.view.ClusterView;
import io.systole.core.xml.Element;
import io.systole.shell.command.Options;
import io.systole.shell.mon.Zones;
import io.systole.shell.render.Moment;
import io.systole.shell.render.OutlineText;
import io.systole.shell.render.Section;
import io.systole.shell.render.Selection;
import io.systole.shell.render.Show;
import io.systole.shell.render.StatusOptions;
import io.systole.shell.render.StatusOutline;
import io.systole.shell.render.StatusXml;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** How a simulation shows a cluster before and after: nodes, resources, and what else was asked for. */
public final class ShownStatus {
    /** Nodes and resources. */
    public static final ShownStatus PLAIN =
            new ShownStatus(EnumSet.noneOf(Section.class), new Moment(0, ZoneOffset.UTC, null, null, List.of()));

    private final Set<Section> sections;
    private final Moment moment;

    private ShownStatus(Set<Section> more, Moment moment) {
        this.sections = EnumSet.of(Section.NODES, Section.RESOURCES);
        this.sections.addAll(more);
        this.moment = moment;
    }

    /**
     * What the options ask for.
     *
     * @param io the reader's, whose time zone is looked up where times are shown: that takes milliseconds
     */
    static ShownStatus of(Options.Parsed options, EffectiveTime time, CommandIo io) {
        Set<Section> more = EnumSet.noneOf(Section.class);
        if (options.has("show-attrs")) {
            more.add(Section.ATTRIBUTES);
        }
        if (options.has("show-failcounts")) {
            more.add(Section.FAILCOUNTS);
            more.add(Section.FAILURES);
        }
        ZoneId zone = more.contains(Section.FAILURES) ? Zones.of(io) : ZoneOffset.UTC;
        return new ShownStatus(more, new Moment(time.ms(), zone, null, null, List.of()));
    }

    private StatusOptions options(boolean pending) {
        Set<Show> show = EnumSet.of(Show.INACTIVE, Show.FAILURE_DETAIL);
        if (pending) {
            show.add(Show.PENDING);
        }
        return new StatusOptions(sections, show, Selection.ALL, null);
    }

    /**
     * The text under and including {@code TITLE:}, without an empty line at its end.
     *
     * @param pending show operations under way
     */
    String text(String title, ClusterView view, boolean pending) {
        return OutlineText.titled(title, StatusOutline.of(view, options(pending), moment, null));
    }

    /** The same for programs. */
    Element xml(String name, ClusterView view, boolean pending) {
        return Element.of(name).withChildren(StatusXml.of(view, options(pending), moment));
    }
}
