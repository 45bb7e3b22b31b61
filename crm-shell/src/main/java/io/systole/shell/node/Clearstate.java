package io.systole.shell.node;

import io.systole.core.api.ClusterSession.NotConnectedException;
import io.systole.core.value.CrmExit;
import io.systole.core.value.NodeName;
import io.systole.shell.command.Failure;
import io.systole.shell.command.UsageException;
import io.systole.shell.level.Context;
import java.io.IOException;
import java.util.List;

/**
 * {@code clearstate [NODE]}: for a node that is here, forgets failures there; for one that is gone, confirms that it is
 * really down, so that its resources may be started elsewhere.
 */
final class Clearstate extends NodeCommand {
    Clearstate() {
        super("clearstate", "[NODE]", "confirm that a lost node is down, or forget the failures on one that is here");
    }

    @Override
    public int run(List<String> words, Context context)
            throws UsageException, Failure, NotConnectedException, IOException {
        atMost(words, 1);
        Nodes nodes = new Nodes(context);
        NodeName node = words.isEmpty() ? nodes.facts().local() : nodes.name(words.get(0));
        boolean member = nodes.isMember(node);
        String question = member
                ? "Do you really want to drop state for node " + node
                : "Is node " + node + " really down? If it still runs anything, data will be destroyed. Confirm";
        if (!context.confirm(question, false)) {
            throw new Failure(
                    CrmExit.UNSAFE, "nothing is done; say yes, or use \"crm -F node clearstate " + node + "\"");
        }
        if (member) {
            context.cluster()
                    .forget(null, node, null, null, true)
                    .forEach(context.io().out()::println);
            return CrmExit.OK.code();
        }
        int code = context.cluster().confirmFenced(node);
        if (code != CrmExit.OK.code()) {
            throw new Failure(code, "node " + node + " is not confirmed as down: " + CrmExit.describe(code));
        }
        return code;
    }
}
