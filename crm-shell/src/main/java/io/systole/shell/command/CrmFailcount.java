package io.systole.shell.command;

import io.systole.core.api.ClusterSession.NotConnectedException;
import io.systole.core.value.CrmExit;
import io.systole.core.value.CrmInterval;
import io.systole.core.value.NodeName;
import io.systole.core.value.Score;
import io.systole.core.xml.Element;
import java.util.List;
import java.util.Map;

/** {@code crm_failcount}: how often a resource failed on a node, and forgetting it. */
final class CrmFailcount extends Tool {
    CrmFailcount() {
        super(
                "crm_failcount",
                new Options(
                        "query|G",
                        "get-value",
                        "delete|D",
                        "delete-attr",
                        "resource|r=",
                        "resource-id=",
                        "operation|n=",
                        "interval|I=",
                        "node|N=",
                        "uname|U=",
                        "attr-value|v=",
                        "attr-id|i=",
                        "lifetime|l=",
                        "quiet|q",
                        "Q|Q",
                        "verbose|V"));
    }

    @Override
    protected String usage() {
        return "usage: crm_failcount --query | --delete  --resource RSC [--node NODE] [--operation OP [--interval TIME]]"
                + " [--quiet]";
    }

    @Override
    protected int run(Call call) throws UsageException, Failure, NotConnectedException {
        boolean delete = call.has("delete") || call.has("delete-attr") || "0".equals(call.value("attr-value"));
        if (!delete && !call.has("query") && !call.has("get-value")) {
            throw new UsageException(
                    call.has("attr-value")
                            ? "a count cannot be set, only deleted"
                            : "must specify a command: --query or --delete");
        }
        String resource = call.options().value("resource", call.value("resource-id"));
        if (resource == null || resource.isEmpty()) {
            throw new UsageException("resource name required");
        }
        NodeName node = NodeAttributes.target(call, "node", "uname");
        String operation = call.value("operation");
        String intervalMs = intervalMs(call);
        if (delete) {
            List<String> said = call.cluster().forget(resource, node, operation, intervalMs, true);
            said.forEach(call.answer()::note);
        } else {
            NodeAttributes.element(call.cluster().cib(), node);
            query(call, node, "fail-count-" + resource, operation == null ? null : operation + "_" + intervalMs);
        }
        return CrmExit.OK.code();
    }

    private static String intervalMs(Call call) throws UsageException {
        String interval = call.options().value("interval", "0");
        return Long.toString(CrmInterval.parseMs(interval)
                .orElseThrow(() -> new UsageException("--interval takes a time, not \"" + interval + "\"")));
    }

    private static void query(Call call, NodeName node, String attribute, String operation)
            throws NotConnectedException {
        String name = operation == null ? attribute : attribute + "#" + operation;
        int sum = 0;
        for (Map.Entry<String, String> entry :
                NodeAttributes.transientOf(call.cluster(), node).entrySet()) {
            // Pacemaker before 1.1.17 counted under the resource's name alone.
            boolean counts = operation == null
                    ? entry.getKey().startsWith(attribute + "#")
                            || entry.getKey().equals(attribute)
                    : entry.getKey().equals(name);
            if (counts) {
                sum = Score.add(sum, Score.parse(entry.getValue()).orElse(0));
            }
        }
        String value = Score.format(sum);
        boolean quiet = call.answer().quiet() || call.has("Q");
        call.answer().line(quiet ? value : "scope=status  name=" + name + " value=" + value);
        call.answer().add(Element.of("attribute", "name", name, "value", value, "scope", "status"));
    }
}
