package io.systole.shell.configure;

import io.systole.core.api.ClusterSession.NotConnectedException;
import io.systole.core.cib.ClusterOption;
import io.systole.core.port.AgentCatalog;
import io.systole.shell.edit.ConfigObjects;
import io.systole.shell.grammar.Definition;
import io.systole.shell.level.Context;
import io.systole.shell.ra.AgentNames;
import java.util.ArrayList;
import java.util.List;

/** What may stand at the end of a definition that is being typed. */
final class DefineCompletion {
    private static final List<String> OPERATIONS = List.of("monitor", "start", "stop", "promote", "demote", "notify");
    private static final List<String> OPERATION_WORDS = List.of("interval=", "timeout=", "on-fail=", "role=", "op");
    private static final List<String> SECTIONS = List.of("params", "meta", "op", "utilization");
    private static final List<String> META = List.of(
            "target-role=",
            "is-managed=",
            "resource-stickiness=",
            "migration-threshold=",
            "failure-timeout=",
            "priority=",
            "maintenance=",
            "allow-migrate=",
            "clone-max=",
            "clone-node-max=",
            "interleave=",
            "notify=",
            "promotable=",
            "promoted-max=",
            "promoted-node-max=");
    private static final List<String> PROPERTIES =
            ClusterOption.names().stream().map(name -> name + "=").toList();

    private DefineCompletion() {}

    static List<String> of(String keyword, List<String> words, Context context) throws NotConnectedException {
        return switch (keyword) {
            case "property" -> PROPERTIES;
            case "rsc_defaults" -> META;
            case "op_defaults" -> OPERATION_WORDS;
            case "primitive", "rsc_template" -> primitive(words, context);
            case "group" -> words.size() < 2 ? List.of() : with(free(context, List.of("primitive")), "meta");
            case "clone", "ms" ->
                words.size() < 2
                        ? List.of()
                        : words.size() == 2 ? free(context, List.of("primitive", "group")) : with(META, "meta");
            case "location" ->
                words.size() == 2
                        ? ids(context, "resources")
                        : words.size() > 2 ? with(nodes(context), "rule", "inf:", "-inf:") : List.of();
            case "colocation" ->
                words.size() == 2 ? List.of("inf:", "-inf:") : words.size() > 2 ? ids(context, "resources") : List.of();
            case "order" ->
                words.size() == 2
                        ? List.of("Mandatory:", "Optional:", "Serialize:")
                        : words.size() > 2 ? ids(context, "resources") : List.of();
            case "tag", "monitor", "rsc_ticket" -> ids(context, "resources");
            case "node" -> words.size() == 1 ? nodes(context) : List.of("attributes", "utilization");
            default -> List.of();
        };
    }

    private static List<String> primitive(List<String> words, Context context) {
        if (words.size() < 2) {
            return List.of();
        }
        AgentCatalog agents = context.agents();
        if (words.size() == 2) {
            return AgentNames.beginning(words.get(1), agents);
        }
        String before = words.get(words.size() - 2);
        String section = section(words);
        if (before.equals("op")) {
            return OPERATIONS;
        }
        return switch (section) {
            case "meta" -> with(META, "op", "params");
            case "op" -> with(OPERATION_WORDS, "meta");
            case "utilization" -> List.of("op", "meta");
            default ->
                with(
                        AgentNames.parameters(words.get(1), agents).stream()
                                .map(name -> name + "=")
                                .toList(),
                        SECTIONS.toArray(new String[0]));
        };
    }

    private static String section(List<String> words) {
        for (int i = words.size() - 2; i > 1; i--) {
            if (SECTIONS.contains(words.get(i))) {
                return words.get(i);
            }
        }
        return "params";
    }

    /** The ids of a section's objects. */
    static List<String> ids(Context context, String section) throws NotConnectedException {
        return Editing.draft(context).objects().stream()
                .filter(object -> section == null || object.section().equals(section))
                .map(Definition::id)
                .toList();
    }

    private static List<String> nodes(Context context) throws NotConnectedException {
        return Editing.draft(context).objects().stream()
                .filter(object -> object.element().name().equals("node"))
                .map(object -> object.element().attribute("uname", object.id()))
                .toList();
    }

    /** Resources of these kinds that are in no group or clone yet. */
    private static List<String> free(Context context, List<String> kinds) throws NotConnectedException {
        List<Definition> objects = Editing.draft(context).objects();
        List<String> taken =
                objects.stream().flatMap(object -> object.children().stream()).toList();
        return objects.stream()
                .filter(object -> kinds.contains(ConfigObjects.keyword(object)))
                .map(Definition::id)
                .filter(id -> !taken.contains(id))
                .toList();
    }

    private static List<String> with(List<String> some, String... more) {
        List<String> all = new ArrayList<>(some);
        all.addAll(List.of(more));
        return all;
    }
}
