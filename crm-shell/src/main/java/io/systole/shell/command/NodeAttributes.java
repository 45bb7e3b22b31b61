package io.systole.shell.command;

import io.systole.core.api.ClusterApi;
import io.systole.core.api.ClusterApi.AttributeUpdate;
import io.systole.core.api.ClusterSession.NotConnectedException;
import io.systole.core.api.CommandIo;
import io.systole.core.cib.Cib;
import io.systole.core.status.StatusSection;
import io.systole.core.value.CrmBoolean;
import io.systole.core.value.CrmExit;
import io.systole.core.value.Nearest;
import io.systole.core.value.NodeName;
import io.systole.core.xml.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What commands have to know of nodes and their attributes. */
public final class NodeAttributes {
    private NodeAttributes() {}

    /**
     * The node that attributes are about: the first of the options that was given; else, inside an agent, the node that it
     * runs for ({@code OCF_RESKEY_CRM_meta_on_node}, or the host of its container where that is configured); else the
     * local one.
     */
    static NodeName target(Call call, String... options) throws NotConnectedException, UsageException {
        for (String option : options) {
            String name = call.value(option);
            if (name != null && !name.equals("localhost") && !name.equals("auto")) {
                return call.nodeOrLocal(option);
            }
        }
        String fromAgent = ofAgent(call.io());
        return fromAgent != null
                ? NodeName.of(fromAgent)
                : call.cluster().facts().local();
    }

    private static String ofAgent(CommandIo io) {
        String host = io.environment("OCF_RESKEY_CRM_meta_physical_host");
        String node = "host".equals(io.environment("OCF_RESKEY_CRM_meta_container_attribute_target")) && host != null
                ? host
                : io.environment("OCF_RESKEY_CRM_meta_on_node");
        return node == null || node.isEmpty() ? null : node;
    }

    /**
     * A node's element in the configuration, in any case of letters.
     *
     * @throws Failure with status 105 where there is none, naming one that may have been meant
     */
    public static Element element(Cib cib, NodeName name) throws Failure {
        List<String> known = new ArrayList<>();
        for (Element node : cib.section("nodes").children("node")) {
            if (name.text().equalsIgnoreCase(node.attribute("uname"))) {
                return node;
            }
            known.add(node.attribute("uname", ""));
        }
        throw new Failure(CrmExit.NOSUCH, "Node '" + name + "' not found" + Nearest.hint(name.text(), known));
    }

    /** Transient attributes, private ones too. */
    public static SortedMap<String, String> transientOf(ClusterApi cluster, NodeName node) {
        SortedMap<String, String> values = new TreeMap<>(StatusSection.attributes(cluster.cib(), node));
        SortedMap<String, String> held = cluster.attributes().get(node);
        if (held != null) {
            held.forEach(values::putIfAbsent);
        }
        return values;
    }

    /** @throws Failure where the attribute manager refuses */
    public static void send(ClusterApi cluster, AttributeUpdate update) throws Failure {
        ClusterApi.Answer answer = cluster.updateAttribute(update);
        if (!answer.ok()) {
            List<String> why = new ArrayList<>(List.of("Could not update " + update.name() + "=" + update.value() + ": "
                    + CrmExit.describe(answer.exitCode())));
            why.addAll(answer.sentences());
            throw new Failure(answer.exitCode(), String.join("\n", why));
        }
    }

    /** Whether an attribute such as standby or maintenance is on. */
    public static boolean isOn(String value) {
        return CrmBoolean.parse(value, false);
    }
}
