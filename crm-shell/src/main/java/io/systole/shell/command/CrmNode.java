package io.systole.shell.command;

import io.systole.core.api.ClusterFacts;
import io.systole.core.api.ClusterSession;
import io.systole.core.api.ClusterSession.NotConnectedException;
import io.systole.core.api.CommandIo;
import io.systole.core.membership.ClusterView;
import io.systole.core.value.CrmExit;
import io.systole.core.value.NodeName;
import io.systole.core.xml.Element;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@code crm_node}: names, ids and members. */
final class CrmNode extends Tool {
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
                        "verbose|V"));
    }

    @Override
    String usage() {
        return "usage: crm_node --name | --cluster-id | --list | --partition | --quorum | --name-for-id ID | --remove NODE"
                + " --force";
    }

    @Override
    int run(Options.Parsed options, CommandIo io, ClusterSession session)
            throws UsageException, Failure, NotConnectedException {
        if (options.has("name")) {
            String remote = io.environment("OCF_RESKEY_CRM_meta_on_node");
            io.out().println(remote != null ? remote : session.cluster().facts().local());
            return CrmExit.OK.code();
        }
        ClusterFacts facts = session.cluster().facts();
        if (options.has("cluster-id")) {
            io.out()
                    .println(facts.view()
                            .member(facts.local())
                            .map(ClusterView.Member::nodeId)
                            .orElse(0));
        } else if (options.has("quorum")) {
            io.out().println(facts.quorum().quorate() ? 1 : 0);
        } else if (options.has("partition")) {
            StringBuilder line = new StringBuilder();
            facts.view().members().forEach(member -> line.append(member.name()).append(' '));
            io.out().println(line);
        } else if (options.has("list")) {
            list(facts, session, io);
        } else if (options.has("name-for-id")) {
            io.out().println(nameFor(options.value("name-for-id"), session));
        } else if (options.has("remove")) {
            return remove(options, facts, session);
        } else {
            throw new UsageException("say what you want to know");
        }
        return CrmExit.OK.code();
    }

    private static Map<String, String> known(ClusterSession session) throws NotConnectedException {
        Map<String, String> byId = new LinkedHashMap<>();
        for (Element node : session.cluster().cib().section("nodes").children("node")) {
            byId.put(node.attribute("id", ""), node.attribute("uname", ""));
        }
        return byId;
    }

    private static void list(ClusterFacts facts, ClusterSession session, CommandIo io) throws NotConnectedException {
        Map<String, String> known = known(session);
        facts.view()
                .members()
                .forEach(m ->
                        known.putIfAbsent(Integer.toString(m.nodeId()), m.name().text()));
        known.forEach((id, name) -> io.out()
                .println(id + " " + name + " "
                        + (facts.view().member(NodeName.of(name)).isPresent() ? "member" : "lost")));
    }

    private static String nameFor(String id, ClusterSession session) throws NotConnectedException, Failure {
        String name = known(session).get(id);
        if (name == null) {
            throw new Failure(CrmExit.NOSUCH, "no node has the id " + id);
        }
        return name;
    }

    private static int remove(Options.Parsed options, ClusterFacts facts, ClusterSession session)
            throws Failure, NotConnectedException {
        String node = options.value("remove");
        if (!options.has("force")) {
            throw new Failure(
                    CrmExit.USAGE,
                    "removing " + node + " forgets everything about it; say --force if it is gone for good");
        }
        if (facts.view().member(NodeName.of(node)).isPresent()) {
            throw new Failure(CrmExit.UNSAFE, "node " + node + " is a member of the cluster now; stop it first");
        }
        return session.cluster().forgetNode(NodeName.of(node));
    }
}
