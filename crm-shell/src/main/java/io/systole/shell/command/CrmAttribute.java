package io.systole.shell.command;

import io.systole.core.api.ClusterApi.AttributeUpdate;
import io.systole.core.api.ClusterSession.NotConnectedException;
import io.systole.core.cib.CibOperation;
import io.systole.core.cib.ClusterProperties;
import io.systole.core.value.CrmExit;
import io.systole.core.value.NodeName;
import io.systole.core.xml.Element;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code crm_attribute}: cluster options, node attributes, defaults. {@code crm_master} is the same for promotion scores, as
 * agents call it.
 */
final class CrmAttribute extends Tool {
    private static final String NOT_THERE = "Error performing operation: No such device or address";

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
                        "attr-id=",
                        "utilization|z",
                        "promotion|p?",
                        "quiet|q",
                        "Q|Q",
                        "default|d=",
                        "score",
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
    protected String usage() {
        return "usage: " + name()
                + " --name NAME | --pattern REGEX  --query | --update VALUE | --delete\n"
                + "       [--type crm_config|nodes|status|rsc_defaults|op_defaults] [--node NODE] [--lifetime reboot|forever]\n"
                + "       [--utilization] [--set-name ID] [--id ID] [--default VALUE] [--promotion[=RSC]] [--quiet]";
    }

    @Override
    protected int run(Call call) throws UsageException, Failure, NotConnectedException {
        boolean delete = call.has("delete") || call.has("delete-attr");
        String typed = call.options().value("update", call.value("attr-value"));
        if (call.has("pattern") && (call.has("name") || call.has("attr-name"))) {
            throw new UsageException("--name and --pattern cannot be used at the same time");
        }
        String section = section(call);
        Names names = call.has("pattern") ? Names.like(call.value("pattern")) : Names.only(attributeName(call, delete));
        Attributes attributes = section.equals("status")
                ? new TransientAttributes(call, NodeAttributes.target(call, "node", "uname"))
                : new ConfiguredAttributes(call, sets(call, section), section);
        if (typed == null && !delete) {
            query(call, section, names, attributes);
        } else if (delete) {
            attributes.delete(names);
        } else {
            attributes.update(names, typed);
        }
        return CrmExit.OK.code();
    }

    private String attributeName(Call call, boolean delete) throws UsageException {
        if (promotion || call.has("promotion")) {
            String resource = call.options().value("resource", call.value("promotion"));
            if (resource == null || resource.isEmpty()) {
                resource = call.io().environment("OCF_RESOURCE_INSTANCE");
            }
            if (resource == null || resource.isEmpty()) {
                throw new UsageException(
                        "-p/--promotion must be called from an OCF resource agent or with a resource ID"
                                + " specified");
            }
            int colon = resource.indexOf(':');
            return "master-" + (colon > 0 ? resource.substring(0, colon) : resource);
        }
        String name = call.options().value("name", call.value("attr-name"));
        if ((name == null || name.isEmpty()) && !call.has("id") && !call.has("attr-id")) {
            throw new UsageException("must specify attribute name or pattern" + (delete ? " to delete" : ""));
        }
        return name;
    }

    private String section(Call call) throws UsageException {
        String lifetime = call.options().value("lifetime", call.options().value("type", call.value("scope")));
        if (lifetime == null) {
            if (promotion || call.has("promotion")) {
                return "status";
            }
            return call.has("node") || call.has("uname") ? "nodes" : "crm_config";
        }
        return switch (lifetime) {
            case "reboot", "status" -> "status";
            case "forever", "nodes" -> "nodes";
            case "crm_config", "rsc_defaults", "op_defaults" -> lifetime;
            default ->
                throw new UsageException(
                        call.has("lifetime")
                                ? "--lifetime takes reboot or forever, not " + lifetime
                                : "--type takes crm_config, nodes, status, rsc_defaults or op_defaults, not "
                                        + lifetime);
        };
    }

    private static PairSets sets(Call call, String section) throws Failure, NotConnectedException, UsageException {
        switch (section) {
            case "crm_config":
                return new PairSets(
                        section,
                        call.cluster().cib().section(section),
                        "cluster_property_set",
                        ClusterProperties.BOOTSTRAP_SET);
            case "nodes":
                Element node =
                        NodeAttributes.element(call.cluster().cib(), NodeAttributes.target(call, "node", "uname"));
                return call.has("utilization") ? PairSets.utilizationOfNode(node) : PairSets.ofNode(node);
            default:
                return new PairSets(
                        section,
                        call.cluster().cib().section(section),
                        "meta_attributes",
                        section.equals("rsc_defaults") ? "rsc-options" : "op-options");
        }
    }

    private static void query(Call call, String section, Names names, Attributes attributes) throws Failure {
        Map<String, String> values = attributes.values(names);
        String otherwise = call.value("default");
        if (values.isEmpty() && otherwise != null && names.exactly() != null) {
            values.put(names.exactly(), otherwise);
        }
        if (values.isEmpty()) {
            throw new Failure(CrmExit.NOSUCH, NOT_THERE);
        }
        String id = call.options().value("id", call.value("attr-id"));
        values.forEach((name, value) -> {
            call.answer().add(Element.of("attribute", "name", name, "value", value, "scope", section, "id", id));
            if (call.answer().quiet() || call.has("Q")) {
                call.answer().line(value);
            } else {
                call.answer()
                        .line("scope=" + section + (id == null ? "" : " id=" + id) + " name=" + name + " value="
                                + value);
            }
        });
    }

    /** One kind of attributes: those of the status section or those of the configuration. */
    private interface Attributes {
        /** By name, in order; what two sets both have counts once. */
        Map<String, String> values(Names names) throws Failure;

        void update(Names names, String typed) throws Failure, NotConnectedException, UsageException;

        void delete(Names names) throws Failure, NotConnectedException;
    }

    private record TransientAttributes(Call call, NodeName node, Map<String, String> known) implements Attributes {
        TransientAttributes(Call call, NodeName node) throws NotConnectedException {
            this(call, node, NodeAttributes.transientOf(call.cluster(), node));
        }

        @Override
        public Map<String, String> values(Names names) {
            return names.among(known);
        }

        @Override
        public void update(Names names, String typed) throws Failure, NotConnectedException {
            List<String> meant =
                    names.exactly() == null ? List.copyOf(names.among(known).keySet()) : List.of(names.exactly());
            for (String name : meant) {
                send(name, Increment.apply(typed, known.get(name)));
            }
        }

        @Override
        public void delete(Names names) throws Failure, NotConnectedException {
            for (String name : names.among(known).keySet()) {
                send(name, null);
            }
        }

        private void send(String name, String value) throws Failure, NotConnectedException {
            NodeAttributes.send(
                    call.cluster(), new AttributeUpdate(node, name, value, call.value("set-name"), -1, false));
        }
    }

    private record ConfiguredAttributes(Call call, PairSets sets, String section) implements Attributes {
        private String id() {
            return call.options().value("id", call.value("attr-id"));
        }

        private List<Element> pairs(Names names) {
            List<Element> found = new ArrayList<>();
            for (Element pair : sets.find(call.value("set-name"), id(), null)) {
                if (names.has(pair.attribute("name", ""))) {
                    found.add(pair);
                }
            }
            return found;
        }

        @Override
        public Map<String, String> values(Names names) throws Failure {
            if (names.exactly() != null) {
                sets.one(call.value("set-name"), id(), names.exactly());
            }
            Map<String, String> values = new LinkedHashMap<>();
            pairs(names).forEach(p -> values.putIfAbsent(p.attribute("name", ""), p.attribute("value", "")));
            return values;
        }

        @Override
        public void update(Names names, String typed) throws Failure, NotConnectedException, UsageException {
            List<CibOperation> operations = new ArrayList<>();
            if (names.isPattern()) {
                pairs(names).forEach(p -> operations.add(sets.change(p, Increment.apply(typed, p.attribute("value")))));
            } else {
                Element pair = sets.one(call.value("set-name"), id(), names.exactly());
                if (pair == null && names.exactly() == null) {
                    throw new UsageException("must specify attribute name or pattern to update");
                }
                operations.add(
                        pair == null
                                ? sets.add(call.value("set-name"), id(), names.exactly(), Increment.apply(typed, null))
                                : sets.change(pair, Increment.apply(typed, pair.attribute("value"))));
            }
            if (!operations.isEmpty()) {
                call.change(operations);
            }
        }

        @Override
        public void delete(Names names) throws Failure, NotConnectedException {
            List<Element> meant = pairs(names);
            if (!names.isPattern() && meant.size() > 1) {
                sets.one(call.value("set-name"), id(), names.exactly());
            }
            if (meant.isEmpty()) {
                // What is not there is as the person wanted it.
                return;
            }
            call.change(meant.stream().map(sets::remove).toList());
            for (Element pair : meant) {
                call.answer()
                        .note("Deleted " + section + (section.equals("nodes") ? " attribute" : " option") + ": id="
                                + pair.id() + " name=" + pair.attribute("name"));
            }
        }
    }
}
