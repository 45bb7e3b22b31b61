package io.systole.shell.grammar;

import io.systole.core.cib.Aliases;
import io.systole.core.cib.ClusterProperties;
import io.systole.core.value.Nearest;
import io.systole.core.xml.Element;
import io.systole.core.xml.XmlException;
import io.systole.core.xml.XmlParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads one line that defines an object of the configuration. Pure: it knows the words, not the cluster. */
public final class ConfigParser {
    /** The words that begin a definition. */
    private static final List<String> KEYWORDS = List.of(
            "node",
            "primitive",
            "resource",
            "rsc_template",
            "group",
            "clone",
            "ms",
            "master",
            "location",
            "colocation",
            "collocation",
            "order",
            "rsc_ticket",
            "property",
            "rsc_defaults",
            "op_defaults",
            "fencing_topology",
            "fencing-topology",
            "tag",
            "bundle",
            "alert",
            "role",
            "acl_target",
            "acl_group",
            "user",
            "xml");

    private ConfigParser() {}

    /**
     * @param words of one logical line, the keyword first
     * @throws SyntaxException with a sentence that names the object
     */
    public static Definition parse(List<String> words) throws SyntaxException {
        Cursor cursor = new Cursor(words);
        String keyword = cursor.next("a definition").toLowerCase(Locale.ROOT);
        String object = cursor.peek();
        try {
            Definition definition = definition(keyword, cursor);
            cursor.end();
            return definition;
        } catch (SyntaxException e) {
            throw new SyntaxException(keyword + (object.isEmpty() ? "" : " " + object) + ": " + e.getMessage());
        }
    }

    private static Definition definition(String keyword, Cursor cursor) throws SyntaxException {
        return switch (keyword) {
            case "primitive", "resource" -> ResourceGrammar.primitive(cursor, "primitive");
            case "rsc_template" -> ResourceGrammar.primitive(cursor, "template");
            case "group" -> ResourceGrammar.group(cursor);
            case "clone" -> ResourceGrammar.clone(cursor, false);
            case "ms", "master" -> ResourceGrammar.clone(cursor, true);
            case "location" -> ConstraintGrammar.location(cursor);
            case "colocation", "collocation" -> ConstraintGrammar.colocation(cursor);
            case "order" -> ConstraintGrammar.order(cursor);
            case "rsc_ticket" -> ConstraintGrammar.ticket(cursor);
            case "property" -> set(cursor, "crm_config", "cluster_property_set", ClusterProperties.BOOTSTRAP_SET);
            case "rsc_defaults" -> set(cursor, "rsc_defaults", "meta_attributes", "rsc-options");
            case "op_defaults" -> set(cursor, "op_defaults", "meta_attributes", "op-options");
            case "fencing_topology", "fencing-topology" -> FencingGrammar.parse(cursor);
            case "bundle" -> BundleGrammar.parse(cursor);
            case "alert" -> AlertGrammar.parse(cursor);
            case "role" -> AclGrammar.role(cursor);
            case "user" -> AclGrammar.user(cursor);
            case "acl_target", "acl_group" -> AclGrammar.target(cursor, keyword);
            case "tag" -> tag(cursor);
            case "node" -> node(cursor);
            case "xml" -> xml(cursor);
            default ->
                throw new SyntaxException("\"" + keyword + "\" defines nothing" + Nearest.hint(keyword, KEYWORDS));
        };
    }

    private static Definition set(Cursor cursor, String section, String element, String defaultId)
            throws SyntaxException {
        String id = defaultId;
        String first = cursor.peek();
        if (first.endsWith(":") && first.indexOf('=') < 0 && first.length() > 1 && !Rules.isScore(first)) {
            id = first.substring(0, first.length() - 1);
            cursor.skip();
        }
        Element block = Pairs.block(cursor, element, id);
        if (block.childCount() == 0 && !block.has("id-ref")) {
            throw new SyntaxException("it takes name=value");
        }
        if (section.equals("crm_config")) {
            List<Element> renamed = new ArrayList<>();
            for (Element child : block.children()) {
                String name = child.attribute("name", "");
                String current = Aliases.property(name);
                renamed.add(
                        child.name().equals("nvpair") && !current.equals(name)
                                ? Pairs.pair(block.id(), current, child.attribute("value", ""))
                                : child);
            }
            block = block.withChildren(renamed);
        }
        return new Definition(section, block);
    }

    private static Definition tag(Cursor cursor) throws SyntaxException {
        String id = cursor.next("a name");
        String plain = id.endsWith(":") ? id.substring(0, id.length() - 1) : id;
        Element.Builder out = Element.builder("tag").attribute("id", plain);
        int count = 0;
        for (; cursor.more(); count++) {
            out.child(Element.of("obj_ref", "id", cursor.next("a resource")));
        }
        if (count == 0) {
            throw new SyntaxException("it names no resources");
        }
        return new Definition("tags", out.build());
    }

    private static Definition node(Cursor cursor) throws SyntaxException {
        String word = cursor.next("a node");
        String id = null;
        if (word.startsWith("$id=")) {
            id = word.substring("$id=".length());
            word = cursor.next("a node");
        } else if (word.endsWith(":") && word.length() > 1) {
            id = word.substring(0, word.length() - 1);
            word = cursor.next("a node");
        }
        int colon = word.indexOf(':');
        String name = colon > 0 ? word.substring(0, colon) : word;
        String type = colon > 0 ? word.substring(colon + 1) : null;
        Element.Builder out = Element.builder("node")
                .attribute("id", id == null ? name : id)
                .attribute("uname", name)
                .attribute("type", type == null || type.equals("normal") ? null : type);
        String base = "nodes-" + (id == null ? name : id);
        ResourceGrammar.description(cursor, out);
        List<Element> sets = new ArrayList<>();
        if (Pairs.isPair(cursor.peek())) {
            sets.add(Pairs.block(cursor, "instance_attributes", base));
        }
        while (cursor.more()) {
            String section = cursor.next("attributes or utilization").toLowerCase(Locale.ROOT);
            String element = switch (section) {
                case "attributes" -> "instance_attributes";
                case "utilization" -> "utilization";
                default ->
                    throw new SyntaxException(
                            "\"" + section + "\" was not expected here; it takes attributes or utilization");
            };
            long same = sets.stream().filter(set -> set.name().equals(element)).count();
            String setId = element.equals("utilization") ? base + "-utilization" : base;
            sets.add(Pairs.block(cursor, element, same == 0 ? setId : setId + "-" + same));
        }
        return new Definition("nodes", out.children(sets).build());
    }

    private static Definition xml(Cursor cursor) throws SyntaxException {
        StringBuilder text = new StringBuilder();
        while (cursor.more()) {
            text.append(cursor.next("an element")).append(' ');
        }
        Element element;
        try {
            element = XmlParser.parse(text.toString());
        } catch (XmlException e) {
            throw new SyntaxException("not XML: " + e.getMessage());
        }
        if ((element.name().equals("rsc_defaults") || element.name().equals("op_defaults"))
                && element.childCount() == 1) {
            return new Definition(element.name(), element.child(0));
        }
        List<String> children = element.children(ConfigText.REFERENCE).stream()
                .map(child -> child.attribute("id", ""))
                .toList();
        Element bare = element.withoutChildren(child -> child.name().equals(ConfigText.REFERENCE));
        return new Definition(sectionOf(element), bare, children);
    }

    /** The section of the configuration that holds elements of this name. */
    public static String sectionOf(Element element) throws SyntaxException {
        return switch (element.name()) {
            case "primitive", "template", "bundle", "group", "clone", "master" -> "resources";
            case "rsc_location", "rsc_colocation", "rsc_order", "rsc_ticket" -> "constraints";
            case "node" -> "nodes";
            case "tag" -> "tags";
            case "alert" -> "alerts";
            case "acl_role", "acl_target", "acl_group", "acl_user" -> "acls";
            case "cluster_property_set" -> "crm_config";
            case "fencing-topology" -> "fencing-topology";
            default -> throw new SyntaxException("<" + element.name() + "> has no place in a configuration");
        };
    }
}
