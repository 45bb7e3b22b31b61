package io.systole.shell.node;

import io.systole.core.api.ClusterSession.NotConnectedException;
import io.systole.core.cib.CibOperation;
import io.systole.core.value.CrmExit;
import io.systole.core.value.NodeName;
import io.systole.core.xml.Element;
import io.systole.shell.command.Failure;
import io.systole.shell.command.UsageException;
import io.systole.shell.level.Context;
import java.util.List;

/** {@code delete NODE}: removes every trace of a node that has left for good. */
final class DeleteNode extends NodeCommand {
    DeleteNode() {
        super("delete", "NODE", "remove a node that has left for good");
    }

    @Override
    public String help() {
        return """
                The node must not be a member: stop the cluster there first. Its attributes and its history go; resources and
                constraints stay. Take it out of corosync.conf too, or it comes back when it starts.""";
    }

    @Override
    public int run(List<String> words, Context context) throws UsageException, Failure, NotConnectedException {
        if (words.isEmpty()) {
            throw new UsageException("it takes the name of a node");
        }
        atMost(words, 1);
        Nodes nodes = new Nodes(context);
        Element element = nodes.element(words.get(0));
        NodeName node = Nodes.nameOf(element);
        if (nodes.isMember(node)) {
            throw new Failure(CrmExit.UNSAFE, "node " + node + " is a member of the cluster now; stop it first");
        }
        int code = context.cluster().forgetNode(node);
        if (code != CrmExit.OK.code()) {
            throw new Failure(code, "node " + node + " is not forgotten: " + CrmExit.describe(code));
        }
        if (context.cluster().cib().section("nodes").find(element.id()) != null) {
            nodes.change(List.of(new CibOperation.Delete("nodes", Element.of("node", "id", element.id()))));
        }
        context.info("node " + node + " deleted");
        return CrmExit.OK.code();
    }
}
