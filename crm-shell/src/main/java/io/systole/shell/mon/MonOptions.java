package io.systole.shell.mon;

import io.systole.core.api.CommandIo;
import io.systole.core.value.CrmInterval;
import io.systole.shell.command.Options;
import io.systole.shell.command.UsageException;
import io.systole.shell.mon.MonRequest.Format;
import io.systole.shell.mon.MonRequest.Html;
import io.systole.shell.offline.Offline;
import io.systole.shell.render.Show;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/** The options of {@code crm_mon}, those of older versions included. */
public final class MonOptions {
    private static final Options KNOWN = new Options(
            "one-shot|1",
            "interval|i=",
            "daemonize|d",
            "external-agent|E=",
            "external-recipient|e=",
            "watch-fencing|W",
            "xml-file|x=",
            "pid-file|p=",
            "include|I=",
            "exclude|U=",
            "node=",
            "resource=",
            "group-by-node|n",
            "inactive|r",
            "failcounts|f",
            "operations|o",
            "timing-details|t",
            "tickets|c",
            "fence-history|m?",
            "neg-locations|L?",
            "show-node-attributes|A",
            "hide-headers|D",
            "show-detail|R",
            "show-description",
            "brief|b",
            "pending|j",
            "as-xml|X",
            "as-html|h=",
            "web-cgi|w",
            "simple-status|s",
            "disable-ncurses|N",
            "output-as=",
            "output-to=",
            "html-cgi",
            "html-title=",
            "html-stylesheet=",
            "dialect=",
            "quiet|Q",
            "verbose|V");

    private static final long DEFAULT_INTERVAL_MS = 5_000;

    private final List<String> words;
    private final Options.Parsed given;
    private final CommandIo io;

    private MonOptions(List<String> words, Options.Parsed given, CommandIo io) {
        this.words = words;
        this.given = given;
        this.io = io;
    }

    /** @param words what was typed behind the command's name */
    static MonRequest read(List<String> words, CommandIo io) throws UsageException {
        Options.Parsed given = KNOWN.parse(words);
        if (!given.rest().isEmpty()) {
            throw new UsageException("unexpected word " + given.rest().get(0));
        }
        if (given.has("daemonize") || given.has("external-agent") || given.has("watch-fencing")) {
            throw new UsageException("it does not run in the background or start programs: alerts do that"
                    + " (crm configure alert), and crm_mon -i 5 --output-to FILE keeps a file up to date");
        }
        return new MonOptions(words, given, io).request();
    }

    private MonRequest request() throws UsageException {
        boolean file = given.has("xml-file") || Offline.session(io).isPresent();
        String outputTo = outputTo();
        Format format = format(file, outputTo);
        boolean repeats = format == Format.CONSOLE
                || given.has("interval") && !given.has("one-shot") && outputTo != null && !file;
        String dialect = given.value("dialect", "3");
        if (!Set.of("1.1", "3", "3.0").contains(dialect)) {
            throw new UsageException("--dialect takes 1.1 or 3, not " + dialect);
        }
        MonSections sections =
                new MonSections(format == Format.XML || format == Format.OLD_XML || format == Format.JSON);
        for (Options.Given option : given.inOrder()) {
            apply(option, sections);
        }
        return new MonRequest(
                format,
                dialect.equals("1.1"),
                repeats,
                intervalMs(),
                outputTo,
                sections.chosen(),
                show(format),
                sections.banPrefix(),
                named("node"),
                named("resource"),
                given.value("xml-file"),
                new Html(
                        given.value("html-title", Html.PLAIN.title()),
                        given.value("html-stylesheet"),
                        given.has("html-cgi") || given.has("web-cgi")),
                ("crm_mon " + String.join(" ", words)).strip());
    }

    private String named(String option) {
        String name = given.value(option);
        return name == null || name.equals("*") ? null : name;
    }

    private String outputTo() {
        String path = given.value("output-to", given.value("as-html"));
        return path == null || path.equals("-") ? null : path;
    }

    private Format format(boolean file, String outputTo) throws UsageException {
        if (given.has("as-xml")) {
            return Format.OLD_XML;
        }
        if (given.has("simple-status")) {
            return Format.SIMPLE;
        }
        if (given.has("as-html") || given.has("web-cgi") || given.has("html-cgi")) {
            return Format.HTML;
        }
        String word = given.value("output-as", given.has("disable-ncurses") ? "text" : "console");
        switch (word) {
            case "console":
                boolean once = given.has("one-shot") || file || outputTo != null || !io.interactive();
                return once ? Format.TEXT : Format.CONSOLE;
            case "text":
                return Format.TEXT;
            case "html":
                return Format.HTML;
            case "xml":
                return Format.XML;
            case "json":
                return Format.JSON;
            case "none":
                return Format.NONE;
            default:
                throw new UsageException("--output-as takes console, text, html, xml, json or none, not " + word);
        }
    }

    private long intervalMs() throws UsageException {
        if (!given.has("interval")) {
            return DEFAULT_INTERVAL_MS;
        }
        OptionalLong ms = CrmInterval.parseMs(given.value("interval"));
        if (ms.isEmpty()) {
            throw new UsageException("Invalid value for -i: " + given.value("interval")
                    + "; it takes a number of seconds or a time such as 500ms or 2min");
        }
        return Math.max(ms.getAsLong(), 100);
    }

    private static void apply(Options.Given option, MonSections sections) throws UsageException {
        switch (option.name()) {
            case "include" -> sections.include(option.value());
            case "exclude" -> sections.exclude(option.value());
            case "failcounts" -> sections.include("failcounts");
            case "operations" -> sections.include("failcounts,operations");
            case "timing-details" -> sections.include("operations");
            case "tickets" -> sections.include("tickets");
            case "show-node-attributes" -> sections.include("attributes");
            case "neg-locations" -> sections.include(option.value().isEmpty() ? "bans" : "bans:" + option.value());
            case "hide-headers" -> sections.exclude("summary");
            case "quiet" -> sections.exclude("times");
            case "fence-history" -> sections.fenceHistory(option.value());
            default -> {
                // Says nothing of sections.
            }
        }
    }

    private Set<Show> show(Format format) {
        Set<Show> show = new TreeSet<>(Set.of(Show.PENDING));
        flag("group-by-node", Show.BY_NODE, show);
        flag("inactive", Show.INACTIVE, show);
        flag("timing-details", Show.TIMING, show);
        flag("show-detail", Show.DETAIL, show);
        flag("show-detail", Show.FEATURE_SET, show);
        flag("show-detail", Show.FAILURE_DETAIL, show);
        flag("show-description", Show.DESCRIPTION, show);
        flag("brief", Show.BRIEF, show);
        if (format == Format.XML || format == Format.OLD_XML || format == Format.JSON) {
            show.addAll(Set.of(Show.INACTIVE, Show.TIMING));
        }
        return show;
    }

    private void flag(String option, Show what, Set<Show> show) {
        if (given.has(option)) {
            show.add(what);
        }
    }
}
