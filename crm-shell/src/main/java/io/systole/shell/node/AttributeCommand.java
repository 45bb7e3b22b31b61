package io.systole.shell.node;

import io.systole.core.api.ClusterSession.NotConnectedException;
import io.systole.core.cib.CibOperation;
import io.systole.core.value.CrmExit;
import io.systole.core.value.NodeName;
import io.systole.core.xml.Element;
import io.systole.shell.command.Failure;
import io.systole.shell.command.NodeAttributes;
import io.systole.shell.command.PairSets;
import io.systole.shell.command.UsageException;
import io.systole.shell.level.AttributeWords;
import io.systole.shell.level.Context;
import java.util.List;

/** {@code attribute}, {@code utilization} and {@code status-attr}: set, delete or show one attribute of a node. */
final class AttributeCommand extends NodeCommand {
    /** Where attributes are kept. */
    private enum Kind {
        PERMANENT,
        UTILIZATION,
        TRANSIENT
    }

    private final Kind kind;

    private AttributeCommand(String name, String summary, Kind kind) {
        super(name, "NODE set ATTR VALUE | NODE delete ATTR | NODE show ATTR", summary);
        this.kind = kind;
    }

    static List<AttributeCommand> all() {
        return List.of(
                new AttributeCommand("attribute", "manage permanent attributes of a node", Kind.PERMANENT),
                new AttributeCommand("utilization", "manage the capacities of a node", Kind.UTILIZATION),
                new AttributeCommand(
                        "status-attr", "manage attributes that a node loses when it leaves", Kind.TRANSIENT));
    }

    @Override
    public List<String> complete(List<String> words, Context context) throws NotConnectedException {
        return switch (words.size()) {
            case 0, 1 -> new Nodes(context).names();
            case 2 -> AttributeWords.VERBS;
            default -> List.of();
        };
    }

    @Override
    public int run(List<String> words, Context context) throws UsageException, Failure, NotConnectedException {
        AttributeWords typed = AttributeWords.parse(words);
        Nodes nodes = new Nodes(context);
        Element node = nodes.element(typed.object());
        if (kind == Kind.TRANSIENT) {
            runTransient(context, nodes, Nodes.nameOf(node), typed);
            return CrmExit.OK.code();
        }
        PairSets sets = kind == Kind.UTILIZATION ? PairSets.utilizationOfNode(node) : PairSets.ofNode(node);
        switch (typed.verb()) {
            case "set" -> {
                CibOperation set = sets.set(typed.attribute(), typed.value());
                nodes.change(set == null ? List.of() : List.of(set));
            }
            case "delete" ->
                nodes.change(sets.find(null, null, typed.attribute()).stream()
                        .map(sets::remove)
                        .toList());
            default -> show(context, "nodes", typed, sets.value(typed.attribute()));
        }
        return CrmExit.OK.code();
    }

    private static void runTransient(Context context, Nodes nodes, NodeName node, AttributeWords typed)
            throws Failure, NotConnectedException {
        if (typed.verb().equals("show")) {
            show(
                    context,
                    "status",
                    typed,
                    NodeAttributes.transientOf(context.cluster(), node).get(typed.attribute()));
        } else {
            nodes.attribute(node, typed.attribute(), typed.value());
        }
    }

    private static void show(Context context, String scope, AttributeWords typed, String value) throws Failure {
        if (value == null) {
            throw new Failure(
                    CrmExit.NOSUCH,
                    "node " + typed.object() + " has no attribute " + typed.attribute() + " in " + scope);
        }
        context.io().out().println("scope=" + scope + "  name=" + typed.attribute() + " value=" + value);
    }
}
