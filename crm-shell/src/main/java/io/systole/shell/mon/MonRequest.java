package io.systole.shell.mon;

import io.systole.shell.render.Section;
import io.systole.shell.render.Show;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * What a status is asked for.
 *
 * @param format how it is printed
 * @param oldDialect text as Pacemaker 1.1.6 has it
 * @param repeats again and again, rather than once
 * @param intervalMs how often at least, where it repeats
 * @param outputTo a file's path, or null for standard output
 * @param banPrefix only bans whose ids begin with this; null for all
 * @param node a node or a tag of nodes; null for all
 * @param resource a resource or a tag of resources; null for all
 * @param cibFile a file in place of the cluster, or null
 * @param request the command line, which documents for programs repeat
 */
public record MonRequest(
        Format format,
        boolean oldDialect,
        boolean repeats,
        long intervalMs,
        String outputTo,
        Set<Section> sections,
        Set<Show> show,
        String banPrefix,
        String node,
        String resource,
        String cibFile,
        Html html,
        String request) {
    /** How a status is printed. */
    public enum Format {
        CONSOLE,
        TEXT,
        HTML,
        XML,
        /** The XML without the frame of {@code pacemaker-result} that agents of before Pacemaker 2.0.3 read. */
        OLD_XML,
        JSON,
        /** In one line, as monitoring programs want it. */
        SIMPLE,
        NONE
    }

    /** @param cgi begin with the headers that a web server wants of a program */
    public record Html(String title, String stylesheet, boolean cgi) {
        static final Html PLAIN = new Html("Cluster Status", null, false);
    }

    public MonRequest {
        EnumSet<Section> sectionsCopy = EnumSet.noneOf(Section.class);
        sectionsCopy.addAll(sections);
        sections = Collections.unmodifiableSet(sectionsCopy);
        EnumSet<Show> showCopy = EnumSet.noneOf(Show.class);
        showCopy.addAll(show);
        show = Collections.unmodifiableSet(showCopy);
    }

    /** The same with other contents, for a screen whose keys change them. */
    MonRequest with(Set<Section> newSections, Set<Show> newShow) {
        return new MonRequest(
                format,
                oldDialect,
                repeats,
                intervalMs,
                outputTo,
                newSections,
                newShow,
                banPrefix,
                node,
                resource,
                cibFile,
                html,
                request);
    }
}
