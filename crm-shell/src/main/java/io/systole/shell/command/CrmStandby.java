package io.systole.shell.command;

import io.systole.core.api.ClusterApi.AttributeUpdate;
import io.systole.core.api.ClusterSession.NotConnectedException;
import io.systole.core.value.CrmExit;
import io.systole.core.value.NodeName;
import io.systole.core.xml.Element;
import java.util.List;

/**
 * {@code crm_standby}: keeps resources off a node. The permanent setting is asked for first, then the one until the next
 * reboot; an update is permanent, and a deletion concerns both, unless {@code --lifetime} says otherwise.
 */
final class CrmStandby extends Tool {
    private static final String STANDBY = "standby";

    CrmStandby() {
        super(
                "crm_standby",
                new Options(
                        "query|G",
                        "get-value",
                        "update|v=",
                        "attr-value=",
                        "delete|D",
                        "delete-attr",
                        "node|N=",
                        "uname|U=",
                        "lifetime|l=",
                        "id|i=",
                        "attr-id=",
                        "quiet|q",
                        "Q|Q",
                        "verbose|V"));
    }

    @Override
    protected String usage() {
        return "usage: crm_standby --query | --update on|off | --delete  [--node NODE] [--lifetime reboot|forever]"
                + " [--quiet]";
    }

    @Override
    protected int run(Call call) throws UsageException, Failure, NotConnectedException {
        String lifetime = call.value("lifetime");
        if (lifetime != null && !lifetime.equals("reboot") && !lifetime.equals("forever")) {
            throw new UsageException("--lifetime takes reboot or forever, not " + lifetime);
        }
        NodeName node = NodeAttributes.target(call, "node", "uname");
        PairSets permanent =
                PairSets.ofNode(NodeAttributes.element(call.cluster().cib(), node));
        String value = call.options().value("update", call.value("attr-value"));
        boolean delete = call.has("delete") || call.has("delete-attr");
        if (value == null && !delete) {
            query(call, node, permanent, lifetime);
            return CrmExit.OK.code();
        }
        if (delete || "reboot".equals(lifetime)) {
            if (!"forever".equals(lifetime)) {
                NodeAttributes.send(
                        call.cluster(), new AttributeUpdate(node, STANDBY, delete ? null : value, null, -1, false));
            }
            if (!"reboot".equals(lifetime)) {
                delete(call, permanent);
            }
            return CrmExit.OK.code();
        }
        String id = call.options().value("id", call.value("attr-id"));
        Element pair = permanent.one(null, id, STANDBY);
        call.change(List.of(pair == null ? permanent.add(null, id, STANDBY, value) : permanent.change(pair, value)));
        return CrmExit.OK.code();
    }

    private static void query(Call call, NodeName node, PairSets permanent, String lifetime)
            throws NotConnectedException {
        String value = "reboot".equals(lifetime) ? null : permanent.value(STANDBY);
        String scope = value == null && !"forever".equals(lifetime) ? "status" : "nodes";
        if (value == null) {
            value = scope.equals("status")
                    ? NodeAttributes.transientOf(call.cluster(), node).getOrDefault(STANDBY, "off")
                    : "off";
        }
        boolean quiet = call.answer().quiet() || call.has("Q");
        call.answer().line(quiet ? value : "scope=" + scope + " name=" + STANDBY + " value=" + value);
        call.answer().add(Element.of("attribute", "name", STANDBY, "value", value, "scope", scope));
    }

    private static void delete(Call call, PairSets permanent) throws Failure, NotConnectedException {
        List<Element> found = permanent.find(null, null, STANDBY);
        if (!found.isEmpty()) {
            call.change(found.stream().map(permanent::remove).toList());
            found.forEach(pair -> call.answer().note("Deleted nodes attribute: id=" + pair.id() + " name=" + STANDBY));
        }
    }
}
