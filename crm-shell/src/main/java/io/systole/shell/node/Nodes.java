package io.systole.shell.node;

import io.systole.core.api.ClusterApi.AttributeUpdate;
import io.systole.core.api.ClusterApi.ChangeOptions;
import io.systole.core.api.ClusterApi.ChangeReply;
import io.systole.core.api.ClusterFacts;
import io.systole.core.api.ClusterSession.NotConnectedException;
import io.systole.core.cib.CibOperation;
import io.systole.core.value.NodeName;
import io.systole.core.xml.Element;
import io.systole.shell.command.Failure;
import io.systole.shell.command.NodeAttributes;
import io.systole.shell.command.UsageException;
import io.systole.shell.level.Context;
import java.util.ArrayList;
import java.util.List;

/** The nodes of the cluster as a command of the level {@code node} works on them. */
final class Nodes {
    private final Context context;

    Nodes(Context context) {
        this.context = context;
    }

    /** All nodes' elements in the configuration. */
    List<Element> all() throws NotConnectedException {
        return context.cluster().cib().section("nodes").children("node");
    }

    List<String> names() throws NotConnectedException {
        return all().stream().map(n -> n.attribute("uname", "")).toList();
    }

    /** @throws Failure with status 105 where there is none */
    Element element(String name) throws Failure, NotConnectedException {
        return NodeAttributes.element(context.cluster().cib(), NodeName.of(name));
    }

    NodeName name(String typed) throws Failure, NotConnectedException {
        return nameOf(element(typed));
    }

    static NodeName nameOf(Element node) {
        return NodeName.of(node.attribute("uname"));
    }

    /** The nodes that are named; none for the local one; {@code --all} for all. */
    List<Element> named(List<String> words) throws Failure, NotConnectedException, UsageException {
        if (words.contains("--all")) {
            if (words.size() > 1) {
                throw new UsageException("--all stands for every node; name none beside it");
            }
            return all();
        }
        List<Element> nodes = new ArrayList<>();
        for (String word : words) {
            if (word.startsWith("-")) {
                throw new UsageException("there is no option " + word + " here; --all stands for every node");
            }
            nodes.add(element(word));
        }
        if (nodes.isEmpty()) {
            nodes.add(element(facts().local().text()));
        }
        return nodes;
    }

    ClusterFacts facts() throws NotConnectedException {
        return context.cluster().facts();
    }

    boolean isMember(NodeName node) throws NotConnectedException {
        return facts().view().member(node).isPresent();
    }

    /** @throws Failure with the reasons where it was refused */
    void change(List<CibOperation> operations) throws Failure, NotConnectedException {
        if (operations.isEmpty()) {
            return;
        }
        ChangeReply reply = context.cluster()
                .change(
                        operations,
                        new ChangeOptions(
                                null, false, "crm (" + context.io().caller().name() + ")"));
        if (!reply.ok()) {
            throw new Failure(reply.exitCode(), String.join("\n", reply.messages()));
        }
        reply.messages().forEach(context::warn);
    }

    void attribute(NodeName node, String name, String value) throws Failure, NotConnectedException {
        NodeAttributes.send(context.cluster(), new AttributeUpdate(node, name, value, null, -1, false));
    }
}
