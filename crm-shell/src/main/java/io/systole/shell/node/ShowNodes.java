package io.systole.shell.node;

import io.systole.core.api.ClusterSession.NotConnectedException;
import io.systole.core.value.CrmExit;
import io.systole.core.xml.Element;
import io.systole.shell.command.Failure;
import io.systole.shell.command.UsageException;
import io.systole.shell.level.Context;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** {@code show [NODE]}: nodes with id, kind and attributes. */
final class ShowNodes extends NodeCommand {
    ShowNodes() {
        super("show", List.of("list"), "[NODE]", "show nodes and their attributes");
    }

    @Override
    public int run(List<String> words, Context context) throws UsageException, Failure, NotConnectedException {
        atMost(words, 1);
        Nodes nodes = new Nodes(context);
        List<Element> shown = words.isEmpty() ? nodes.all() : List.of(nodes.element(words.get(0)));
        for (Element node : shown) {
            print(node, nodes.isMember(Nodes.nameOf(node)), context.io().out());
        }
        return CrmExit.OK.code();
    }

    private static void print(Element node, boolean online, PrintStream out) {
        String name = node.attribute("uname", "");
        String id = node.attribute("id", "");
        out.println(name + (name.equals(id) ? "" : "(" + id + ")") + ": " + node.attribute("type", "member")
                + (online ? "" : "(offline)"));
        for (int i = 0; i < node.attributeCount(); i++) {
            String key = node.attributeName(i);
            if (!List.of("id", "uname", "type").contains(key)) {
                out.println("\t" + key + ": " + node.attributeValue(i));
            }
        }
        for (Element set : node.children("instance_attributes")) {
            List<String> pairs = new ArrayList<>();
            for (Element pair : set.children("nvpair")) {
                String value = pair.attribute("value", "");
                boolean plain = value.matches("[^\\s\"'\\\\]+");
                pairs.add(pair.attribute("name") + "=" + (plain ? value : "\"" + value + "\""));
            }
            if (!pairs.isEmpty()) {
                out.println("\t" + String.join(" ", pairs));
            }
        }
    }
}
