package io.systole.shell.command;

import io.systole.core.api.ClusterFacts;
import io.systole.core.api.ClusterSession.NotConnectedException;
import io.systole.core.membership.ClusterView;
import io.systole.core.value.CrmExit;
import io.systole.core.value.NodeName;
import io.systole.core.xml.Element;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code crm_node}: names, ids and members. */
final class CrmNode extends Tool {
    private static final List<String> COMMANDS =
            List.of("cluster-id", "list", "name", "partition", "quorum", "name-for-id", "remove");

    CrmNode() {
        super(
                "crm_node",
                new Options(
                        "cluster-id|i",
                        "list|l",
                        "name|n",
                        "partition|p",
                        "quorum|q",
                        "name-for-id|N=",
                        "remove|R=",
                        "force|f",
                        "quiet|Q",
                        "verbose|V",
                        "corosync|C"));
    }

    @Override
    protected String usage() {
        return "usage: crm_node --name | --cluster-id | --list | --partition | --quorum | --name-for-id ID | --remove NODE"
                + " --force";
    }

    @Override
    protected int run(Call call) throws UsageException, Failure, NotConnectedException {
        String command = call.options().last(COMMANDS);
        if (command == null) {
            throw new UsageException("say what you want to know");
        }
        Answer answer = call.answer();
        switch (command) {
            case "name" -> {
                String fromAgent = call.io().environment("OCF_RESKEY_CRM_meta_on_node");
                name(answer, fromAgent != null ? fromAgent : facts(call).local().text());
            }
            case "cluster-id" -> {
                String id = Integer.toString(facts(call)
                        .view()
                        .member(facts(call).local())
                        .map(ClusterView.Member::nodeId)
                        .orElse(0));
                answer.line(id);
                answer.add(Element.of("node-info", "nodeid", id));
            }
            case "quorum" -> {
                boolean quorate = facts(call).quorum().quorate();
                answer.line(quorate ? "1" : "0");
                answer.add(Element.of("cluster-info", "quorum", Boolean.toString(quorate)));
            }
            case "partition" -> partition(call);
            case "list" -> list(call);
            case "name-for-id" -> name(answer, nameFor(call));
            default -> {
                return remove(call);
            }
        }
        return CrmExit.OK.code();
    }

    private static ClusterFacts facts(Call call) throws NotConnectedException {
        return call.cluster().facts();
    }

    private static void name(Answer answer, String name) {
        answer.line(name);
        answer.add(Element.of("node-info", "uname", name));
    }

    private static void partition(Call call) throws NotConnectedException {
        StringBuilder line = new StringBuilder();
        List<Element> nodes = new ArrayList<>();
        for (ClusterView.Member member : facts(call).view().members()) {
            line.append(member.name()).append(' ');
            nodes.add(Element.of(
                    "node",
                    "id",
                    Integer.toString(member.nodeId()),
                    "name",
                    member.name().text(),
                    "state",
                    "member"));
        }
        call.answer().line(line.toString());
        call.answer().add(Element.of("nodes").withChildren(nodes));
    }

    private static Map<String, String> known(Call call) throws NotConnectedException {
        Map<String, String> byId = new LinkedHashMap<>();
        for (Element node : call.cluster().cib().section("nodes").children("node")) {
            byId.put(node.attribute("id", ""), node.attribute("uname", ""));
        }
        return byId;
    }

    private static void list(Call call) throws NotConnectedException {
        ClusterFacts facts = facts(call);
        Map<String, String> known = known(call);
        facts.view()
                .members()
                .forEach(m ->
                        known.putIfAbsent(Integer.toString(m.nodeId()), m.name().text()));
        List<Element> nodes = new ArrayList<>();
        known.forEach((id, name) -> {
            String state = facts.view().member(NodeName.of(name)).isPresent() ? "member" : "lost";
            call.answer().line(id + " " + name + " " + state);
            nodes.add(Element.of("node", "id", id, "name", name, "state", state));
        });
        call.answer().add(Element.of("nodes").withChildren(nodes));
    }

    private static String nameFor(Call call) throws NotConnectedException, Failure {
        String id = call.value("name-for-id");
        String name = known(call).get(id);
        if (name == null) {
            throw new Failure(CrmExit.NOSUCH, "no node has the id " + id);
        }
        return name;
    }

    private static int remove(Call call) throws Failure, NotConnectedException {
        String node = call.value("remove");
        if (!call.has("force")) {
            throw new Failure(
                    CrmExit.USAGE,
                    "removing " + node + " forgets everything about it; say --force if it is gone for good");
        }
        if (facts(call).view().member(NodeName.of(node)).isPresent()) {
            throw new Failure(CrmExit.UNSAFE, "node " + node + " is a member of the cluster now; stop it first");
        }
        return call.cluster().forgetNode(NodeName.of(node));
    }
}
