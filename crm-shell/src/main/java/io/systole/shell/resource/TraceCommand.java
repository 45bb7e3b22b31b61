package io.systole.shell.resource;

import io.systole.core.api.ClusterSession.NotConnectedException;
import io.systole.core.cib.CibOperation;
import io.systole.core.value.CrmExit;
import io.systole.core.value.CrmInterval;
import io.systole.core.xml.Element;
import io.systole.shell.command.Failure;
import io.systole.shell.command.UsageException;
import io.systole.shell.level.Context;
import io.systole.shell.level.LevelCommand;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code trace RSC [OP] [INTERVAL] [DIRECTORY]} and {@code untrace RSC [OP] [INTERVAL]}: agents of the distribution write
 * down every line they run where an operation has the parameter {@code trace_ra}.
 */
final class TraceCommand extends ResourceCommand {
    private static final String TRACE = "trace_ra";
    private static final String DIRECTORY = "trace_dir";

    private final boolean on;

    private TraceCommand(String name, String arguments, String summary, boolean on) {
        super(name, List.of(), arguments, summary);
        this.on = on;
    }

    static List<LevelCommand> all() {
        return List.of(
                new TraceCommand(
                        "trace", "RSC [OP] [INTERVAL] [DIRECTORY]", "have an agent write down what it does", true),
                new TraceCommand(
                        "untrace", "RSC [OP] [INTERVAL]", "stop an agent from writing down what it does", false));
    }

    @Override
    public List<String> complete(List<String> words, Context context) throws NotConnectedException {
        return words.size() <= 1
                ? resources(context)
                : List.of("start", "stop", "monitor", "promote", "demote", "probe");
    }

    /**
     * Which operations are meant.
     *
     * @param name null for all
     * @param intervalMs negative for any
     */
    private record Wish(String name, long intervalMs, String directory) {
        boolean means(Element op) {
            return (name == null || name.equals(op.attribute("name")))
                    && (intervalMs < 0
                            || CrmInterval.parseMs(op.attribute("interval", "0"))
                                            .orElse(0)
                                    == intervalMs);
        }
    }

    @Override
    public int run(List<String> words, Context context) throws UsageException, Failure, NotConnectedException {
        count(words, 1, on ? 4 : 3);
        Wish wish = wish(words.subList(1, words.size()));
        Desk desk = desk(context);
        Element primitive = desk.cib().section("resources").find(words.get(0));
        if (primitive == null) {
            new Finder(desk.state()).resource(words.get(0));
        }
        if (primitive == null || !primitive.name().equals("primitive")) {
            throw new Failure(CrmExit.USAGE, words.get(0) + " is not a primitive resource");
        }
        List<Element> ops = new ArrayList<>();
        Element operations = primitive.child("operations");
        boolean found = false;
        for (Element op : operations == null ? List.<Element>of() : operations.children()) {
            boolean meant = op.name().equals("op") && wish.means(op);
            found |= meant;
            Element changed = meant ? (on ? traced(op, wish.directory()) : untraced(op)) : op;
            if (changed != null) {
                ops.add(changed);
            }
        }
        if (on) {
            missing(primitive, wish, ops, found)
                    .forEach(name -> ops.add(traced(
                            Element.of("op", "id", primitive.id() + "-" + name + "-0", "name", name, "interval", "0"),
                            wish.directory())));
        } else if (!found) {
            throw new Failure(CrmExit.NOSUCH, primitive.id() + " has no such operation to stop tracing");
        }
        desk.change(List.of(new CibOperation.Replace("resources", with(primitive, operations, ops))));
        context.info(
                on
                        ? "Trace set; what " + primitive.id() + " does from now on is written below "
                                + (wish.directory() == null ? "/var/lib/heartbeat/trace_ra" : wish.directory())
                        : "Stop tracing " + primitive.id());
        return CrmExit.OK.code();
    }

    private Wish wish(List<String> words) throws UsageException {
        String name = null;
        long intervalMs = -1;
        String directory = null;
        for (String word : words) {
            if (word.startsWith("/") && directory == null && on) {
                directory = word;
            } else if (CrmInterval.parseMs(word).isPresent() && intervalMs < 0 && name != null) {
                intervalMs = CrmInterval.parseMs(word).getAsLong();
            } else if (name == null) {
                name = word;
            } else {
                throw new UsageException("\"" + word + "\" is not understood");
            }
        }
        return "probe".equals(name) ? new Wish("monitor", 0, directory) : new Wish(name, intervalMs, directory);
    }

    /** The operations to trace that are not configured: they need an entry of their own. */
    private static List<String> missing(Element primitive, Wish wish, List<Element> ops, boolean found) throws Failure {
        List<String> names = new ArrayList<>();
        if (wish.name() == null) {
            for (String name : List.of("start", "stop")) {
                if (ops.stream().noneMatch(op -> name.equals(op.attribute("name")))) {
                    names.add(name);
                }
            }
        } else if (!found) {
            if (wish.intervalMs() > 0 || wish.name().equals("monitor") && wish.intervalMs() < 0) {
                throw new Failure(
                        CrmExit.NOSUCH, primitive.id() + " has no operation " + wish.name() + " with that interval");
            }
            names.add(wish.name());
        }
        return names;
    }

    private static Element with(Element primitive, Element operations, List<Element> ops) {
        if (operations == null) {
            return primitive.withChild(Element.of("operations").withChildren(ops));
        }
        int at = primitive.children().indexOf(operations);
        return ops.isEmpty() ? primitive.withoutChild(at) : primitive.replacing(at, operations.withChildren(ops));
    }

    private static Element traced(Element op, String directory) {
        Element bare = bare(op);
        Element set = bare.child("instance_attributes");
        Element whole = set == null ? Element.of("instance_attributes", "id", op.id() + "-instance_attributes") : set;
        Element traced = whole.withChild(pair(whole, TRACE, "1"));
        if (directory != null) {
            traced = traced.withChild(pair(whole, DIRECTORY, directory));
        }
        return set == null
                ? bare.withChild(traced)
                : bare.replacing(bare.children().indexOf(set), traced);
    }

    private static Element pair(Element set, String name, String value) {
        return Element.of("nvpair", "id", set.id() + "-" + name, "name", name, "value", value);
    }

    /** The operation without what tracing has added; sets that held nothing else are gone. */
    private static Element bare(Element op) {
        List<Element> children = new ArrayList<>();
        for (Element child : op.children()) {
            Element kept = child.name().equals("instance_attributes")
                    ? child.withoutChildren(
                            p -> TRACE.equals(p.attribute("name")) || DIRECTORY.equals(p.attribute("name")))
                    : child;
            if (kept == child || kept.childCount() > 0) {
                children.add(kept);
            }
        }
        return op.withChildren(children);
    }

    /** Null where the operation was there for its trace only. */
    private static Element untraced(Element op) {
        Element bare = bare(op);
        boolean forTraceOnly = bare != op
                && !bare.equals(op)
                && bare.childCount() == 0
                && bare.attributeCount() == 3
                && "0".equals(bare.attribute("interval"));
        return forTraceOnly ? null : bare;
    }
}
