package io.systole.shell.command;

import io.systole.core.api.ClusterApi;
import io.systole.core.api.ClusterFacts;
import io.systole.core.api.ClusterSession.NotConnectedException;
import io.systole.core.value.CrmExit;
import io.systole.core.value.NodeName;
import io.systole.core.view.NodeView;
import io.systole.core.xml.Element;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** {@code crmadmin}: the controller's state, the DC, the nodes, the daemon. */
final class Crmadmin extends Tool {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ssXXX", Locale.ROOT);
    private static final List<String> COMMANDS = List.of("dc_lookup", "nodes", "status", "pacemakerd");

    Crmadmin() {
        super(
                "crmadmin",
                new Options(
                        "dc_lookup|D",
                        "nodes|N?",
                        "status|S=",
                        "pacemakerd|P",
                        "bash-export|B",
                        "health|H",
                        "ipc-name|i=",
                        "timeout|t=",
                        "quiet|q",
                        "verbose|V"));
    }

    @Override
    protected String usage() {
        return "usage: crmadmin --dc_lookup | --nodes[=cluster,guest,remote] [--bash-export] | --status NODE | --pacemakerd"
                + "  [--quiet]";
    }

    @Override
    protected int run(Call call) throws UsageException, Failure, NotConnectedException {
        String command = call.options().last(COMMANDS);
        if (command == null) {
            throw new UsageException("say what you want to know");
        }
        switch (command) {
            case "dc_lookup" -> dc(call);
            case "nodes" -> nodes(call);
            case "status" -> status(call);
            default -> daemon(call);
        }
        return CrmExit.OK.code();
    }

    private static void dc(Call call) throws Failure, NotConnectedException {
        ClusterFacts facts = call.cluster().facts();
        if (facts.dc().isEmpty()) {
            throw new Failure(CrmExit.NOSUCH, "no DC is elected");
        }
        String dc = facts.dc().get().text();
        call.answer().line((call.answer().quiet() ? "" : "Designated Controller is: ") + dc);
        call.answer().add(Element.of("dc", "node_name", dc));
    }

    private static void nodes(Call call) throws NotConnectedException {
        String kinds = call.options().value("nodes", "");
        List<Element> found = new ArrayList<>();
        for (NodeView.Kind kind : List.of(NodeView.Kind.MEMBER, NodeView.Kind.GUEST, NodeView.Kind.REMOTE)) {
            String word = kind == NodeView.Kind.MEMBER ? "cluster" : kind.name().toLowerCase(Locale.ROOT);
            if (!kinds.isEmpty() && !List.of(kinds.split(",")).contains(word)) {
                continue;
            }
            for (NodeView node : call.state().view().nodes()) {
                if (node.kind() == kind) {
                    call.answer().line(line(call, word, node));
                    found.add(Element.of("node", "type", word, "name", node.name(), "id", node.id()));
                }
            }
        }
        call.answer().add(Element.of("nodes").withChildren(found));
    }

    private static String line(Call call, String word, NodeView node) {
        if (call.has("bash-export")) {
            return "export " + node.name() + "=" + node.id();
        }
        return call.answer().quiet() ? node.name() : word + " node: " + node.name() + " (" + node.id() + ")";
    }

    private static void status(Call call) throws Failure, NotConnectedException, UsageException {
        NodeName node = call.nodeOrLocal("status");
        String state = state(call.cluster(), node);
        call.answer().line(call.answer().quiet() ? state : "Status of crmd@" + node + ": " + state + " (ok)");
        call.answer().add(Element.of("crmd", "node_name", node.text(), "state", state, "result", "ok"));
    }

    /** Another node is asked itself: that it answers is what matters to those who ask, such as crm-fence-peer.sh. */
    private static String state(ClusterApi cluster, NodeName node) throws Failure {
        if (cluster.facts().local().equals(node)) {
            return cluster.facts().controllerState();
        }
        Element machine = cluster.machines().get(node);
        String state = machine == null ? null : machine.attribute("state");
        if (state == null) {
            throw new Failure(CrmExit.TIMEOUT, "node " + node + " does not answer");
        }
        return state;
    }

    private static void daemon(Call call) throws NotConnectedException {
        String state = call.cluster().facts().controllerState().equals("S_STOPPING") ? "shutting_down" : "running";
        String now = TIME.format(ZonedDateTime.now());
        call.answer()
                .line(
                        call.answer().quiet()
                                ? state
                                : "Status of pacemakerd: '"
                                        + (state.equals("running")
                                                ? "Pacemaker is running"
                                                : "Pacemaker daemons are shutting down")
                                        + "' (last updated " + now + ")");
        call.answer().add(Element.of("pacemakerd", "sys_from", "pacemakerd", "state", state, "last_updated", now));
    }
}
