package io.systole.shell.command;

import io.systole.core.api.ClusterApi;
import io.systole.core.api.ClusterApi.ChangeOptions;
import io.systole.core.api.ClusterSession;
import io.systole.core.api.ClusterSession.NotConnectedException;
import io.systole.core.api.CommandIo;
import io.systole.core.cib.CibOperation;
import io.systole.core.status.StatusSection;
import io.systole.core.value.CrmExit;
import io.systole.core.value.NodeName;
import io.systole.core.xml.Element;
import java.util.List;

/**
 * {@code crm_attribute}: cluster options, node attributes, defaults. {@code crm_master} is the same for promotion scores, as
 * agents call it.
 */
final class CrmAttribute extends Tool {
    private final boolean promotion;

    private CrmAttribute(String name, boolean promotion) {
        super(
                name,
                new Options(
                        "query|G",
                        "get-value",
                        "update|v=",
                        "attr-value=",
                        "delete|D",
                        "delete-attr",
                        "name|n=",
                        "attr-name=",
                        "pattern|P=",
                        "type|t=",
                        "scope=",
                        "lifetime|l=",
                        "node|N=",
                        "uname|U=",
                        "set-name|s=",
                        "id|i=",
                        "utilization|z",
                        "promotion|p?",
                        "quiet|q",
                        "Q|Q",
                        "default|d=",
                        "inhibit-policy-engine|!",
                        "verbose|V",
                        "resource|r="));
        this.promotion = promotion;
    }

    static CrmAttribute crmAttribute() {
        return new CrmAttribute("crm_attribute", false);
    }

    static CrmAttribute crmMaster() {
        return new CrmAttribute("crm_master", true);
    }

    @Override
    String usage() {
        return "usage: " + name()
                + " --name NAME [--type crm_config|nodes|status|rsc_defaults|op_defaults] [--node NODE]\n"
                + "       [--lifetime reboot|forever] --query | --update VALUE | --delete  [--default VALUE] [--quiet]";
    }

    @Override
    int run(Options.Parsed options, CommandIo io, ClusterSession session)
            throws UsageException, Failure, NotConnectedException {
        String name = attributeName(options, io);
        String section = section(options);
        String value = options.value("update", options.value("attr-value"));
        boolean delete = options.has("delete") || options.has("delete-attr");
        ClusterApi cluster = session.cluster();
        if (value == null && !delete) {
            return query(name, section, options, io, cluster);
        }
        if (section.equals("status")) {
            return cluster.updateAttribute(new ClusterApi.AttributeUpdate(
                    node(options, cluster), name, delete ? null : value, options.value("set-name"), -1, false));
        }
        CibOperation operation = new NvpairPlace(
                        cluster.cib(), section, nodeElement(options, section, cluster), options)
                .operation(name, delete ? null : value);
        if (operation == null) {
            return CrmExit.OK.code();
        }
        ClusterApi.ChangeReply reply = cluster.change(
                List.of(operation),
                new ChangeOptions(null, false, name() + " (" + io.caller().name() + ")"));
        reply.messages().forEach(message -> io.err().println(name() + ": " + message));
        return reply.exitCode();
    }

    private String attributeName(Options.Parsed options, CommandIo io) throws UsageException {
        if (promotion || options.has("promotion")) {
            String resource = options.value("resource", options.value("promotion"));
            if (resource == null || resource.isEmpty()) {
                resource = io.environment("OCF_RESOURCE_INSTANCE");
            }
            if (resource == null) {
                throw new UsageException("say for which resource; an agent has it in OCF_RESOURCE_INSTANCE");
            }
            int colon = resource.indexOf(':');
            return "master-" + (colon > 0 ? resource.substring(0, colon) : resource);
        }
        String name = options.value("name", options.value("attr-name"));
        if (name == null || name.isEmpty()) {
            throw new UsageException("--name says which attribute");
        }
        return name;
    }

    private String section(Options.Parsed options) throws UsageException {
        String lifetime = options.value("lifetime");
        if (lifetime != null) {
            return switch (lifetime) {
                case "reboot", "status" -> "status";
                case "forever", "nodes" -> "nodes";
                default -> throw new UsageException("--lifetime takes reboot or forever, not " + lifetime);
            };
        }
        String type = options.value("type", options.value("scope"));
        if (type != null) {
            return type;
        }
        if (promotion || options.has("promotion")) {
            return "status";
        }
        return options.has("node") || options.has("uname") ? "nodes" : "crm_config";
    }

    private static NodeName node(Options.Parsed options, ClusterApi cluster) {
        String name = options.value("node", options.value("uname"));
        return name == null || name.equals("localhost") ? cluster.facts().local() : NodeName.of(name);
    }

    private static Element nodeElement(Options.Parsed options, String section, ClusterApi cluster) throws Failure {
        if (!section.equals("nodes")) {
            return null;
        }
        NodeName wanted = node(options, cluster);
        for (Element node : cluster.cib().section("nodes").children("node")) {
            if (wanted.text().equalsIgnoreCase(node.attribute("uname"))) {
                return node;
            }
        }
        throw new Failure(CrmExit.NOSUCH, "there is no node " + wanted);
    }

    private int query(String name, String section, Options.Parsed options, CommandIo io, ClusterApi cluster)
            throws Failure {
        String value = section.equals("status")
                ? transientValue(name, node(options, cluster), cluster)
                : new NvpairPlace(cluster.cib(), section, nodeElement(options, section, cluster), options).value(name);
        if (value == null) {
            value = options.value("default");
        }
        if (value == null) {
            throw new Failure(CrmExit.NOSUCH, "Error performing operation: No such device or address");
        }
        if (options.has("quiet") || options.has("Q")) {
            io.out().println(value);
        } else {
            io.out().println("scope=" + section + "  name=" + name + " value=" + value);
        }
        return CrmExit.OK.code();
    }

    private static String transientValue(String name, NodeName node, ClusterApi cluster) {
        String inCib = StatusSection.attributes(cluster.cib(), node).get(name);
        if (inCib != null) {
            return inCib;
        }
        var own = cluster.attributes().get(node);
        return own == null ? null : own.get(name);
    }
}
