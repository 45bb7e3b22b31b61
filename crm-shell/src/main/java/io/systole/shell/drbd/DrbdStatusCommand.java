package io.systole.shell.drbd;

import io.systole.core.api.ClusterSession.NotConnectedException;
import io.systole.core.value.CrmExit;
import io.systole.core.value.Nearest;
import io.systole.core.xml.Element;
import io.systole.shell.command.Failure;
import io.systole.shell.command.Options;
import io.systole.shell.command.UsageException;
import io.systole.shell.level.Context;
import io.systole.shell.level.LevelCommand;
import io.systole.shell.render.OutlineText;
import io.systole.shell.render.ResultDocument;
import java.util.List;
import java.util.TreeSet;

/** {@code crm drbd status}: what every node sees of DRBD now, also for programs. */
final class DrbdStatusCommand implements LevelCommand {
    private final Options options = new Options("output-as=");

    @Override
    public String name() {
        return "status";
    }

    @Override
    public List<String> aliases() {
        return List.of("show");
    }

    @Override
    public String arguments() {
        return "[RESOURCE] [--output-as text|xml|json]";
    }

    @Override
    public String summary() {
        return "show roles, disks, connections and resyncs as every node sees them now";
    }

    @Override
    public String help() {
        return "RESOURCE is DRBD's name, the drbd_resource of the cluster's resource. A split brain is shown with the age of"
                + " both sides and the commands that resolve it; nothing is ever resolved by itself.";
    }

    @Override
    public int run(List<String> words, Context context) throws UsageException, Failure, NotConnectedException {
        Options.Parsed parsed = options.parse(words);
        if (parsed.rest().size() > 1) {
            throw new UsageException("status takes one resource, not " + String.join(" ", parsed.rest()));
        }
        String format = parsed.value("output-as", "text");
        if (!List.of("text", "xml", "json").contains(format)) {
            throw new UsageException("--output-as is text, xml or json, not " + format);
        }
        DrbdSeen seen = DrbdSeen.of(context.cluster());
        if (!parsed.rest().isEmpty()) {
            String name = parsed.rest().get(0);
            if (!seen.names().contains(name)) {
                throw new Failure(
                        CrmExit.NOSUCH,
                        "no resource of the cluster drives a DRBD resource " + name + Nearest.hint(name, seen.names()));
            }
            seen = new DrbdSeen(new TreeSet<>(List.of(name)), seen.machines());
        }
        if (format.equals("text")) {
            context.io()
                    .out()
                    .print(
                            seen.names().isEmpty()
                                    ? "No resource of the cluster drives DRBD.\n"
                                    : OutlineText.sections(List.of(seen.outline())));
            return CrmExit.OK.code();
        }
        Element part =
                Element.of("machines").withChildren(List.copyOf(seen.machines().values()));
        ResultDocument document = new ResultDocument(
                "crm drbd status " + String.join(" ", words), List.of(part), CrmExit.OK.code(), List.of());
        context.io().out().print(format.equals("xml") ? document.xml() : document.json());
        return CrmExit.OK.code();
    }

    @Override
    public List<String> complete(List<String> words, Context context) throws NotConnectedException {
        return List.copyOf(DrbdSeen.names(context.cluster().cib()));
    }
}
