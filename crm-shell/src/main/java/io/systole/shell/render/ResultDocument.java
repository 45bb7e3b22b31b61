package io.systole.shell.render;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.systole.core.value.CrmExit;
import io.systole.core.xml.Element;
import io.systole.core.xml.XmlFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What a command answers to programs: Pacemaker's {@code pacemaker-result} in XML, or the same in JSON.
 *
 * @param request the command line as it was typed
 * @param parts what the command has to say
 * @param errors sentences
 */
public record ResultDocument(String request, List<Element> parts, int exitCode, List<String> errors) {
    /** The version of Pacemaker 3.0.2's schemas. */
    private static final String API_VERSION = "2.42";

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /** Elements that may stand side by side with their like: arrays, also where there is one. */
    private static final Set<String> MANY = Set.of(
            "node",
            "resource",
            "group",
            "clone",
            "bundle",
            "replica",
            "attribute",
            "resource_history",
            "operation_history",
            "failure",
            "ticket",
            "ban",
            "machine",
            "volume",
            "peer",
            "history",
            "error",
            "warning");

    /** Lists that hold one kind of element only, whose array can stand in their place. */
    private static final Set<String> LISTS = Set.of(
            "nodes", "node_attributes", "node_history", "failures", "tickets", "bans", "checks", "errors", "warnings");

    /** Attributes whose digits are a name. */
    private static final Set<String> NAMES = Set.of("id", "name", "value", "origin", "call", "version", "api-version");

    public ResultDocument {
        parts = List.copyOf(parts);
        errors = List.copyOf(errors);
    }

    /** The whole document; as Pacemaker 3's, without a declaration. */
    public String xml() {
        return XmlFormat.pretty(root());
    }

    private Element root() {
        List<Element> children = new ArrayList<>(parts);
        Element status =
                Element.of("status", "code", Integer.toString(exitCode), "message", CrmExit.describe(exitCode));
        if (!errors.isEmpty()) {
            List<Element> sentences = new ArrayList<>();
            errors.forEach(error -> sentences.add(Element.of("error").withText(error)));
            status = status.withChild(Element.of("errors").withChildren(sentences));
        }
        children.add(status);
        return Element.of("pacemaker-result", "api-version", API_VERSION, "request", request)
                .withChildren(children);
    }

    /** The same document as JSON: attributes are members, elements that may repeat are arrays. */
    public String json() {
        try {
            return JSON.writeValueAsString(object(root())) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ObjectNode object(Element element) {
        ObjectNode object = JSON.createObjectNode();
        for (int i = 0; i < element.attributeCount(); i++) {
            put(object, element.attributeName(i), element.attributeValue(i));
        }
        for (Element child : element.children()) {
            if (LISTS.contains(child.name())) {
                ArrayNode array = object.putArray(child.name());
                child.children().forEach(item -> add(array, item));
            } else if (MANY.contains(child.name())) {
                add(object.withArray(child.name()), child);
            } else {
                object.set(child.name(), object(child));
            }
        }
        return object;
    }

    private static void add(ArrayNode array, Element item) {
        if (item.attributeCount() == 0 && item.childCount() == 0) {
            array.add(item.text());
        } else {
            array.add(object(item));
        }
    }

    private static void put(ObjectNode object, String name, String value) {
        if (value.equals("true") || value.equals("false")) {
            object.put(name, value.equals("true"));
        } else if (!NAMES.contains(name) && value.matches("-?[0-9]{1,18}")) {
            object.put(name, Long.parseLong(value));
        } else {
            object.put(name, value);
        }
    }
}
