package io.systole.shell.resource;

import io.systole.core.api.ClusterApi.AttributeUpdate;
import io.systole.core.api.ClusterSession.NotConnectedException;
import io.systole.core.status.StatusSection;
import io.systole.core.value.CrmExit;
import io.systole.core.value.CrmInterval;
import io.systole.core.value.NodeName;
import io.systole.core.value.Score;
import io.systole.policy.model.Node;
import io.systole.shell.command.Failure;
import io.systole.shell.command.NodeAttributes;
import io.systole.shell.command.UsageException;
import io.systole.shell.level.AttributeWords;
import io.systole.shell.level.Context;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code failcount RSC show|delete NODE}, {@code failcount RSC set NODE VALUE [OPERATION] [INTERVAL]}. Counts are kept for
 * each operation; where only one is, or all are set to 0, the operation need not be named.
 */
final class FailcountCommand extends ResourceCommand {
    FailcountCommand() {
        super(
                "failcount",
                List.of(),
                "RSC show NODE | RSC delete NODE | RSC set NODE VALUE [OPERATION] [INTERVAL]",
                "manage how often a resource has failed on a node");
    }

    @Override
    public List<String> complete(List<String> words, Context context) throws NotConnectedException {
        return switch (words.size()) {
            case 0, 1 -> resources(context);
            case 2 -> AttributeWords.VERBS;
            case 3 -> nodes(context);
            default -> List.of();
        };
    }

    @Override
    public int run(List<String> words, Context context) throws UsageException, Failure, NotConnectedException {
        count(words, 3, 6);
        Finder finder = new Finder(desk(context).state());
        finder.resource(words.get(0));
        Node node = finder.node(words.get(2));
        NodeName name = NodeName.of(node.name);
        String attribute = "fail-count-" + words.get(0);
        switch (words.get(1)) {
            case "show", "get" -> {
                count(words, 3, 3);
                show(context, name, attribute);
            }
            case "delete" -> {
                count(words, 3, 3);
                List<String> said = context.cluster().forget(words.get(0), name, null, null, true);
                said.forEach(context.io().out()::println);
                if (said.isEmpty()) {
                    context.info(words.get(0) + " has no failure on " + node.name);
                }
            }
            case "set" -> set(words, context, name, attribute);
            default ->
                throw new UsageException(words.get(1) + " is not valid command (should be one of delete, set, show)");
        }
        return CrmExit.OK.code();
    }

    private static void show(Context context, NodeName node, String attribute) throws NotConnectedException {
        int sum = 0;
        for (var entry : NodeAttributes.transientOf(context.cluster(), node).entrySet()) {
            if (entry.getKey().startsWith(attribute + "#") || entry.getKey().equals(attribute)) {
                sum = Score.add(sum, Score.parse(entry.getValue()).orElse(0));
            }
        }
        context.io().out().println("scope=status  name=" + attribute + " value=" + Score.format(sum));
    }

    private static void set(List<String> words, Context context, NodeName node, String attribute)
            throws UsageException, Failure, NotConnectedException {
        count(words, 4, 6);
        String value = words.get(3);
        if (!value.matches("[0-9]{1,9}") && !value.equals("INFINITY")) {
            throw new UsageException("value should be a non-negative integer or 'INFINITY', not \"" + value + "\"");
        }
        String operation = words.size() > 4 ? words.get(4) : null;
        String intervalMs = words.size() > 5 ? intervalMs(words.get(5)) : null;
        List<String> counts = new ArrayList<>();
        for (String name :
                StatusSection.attributes(context.cluster().cib(), node).keySet()) {
            String prefix = attribute + "#" + (operation == null ? "" : operation + "_");
            if (name.startsWith(prefix) && (intervalMs == null || name.equals(prefix + intervalMs))) {
                counts.add(name);
            }
        }
        if (operation != null && intervalMs != null && counts.isEmpty()) {
            counts.add(attribute + "#" + operation + "_" + intervalMs);
        }
        if (counts.isEmpty()) {
            throw new UsageException("nothing of " + words.get(0) + " is counted on " + node
                    + "; name the operation and its interval, for example: monitor 10");
        }
        if (counts.size() > 1 && !value.equals("0")) {
            throw new UsageException("several operations are counted, name one and its interval: "
                    + String.join(
                            ", ",
                            counts.stream()
                                    .map(c -> c.substring(c.indexOf('#') + 1))
                                    .toList()));
        }
        for (String name : counts) {
            NodeAttributes.send(context.cluster(), new AttributeUpdate(node, name, value, null, -1, false));
        }
    }

    private static String intervalMs(String interval) throws UsageException {
        return Long.toString(CrmInterval.parseMs(interval)
                .orElseThrow(() -> new UsageException("\"" + interval + "\" is no interval")));
    }
}
