package io.systole.shell.grammar;

import io.systole.core.cib.Aliases;
import io.systole.core.value.CrmInterval;
import io.systole.core.xml.Element;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Primitives, templates, groups, clones. */
final class ResourceGrammar {
    /** What belongs to the operation itself; anything else is given to the agent for this operation only. */
    private static final List<String> OPERATION_WORDS = List.of(
            "interval",
            "timeout",
            "on-fail",
            "role",
            "enabled",
            "interval-origin",
            "start-delay",
            "record-pending",
            "requires",
            "description",
            "name",
            "id");

    private static final List<String> SECTIONS = List.of("params", "meta", "utilization", "operations", "op");

    private ResourceGrammar() {}

    /** @param element {@code primitive} or {@code template} */
    static Definition primitive(Cursor cursor, String element) throws SyntaxException {
        String id = cursor.next("a name");
        Element.Builder out = Element.builder(element).attribute("id", id);
        agent(cursor.next("an agent such as ocf:heartbeat:IPaddr2"), out);
        description(cursor, out);
        List<Element> sets = new ArrayList<>();
        List<Element> operations = new ArrayList<>();
        String operationsId = null;
        if (Pairs.isPair(cursor.peek()) || cursor.peek().startsWith("$id=")) {
            sets.add(Pairs.block(cursor, "instance_attributes", id + "-instance_attributes"));
        }
        while (cursor.more()) {
            String word = cursor.next("params, meta, utilization or op").toLowerCase(Locale.ROOT);
            switch (word) {
                case "params" ->
                    sets.add(numbered(Pairs.block(cursor, "instance_attributes", id + "-instance_attributes"), sets));
                case "meta" ->
                    sets.add(numbered(Pairs.block(cursor, "meta_attributes", id + "-meta_attributes"), sets));
                case "utilization" -> sets.add(numbered(Pairs.block(cursor, "utilization", id + "-utilization"), sets));
                case "operations" -> {
                    String named = cursor.next("$id=");
                    operationsId = named.substring(named.indexOf('=') + 1);
                }
                case "op" -> operations.add(operation(cursor, id, operations));
                default -> {
                    if (word.startsWith("description=")) {
                        out.attribute("description", word.substring("description=".length()));
                    } else {
                        throw new SyntaxException("\"" + word + "\" was not expected here; a primitive takes "
                                + String.join(", ", SECTIONS));
                    }
                }
            }
        }
        for (String kind : List.of("meta_attributes", "instance_attributes", "utilization")) {
            sets.stream().filter(s -> s.name().equals(kind)).forEach(out::child);
        }
        if (!operations.isEmpty() || operationsId != null) {
            out.child(Element.of("operations", "id", operationsId).withChildren(operations));
        }
        return new Definition("resources", out.build());
    }

    /** A second set of a kind gets an id of its own. */
    private static Element numbered(Element set, List<Element> others) {
        long same = others.stream()
                .filter(o -> set.id() != null && set.id().equals(o.id()))
                .count();
        return same == 0 ? set : renumber(set, set.id() + "-" + same);
    }

    private static Element renumber(Element set, String id) {
        List<Element> children = new ArrayList<>();
        for (Element child : set.children()) {
            children.add(
                    child.name().equals("nvpair")
                            ? child.with("id", Pairs.idOf(id + "-" + child.attribute("name")))
                            : child.with("id", id + "-rule"));
        }
        return set.with("id", id).withChildren(children);
    }

    private static void agent(String word, Element.Builder out) throws SyntaxException {
        if (word.startsWith("@")) {
            out.attribute("template", word.substring(1));
            return;
        }
        String[] parts = word.split(":", -1);
        for (String part : parts) {
            if (part.isEmpty() || part.indexOf('=') >= 0) {
                throw new SyntaxException("\"" + word
                        + "\" names no agent; it takes class:provider:type, for example ocf:heartbeat:IPaddr2 or"
                        + " lsb:postgresql");
            }
        }
        switch (parts.length) {
            case 1 -> {
                boolean fence = parts[0].startsWith("fence_");
                out.attribute("class", fence ? "stonith" : "ocf");
                out.attribute("provider", fence ? null : "heartbeat");
                out.attribute("type", parts[0]);
            }
            case 2 -> {
                boolean ocf = parts[0].equalsIgnoreCase("ocf");
                out.attribute("class", parts[0].toLowerCase(Locale.ROOT));
                out.attribute("provider", ocf ? "heartbeat" : null);
                out.attribute("type", parts[1]);
            }
            case 3 ->
                out.attribute("class", parts[0].toLowerCase(Locale.ROOT))
                        .attribute("provider", parts[1])
                        .attribute("type", parts[2]);
            default -> throw new SyntaxException("\"" + word + "\" names no agent; it has too many colons");
        }
    }

    private static void description(Cursor cursor, Element.Builder out) throws SyntaxException {
        if (cursor.peek().startsWith("description=")) {
            out.attribute("description", cursor.next("a description").substring("description=".length()));
        }
    }

    private static Element operation(Cursor cursor, String resource, List<Element> others) throws SyntaxException {
        String name = cursor.next("an operation such as monitor");
        Map<String, String> pairs = new LinkedHashMap<>(Pairs.take(cursor));
        String role = null;
        if (name.startsWith("monitor_")) {
            // The old words monitor_Master and monitor_Slave.
            role = Aliases.role(Rules.capital(name.substring("monitor_".length())));
            name = "monitor";
        }
        String interval = pairs.getOrDefault("interval", "0");
        long intervalMs = CrmInterval.parseMs(interval).orElse(-1);
        String id = operationId(resource, name, interval, others);
        Element.Builder out =
                Element.builder("op").attribute("name", name).attribute("interval", intervalMs == 0 ? "0s" : interval);
        Map<String, String> toAgent = new LinkedHashMap<>();
        for (Map.Entry<String, String> pair : pairs.entrySet()) {
            if (!OPERATION_WORDS.contains(pair.getKey())) {
                toAgent.put(pair.getKey(), pair.getValue());
            } else if (pair.getKey().equals("role")) {
                out.attribute("role", Aliases.role(Rules.capital(pair.getValue())));
            } else if (!pair.getKey().equals("interval")) {
                out.attribute(pair.getKey(), pair.getValue());
            }
        }
        if (role != null) {
            out.attribute("role", role);
        }
        if (!pairs.containsKey("id")) {
            out.attribute("id", id);
        }
        attributes(cursor, out, id, toAgent);
        return out.build();
    }

    private static void attributes(Cursor cursor, Element.Builder out, String id, Map<String, String> toAgent)
            throws SyntaxException {
        List<Element> pairs = new ArrayList<>();
        String setId = id + "-instance_attributes";
        toAgent.forEach((name, value) -> pairs.add(Pairs.pair(setId, name, value)));
        while (cursor.peek().equals("op_params") || cursor.peek().equals("op_meta")) {
            boolean params = cursor.next("op_params").equals("op_params");
            if (params) {
                pairs.addAll(Pairs.block(cursor, "instance_attributes", setId).children());
            } else {
                out.child(Pairs.block(cursor, "meta_attributes", id + "-meta_attributes"));
            }
        }
        if (!pairs.isEmpty()) {
            out.child(Element.of("instance_attributes", "id", setId).withChildren(pairs));
        }
    }

    private static String operationId(String resource, String name, String interval, List<Element> others) {
        String id = Pairs.idOf(resource + "-" + name + "-" + (interval.equals("0s") ? "0" : interval));
        Set<String> taken = new LinkedHashSet<>();
        others.forEach(other -> taken.add(other.id()));
        String free = id;
        for (int i = 0; taken.contains(free); i++) {
            free = id + "-" + i;
        }
        return free;
    }

    static Definition group(Cursor cursor) throws SyntaxException {
        String id = cursor.next("a name");
        Element.Builder out = Element.builder("group").attribute("id", id);
        List<String> members = new ArrayList<>();
        while (cursor.more() && !isSection(cursor.peek())) {
            String member = cursor.next("a member");
            if (members.contains(member)) {
                throw new SyntaxException("group " + id + " names " + member + " twice");
            }
            members.add(member);
        }
        if (members.isEmpty()) {
            throw new SyntaxException("group " + id + " names no members");
        }
        sections(cursor, id, out, false);
        return new Definition("resources", out.build(), members);
    }

    private static boolean isSection(String word) {
        return word.equals("params") || word.equals("meta") || word.startsWith("description=");
    }

    /** @param promotable for {@code ms} and {@code master} */
    static Definition clone(Cursor cursor, boolean promotable) throws SyntaxException {
        String id = cursor.next("a name");
        Element.Builder out = Element.builder("clone").attribute("id", id);
        String child = cursor.next("the resource to clone");
        sections(cursor, id, out, promotable);
        return new Definition("resources", out.build(), List.of(child));
    }

    private static void sections(Cursor cursor, String id, Element.Builder out, boolean promotable)
            throws SyntaxException {
        description(cursor, out);
        Element meta = null;
        List<Element> params = new ArrayList<>();
        while (cursor.more()) {
            String word = cursor.next("params or meta").toLowerCase(Locale.ROOT);
            switch (word) {
                case "params" -> params.add(Pairs.block(cursor, "instance_attributes", id + "-instance_attributes"));
                case "meta" -> {
                    Element more = Pairs.block(cursor, "meta_attributes", id + "-meta_attributes");
                    meta = meta == null ? more : joined(meta, more);
                }
                default -> throw new SyntaxException("\"" + word + "\" was not expected here; it takes params or meta");
            }
        }
        if (promotable) {
            String setId = meta == null ? id + "-meta_attributes" : meta.id();
            Element set = meta == null ? Element.of("meta_attributes", "id", setId) : meta;
            boolean said = set.children("nvpair").stream().anyMatch(p -> "promotable".equals(p.attribute("name")));
            meta = said ? set : set.withChild(Pairs.pair(setId, "promotable", "true"));
        }
        out.child(meta).children(params);
    }

    private static Element joined(Element set, Element more) {
        Element all = set;
        for (Element pair : more.children()) {
            all = all.withChild(pair);
        }
        return all;
    }
}
