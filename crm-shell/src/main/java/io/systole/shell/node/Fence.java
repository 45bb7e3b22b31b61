package io.systole.shell.node;

import io.systole.core.api.ClusterSession.NotConnectedException;
import io.systole.core.value.CrmExit;
import io.systole.core.value.NodeName;
import io.systole.core.xml.Element;
import io.systole.shell.command.Failure;
import io.systole.shell.command.UsageException;
import io.systole.shell.level.Context;
import java.io.IOException;
import java.util.List;

/** {@code fence NODE}: has the cluster fence a node, through attribute {@code terminate}. */
final class Fence extends NodeCommand {
    Fence() {
        super("fence", "NODE", "fence a node");
    }

    @Override
    public int run(List<String> words, Context context)
            throws UsageException, Failure, NotConnectedException, IOException {
        if (words.isEmpty()) {
            throw new UsageException("it takes the name of a node");
        }
        atMost(words, 1);
        Nodes nodes = new Nodes(context);
        NodeName node = nodes.name(words.get(0));
        if (!hasDevice(context.cluster().cib().section("resources"))) {
            throw new Failure(CrmExit.UNSATISFIED, "no fence device is configured: node " + node + " cannot be fenced");
        }
        if (!context.confirm(
                "Fencing " + node + " will shut down the node and migrate any resources that are running on it! Do you"
                        + " want to fence " + node,
                false)) {
            throw new Failure(CrmExit.UNSAFE, "node " + node + " is not fenced; say yes, or use \"crm -F node fence\"");
        }
        nodes.attribute(node, "terminate", "true");
        return CrmExit.OK.code();
    }

    private static boolean hasDevice(Element parent) {
        return parent.children().stream()
                .anyMatch(c -> c.name().equals("primitive") && "stonith".equals(c.attribute("class"))
                        || !c.name().equals("primitive") && hasDevice(c));
    }
}
