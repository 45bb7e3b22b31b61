package io.systole.shell.command;

import io.systole.core.api.ClusterApi;
import io.systole.core.api.ClusterSession;
import io.systole.core.api.ClusterSession.NotConnectedException;
import io.systole.core.api.CommandIo;
import io.systole.core.value.CrmExit;
import io.systole.core.value.CrmInterval;
import io.systole.core.value.NodeName;
import java.util.Map;
import java.util.SortedMap;

/** {@code attrd_updater}: transient and private node attributes. */
final class AttrdUpdater extends Tool {
    AttrdUpdater() {
        super(
                "attrd_updater",
                new Options(
                        "name|n=",
                        "pattern|P=",
                        "update|U=",
                        "update-both|B=",
                        "update-delay|Y",
                        "query|Q",
                        "delete|D",
                        "refresh|R",
                        "delay|d=",
                        "set|s=",
                        "node|N=",
                        "all|A",
                        "private|p",
                        "quiet|q",
                        "verbose|V",
                        "wait|W=",
                        "value|v=",
                        "lifetime|l=",
                        "utilization|z"));
    }

    @Override
    String usage() {
        return "usage: attrd_updater --name NAME --update VALUE | --query [--all] | --delete  [--node NODE] [--delay TIME]"
                + " [--private]";
    }

    @Override
    int run(Options.Parsed options, CommandIo io, ClusterSession session)
            throws UsageException, Failure, NotConnectedException {
        if (options.has("refresh")) {
            session.cluster();
            return CrmExit.OK.code();
        }
        String name = options.value("name");
        if (name == null || name.isEmpty()) {
            throw new UsageException("--name says which attribute");
        }
        NodeName node = options.has("node") ? NodeName.of(options.value("node")) : null;
        if (options.has("query")) {
            return query(name, node, options.has("all"), io, session.cluster());
        }
        String value = options.value("update", options.value("update-both", options.value("value")));
        if (value == null && !options.has("delete") && !options.has("update-delay")) {
            throw new UsageException("say --update VALUE, --query or --delete");
        }
        long dampeningMs = -1;
        if (options.has("delay")) {
            dampeningMs = CrmInterval.parseMs(options.value("delay"))
                    .orElseThrow(
                            () -> new UsageException("--delay takes a time, not \"" + options.value("delay") + "\""));
        }
        return session.cluster()
                .updateAttribute(new ClusterApi.AttributeUpdate(
                        node,
                        name,
                        options.has("delete") ? null : value,
                        options.value("set"),
                        dampeningMs,
                        options.has("private")));
    }

    private static int query(String name, NodeName node, boolean all, CommandIo io, ClusterApi cluster) throws Failure {
        NodeName wanted = node == null ? cluster.facts().local() : node;
        boolean found = false;
        for (Map.Entry<NodeName, SortedMap<String, String>> entry :
                cluster.attributes().entrySet()) {
            String value = entry.getValue().get(name);
            if (value != null && (all || entry.getKey().equals(wanted))) {
                io.out().println("name=\"" + name + "\" host=\"" + entry.getKey() + "\" value=\"" + value + "\"");
                found = true;
            }
        }
        if (!found) {
            throw new Failure(CrmExit.NOSUCH, "Could not query value of " + name + ": attribute does not exist");
        }
        return CrmExit.OK.code();
    }
}
