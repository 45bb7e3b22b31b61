package io.systole.shell.command;

import io.systole.core.cib.Cib;
import io.systole.core.cib.CibOperation;
import io.systole.core.value.CrmExit;
import io.systole.core.xml.Element;
import java.util.List;

/** Where a name and its value stand in the configuration: in which set of which section. */
final class NvpairPlace {
    private final String section;
    private final Element owner;
    private final String setElement;
    private final String setId;

    /** @param node the node's element where the section is {@code nodes}, else null */
    NvpairPlace(Cib cib, String section, Element node, Options.Parsed options) throws Failure {
        this.section = section;
        this.owner = section.equals("nodes") ? node : cib.section(section);
        String wanted = options.value("set-name");
        switch (section) {
            case "crm_config" -> {
                setElement = "cluster_property_set";
                setId = wanted == null ? "cib-bootstrap-options" : wanted;
            }
            case "nodes" -> {
                setElement = options.has("utilization") ? "utilization" : "instance_attributes";
                setId = wanted == null
                        ? "nodes-" + node.id() + (options.has("utilization") ? "-utilization" : "")
                        : wanted;
            }
            case "rsc_defaults" -> {
                setElement = "meta_attributes";
                setId = wanted == null ? "rsc-options" : wanted;
            }
            case "op_defaults" -> {
                setElement = "meta_attributes";
                setId = wanted == null ? "op-options" : wanted;
            }
            default ->
                throw new Failure(
                        CrmExit.USAGE,
                        "--type takes crm_config, nodes, status, rsc_defaults or op_defaults, not " + section);
        }
    }

    private Element pair(String name) {
        if (owner == null) {
            return null;
        }
        for (Element set : owner.children(setElement)) {
            for (Element pair : set.children("nvpair")) {
                if (name.equals(pair.attribute("name"))) {
                    return pair;
                }
            }
        }
        return null;
    }

    /** The value, or null. */
    String value(String name) {
        Element pair = pair(name);
        return pair == null ? null : pair.attribute("value", "");
    }

    /** The change that sets or (value null) removes the name; null where there is nothing to do. */
    CibOperation operation(String name, String value) {
        Element pair = pair(name);
        if (value == null) {
            return pair == null ? null : new CibOperation.Delete(null, Element.of("nvpair", "id", pair.id()));
        }
        if (pair != null) {
            return new CibOperation.Modify(null, Element.of("nvpair", "id", pair.id(), "value", value), false);
        }
        List<Element> sets = owner == null ? List.of() : owner.children(setElement);
        String id = sets.isEmpty() ? setId : sets.get(0).id();
        Element set = Element.of(setElement, "id", id)
                .withChild(Element.of("nvpair", "id", idOf(id + "-" + name), "name", name, "value", value));
        Element content =
                section.equals("nodes") ? Element.of("node", "id", owner.id()).withChild(set) : set;
        return new CibOperation.Modify(section, content, true);
    }

    private static String idOf(String text) {
        return text.replaceAll("[^A-Za-z0-9._-]", ".");
    }
}
