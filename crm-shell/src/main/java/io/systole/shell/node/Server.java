package io.systole.shell.node;

import io.systole.core.api.ClusterSession.NotConnectedException;
import io.systole.core.value.CrmExit;
import io.systole.core.xml.Element;
import io.systole.shell.command.Failure;
import io.systole.shell.command.PairSets;
import io.systole.shell.level.Context;
import java.util.ArrayList;
import java.util.List;

/** {@code server [NODE ...]}: the host name or address to reach nodes by. */
final class Server extends NodeCommand {
    Server() {
        super("server", "[NODE ...]", "show the host name or address of nodes");
    }

    @Override
    public int run(List<String> words, Context context) throws Failure, NotConnectedException {
        Nodes nodes = new Nodes(context);
        List<Element> shown = new ArrayList<>();
        for (String word : words) {
            shown.add(nodes.element(word));
        }
        for (Element node : words.isEmpty() ? nodes.all() : shown) {
            String name = node.attribute("uname", node.id());
            Element connection = "remote".equals(node.attribute("type"))
                    ? context.cluster().cib().section("resources").find(name)
                    : null;
            String server = connection == null
                    ? null
                    : PairSets.ofResource(connection, "instance_attributes").value("server");
            context.io().out().println(server == null ? name : server);
        }
        return CrmExit.OK.code();
    }
}
