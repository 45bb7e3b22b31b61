package io.systole.shell.command;

import io.systole.core.api.ClusterApi.AttributeUpdate;
import io.systole.core.api.ClusterSession.NotConnectedException;
import io.systole.core.value.CrmExit;
import io.systole.core.value.CrmInterval;
import io.systole.core.value.NodeName;
import io.systole.core.xml.Element;
import java.util.List;
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
                        "section|S=",
                        "utilization|z"));
    }

    @Override
    protected String usage() {
        return "usage: attrd_updater --name NAME | --pattern REGEX  --update VALUE | --update-both VALUE --delay TIME |\n"
                + "       --update-delay --delay TIME | --query [--all] | --delete | --refresh  [--node NODE] [--private]\n"
                + "       [--wait no|local|cluster]";
    }

    @Override
    protected int run(Call call) throws UsageException, Failure, NotConnectedException {
        checkWords(call);
        if (call.has("refresh")) {
            // The attribute manager writes every change at once; there is nothing to send anew.
            call.cluster();
            return CrmExit.OK.code();
        }
        String name = call.value("name");
        if ((name == null || name.isEmpty()) && !call.has("pattern")) {
            throw new UsageException("Command requires --name or --pattern argument");
        }
        if (call.has("query")) {
            return query(call, name);
        }
        String typed = call.options().value("update", call.options().value("update-both", call.value("value")));
        if (typed == null && !call.has("delete") && !call.has("update-delay")) {
            throw new UsageException("say --update VALUE, --query or --delete");
        }
        NodeName node = NodeAttributes.target(call, "node");
        SortedMap<String, String> known = NodeAttributes.transientOf(call.cluster(), node);
        List<String> meant = call.has("pattern")
                ? List.copyOf(Names.like(call.value("pattern")).among(known).keySet())
                : List.of(name);
        for (String one : meant) {
            String value =
                    call.has("delete") ? null : typed == null ? known.get(one) : Increment.apply(typed, known.get(one));
            NodeAttributes.send(
                    call.cluster(),
                    new AttributeUpdate(node, one, value, call.value("set"), dampeningMs(call), call.has("private")));
        }
        return CrmExit.OK.code();
    }

    private static void checkWords(Call call) throws UsageException {
        if (call.has("pattern") && call.has("name")) {
            throw new UsageException("--name and --pattern cannot be used at the same time");
        }
        if (call.has("pattern") && call.has("query")) {
            throw new UsageException("--pattern can only be used with delete or update");
        }
        String wait = call.options().value("wait", "no");
        if (!List.of("no", "local", "cluster").contains(wait)) {
            throw new UsageException("--wait takes no, local or cluster, not " + wait);
        }
        String lifetime = call.options().value("lifetime", call.options().value("section", "status"));
        if (!List.of("nodes", "forever", "status", "reboot").contains(lifetime)) {
            throw new UsageException("--lifetime takes reboot or forever, not " + lifetime);
        }
        if ((call.has("update-both") || call.has("update-delay")) && !call.has("delay")) {
            call.answer().note("Warning: --update-both and --update-delay go with --delay");
        }
    }

    private static long dampeningMs(Call call) throws UsageException {
        String delay = call.value("delay");
        return delay == null
                ? -1
                : CrmInterval.parseMs(delay)
                        .orElseThrow(() -> new UsageException("--delay takes a time, not \"" + delay + "\""));
    }

    private static int query(Call call, String name) throws Failure, NotConnectedException, UsageException {
        NodeName wanted = NodeAttributes.target(call, "node");
        boolean found = false;
        for (Map.Entry<NodeName, SortedMap<String, String>> entry :
                call.cluster().attributes().entrySet()) {
            String value = entry.getValue().get(name);
            if (value != null && (call.has("all") || entry.getKey().equals(wanted))) {
                call.answer().line("name=\"" + name + "\" host=\"" + entry.getKey() + "\" value=\"" + value + "\"");
                call.answer()
                        .add(Element.of(
                                "attribute",
                                "name",
                                name,
                                "value",
                                value,
                                "host",
                                entry.getKey().text()));
                found = true;
            }
        }
        if (!found) {
            throw new Failure(CrmExit.NOSUCH, "Could not query value of " + name + ": attribute does not exist");
        }
        return CrmExit.OK.code();
    }
}
