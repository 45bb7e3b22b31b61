package io.systole.shell.grammar;

import io.systole.core.cib.Aliases;
import io.systole.core.xml.Element;
import io.systole.core.xml.XmlFormat;
import java.util.List;

/** Prints definitions as they can be typed again, one object a line with continuations, as far as there are words for them. Pure. */
final class ConfigPrinter {
    private ConfigPrinter() {}

    static final String NEXT = " \\\n\t";

    /** The text of one object, without a line feed at the end. */
    static String print(Definition definition) {
        Element element = definition.element();
        return switch (element.name()) {
            case "primitive" -> primitive("primitive", element);
            case "template" -> primitive("rsc_template", element);
            case "group" -> collection("group", definition);
            case "clone" -> collection("clone", definition);
            case "master" -> collection("ms", definition);
            case "rsc_location" -> location(element);
            case "rsc_colocation" -> colocation(element);
            case "rsc_order" -> order(element);
            case "rsc_ticket" -> ticket(element);
            case "cluster_property_set" -> set("property", element);
            case "meta_attributes" -> set(definition.section(), element);
            case "node" -> node(element);
            case "tag" -> tag(element);
            case "fencing-topology" -> FencingGrammar.print(element);
            case "bundle" -> BundleGrammar.print(definition);
            case "alert" -> AlertGrammar.print(element);
            case "acl_role" -> AclGrammar.printRole(element);
            case "acl_user" -> AclGrammar.printUser(element);
            case "acl_target", "acl_group" -> AclGrammar.printTarget(element);
            default -> "xml " + XmlFormat.compact(element);
        };
    }

    private static String agent(Element primitive) {
        if (primitive.has("template")) {
            return "@" + primitive.attribute("template");
        }
        String standard = primitive.attribute("class", "");
        String provider = primitive.attribute("provider");
        String type = primitive.attribute("type", "");
        if (standard.equals("ocf") && (provider == null || provider.equals("heartbeat"))) {
            return type;
        }
        return standard + ":" + (provider == null ? "" : provider + ":") + type;
    }

    static String description(Element element) {
        return element.has("description") ? NEXT + "description=" + Words.quote(element.attribute("description")) : "";
    }

    private static String primitive(String word, Element element) {
        StringBuilder out = new StringBuilder(word + " " + element.id() + " " + agent(element));
        out.append(description(element));
        blocks(out, element, "instance_attributes", "params", element.id() + "-instance_attributes");
        blocks(out, element, "meta_attributes", "meta", element.id() + "-meta_attributes");
        blocks(out, element, "utilization", "utilization", element.id() + "-utilization");
        Element operations = element.child("operations");
        if (operations != null) {
            for (String attribute : List.of("id", "id-ref")) {
                if (operations.has(attribute)) {
                    out.append(NEXT).append("operations $").append(attribute).append('=');
                    out.append(operations.attribute(attribute));
                }
            }
            operations.children("op").forEach(op -> out.append(operation(op)));
        }
        return out.toString();
    }

    static void blocks(StringBuilder out, Element element, String set, String word, String defaultId) {
        int count = 0;
        for (Element block : element.children(set)) {
            String expected = count == 0 ? defaultId : defaultId + "-" + count;
            String id = block.id() == null || block.id().equals(expected) ? "" : " $id=" + block.id();
            String pairs = Pairs.print(block);
            if (!pairs.isEmpty() || !id.isEmpty()) {
                out.append(NEXT).append(word).append(id).append(pairs);
            }
            count++;
        }
    }

    private static String operation(Element op) {
        StringBuilder out = new StringBuilder(NEXT + "op " + op.attribute("name", ""));
        for (int i = 0; i < op.attributeCount(); i++) {
            String name = op.attributeName(i);
            if (!name.equals("id") && !name.equals("name")) {
                String value = name.equals("role") ? Aliases.role(op.attributeValue(i)) : op.attributeValue(i);
                out.append(' ').append(name).append('=').append(Words.quote(value));
            }
        }
        for (Element set : op.children("instance_attributes")) {
            out.append(Pairs.print(set));
        }
        for (Element set : op.children("meta_attributes")) {
            out.append(" op_meta").append(Pairs.print(set));
        }
        return out.toString();
    }

    private static String collection(String word, Definition definition) {
        Element element = definition.element();
        StringBuilder out = new StringBuilder(word + " " + definition.id());
        definition.children().forEach(child -> out.append(' ').append(child));
        out.append(description(element));
        blocks(out, element, "instance_attributes", "params", element.id() + "-instance_attributes");
        blocks(out, element, "meta_attributes", "meta", element.id() + "-meta_attributes");
        return out.toString();
    }

    private static String location(Element element) {
        StringBuilder out = new StringBuilder("location " + element.id() + " ");
        if (element.has("rsc-pattern")) {
            out.append(Words.quoteWhereNeeded("/" + element.attribute("rsc-pattern") + "/"));
        } else if (element.has("rsc")) {
            out.append(element.attribute("rsc"));
        } else {
            out.append('{')
                    .append(SetGrammar.print(element.children("resource_set"), 0))
                    .append(" }");
        }
        for (String option : List.of("role", "resource-discovery")) {
            if (element.has(option)) {
                out.append(' ').append(option).append('=').append(Aliases.role(element.attribute(option)));
            }
        }
        int count = 0;
        for (Element rule : element.children("rule")) {
            String id = Rules.defaultId(element.id(), count);
            out.append(count++ == 0 ? " " : NEXT).append("rule").append(Rules.print(rule, id));
        }
        if (element.has("node")) {
            out.append(' ')
                    .append(Rules.printScore(element.attribute("score", "0")))
                    .append(": ")
                    .append(element.attribute("node"));
        }
        return out.toString();
    }

    private static String side(Element element, String resource, String word) {
        String value = Aliases.role(element.attribute(word));
        return " " + element.attribute(resource) + (value == null ? "" : ":" + value);
    }

    private static String colocation(Element element) {
        String out = "colocation " + element.id() + " " + Rules.printScore(element.attribute("score", "0")) + ":";
        out += element.has("rsc")
                ? side(element, "rsc", "rsc-role") + side(element, "with-rsc", "with-rsc-role")
                : SetGrammar.print(element.children("resource_set"), 2);
        return out + (element.has("node-attribute") ? " node-attribute=" + element.attribute("node-attribute") : "");
    }

    private static String order(Element element) {
        String score = element.attribute("score");
        String kind = element.attribute("kind", "0".equals(score) ? "Optional" : "Mandatory");
        String out = "order " + element.id() + " " + kind + ":";
        out += element.has("first")
                ? side(element, "first", "first-action") + side(element, "then", "then-action")
                : SetGrammar.print(element.children("resource_set"), 2);
        return out + (element.has("symmetrical") ? " symmetrical=" + element.attribute("symmetrical") : "");
    }

    private static String ticket(Element element) {
        String out = "rsc_ticket " + element.id() + " " + element.attribute("ticket") + ":";
        out += element.has("rsc")
                ? side(element, "rsc", "rsc-role")
                : SetGrammar.print(element.children("resource_set"), 1);
        return out + (element.has("loss-policy") ? " loss-policy=" + element.attribute("loss-policy") : "");
    }

    private static String set(String word, Element element) {
        return word + " " + element.attribute("id", "") + ":" + Pairs.print(element, NEXT);
    }

    private static String node(Element element) {
        StringBuilder out = new StringBuilder("node " + element.id() + ": " + element.attribute("uname", ""));
        if (element.has("type") && !element.attribute("type").equals("member")) {
            out.append(':').append(element.attribute("type"));
        }
        out.append(description(element));
        blocks(out, element, "instance_attributes", "attributes", "nodes-" + element.id());
        blocks(out, element, "utilization", "utilization", "nodes-" + element.id() + "-utilization");
        return out.toString();
    }

    private static String tag(Element element) {
        StringBuilder out = new StringBuilder("tag " + element.id() + ":");
        element.children("obj_ref").forEach(r -> out.append(' ').append(r.id()));
        return out.toString();
    }
}
