package io.systole.shell.node;

import io.systole.core.api.ClusterSession.NotConnectedException;
import io.systole.core.value.CrmExit;
import io.systole.core.view.NodeView;
import io.systole.policy.view.LiveState;
import io.systole.shell.command.Failure;
import io.systole.shell.command.UsageException;
import io.systole.shell.level.Context;
import java.util.List;

/** {@code status [NODE]}: what the cluster takes nodes to be now. */
final class NodeState extends NodeCommand {
    NodeState() {
        super("status", "[NODE]", "show the state of nodes, and what runs there");
    }

    @Override
    public int run(List<String> words, Context context) throws UsageException, Failure, NotConnectedException {
        atMost(words, 1);
        String only =
                words.isEmpty() ? null : new Nodes(context).name(words.get(0)).text();
        for (NodeView node : LiveState.of(context.cluster().cib(), System.currentTimeMillis())
                .view()
                .nodes()) {
            if (only == null || node.name().equalsIgnoreCase(only)) {
                context.io()
                        .out()
                        .println(node.name() + ": " + node.stateText() + (node.dc() ? " (DC)" : "")
                                + (node.running().isEmpty() ? "" : ", runs " + String.join(" ", node.running())));
            }
        }
        return CrmExit.OK.code();
    }
}
