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
        Element operationsWord = Element.of("operations");
        if (Pairs.isPair(cursor.peek()) || cursor.peek().startsWith("$id=")) {
            sets.add(block(cursor, "instance_attributes", id, sets));
        }
        while (cursor.more()) {
            String typed = cursor.next("params, meta, utilization or op");
            String word = typed.toLowerCase(Locale.ROOT);
            switch (word) {
                case "params" -> sets.add(block(cursor, "instance_attributes", id, sets));
                case "meta" -> sets.add(block(cursor, "meta_attributes", id, sets));
                case "utilization" -> sets.add(block(cursor, "utilization", id, sets));
                case "operations" -> operationsWord = operationsWord(cursor);
                case "op" -> operations.add(operation(cursor, id, operations));
                default -> {
                    if (word.startsWith("description=")) {
                        out.attribute("description", typed.substring("description=".length()));
                    } else {
                        throw new SyntaxException("\"" + word + "\" was not expected here; a primitive takes "
                                + String.join(", ", SECTIONS));
                    }
                }
            }
        }
        out.children(ordered(sets));
        if (!operations.isEmpty() || operationsWord.attributeCount() > 0) {
            out.child(operationsWord.withChildren(operations));
        }
        return new Definition("resources", out.build());
    }

    /** A block of pairs; the second one of a kind, and the third, get ids of their own. */
    static Element block(Cursor cursor, String element, String owner, List<Element> others) throws SyntaxException {
        long same = others.stream().filter(o -> o.name().equals(element)).count();
        return Pairs.block(cursor, element, owner + "-" + element + (same == 0 ? "" : "-" + same));
    }

    /** Behind the word {@code operations}: {@code $id=x} or {@code $id-ref=x}. */
    private static Element operationsWord(Cursor cursor) throws SyntaxException {
        String word = cursor.next("$id= or $id-ref=");
        for (String attribute : List.of("id", "id-ref")) {
            String prefix = "$" + attribute + "=";
            if (word.startsWith(prefix) && word.length() > prefix.length()) {
                return Element.of("operations", attribute, word.substring(prefix.length()));
            }
        }
        throw new SyntaxException("operations takes $id= or $id-ref=, not \"" + word + "\"");
    }

    /** Without a provider an OCF agent is whose it is found to be, heartbeat's first; that is not known here. */
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
                out.attribute("type", parts[0]);
            }
            case 2 -> {
                out.attribute("class", parts[0].toLowerCase(Locale.ROOT));
                out.attribute("type", parts[1]);
            }
            case 3 ->
                out.attribute("class", parts[0].toLowerCase(Locale.ROOT))
                        .attribute("provider", parts[1])
                        .attribute("type", parts[2]);
            default -> throw new SyntaxException("\"" + word + "\" names no agent; it has too many colons");
        }
    }

    static void description(Cursor cursor, Element.Builder out) throws SyntaxException {
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
        List<Element> sets = new ArrayList<>();
        while (cursor.more()) {
            String word = cursor.next("params or meta").toLowerCase(Locale.ROOT);
            switch (word) {
                case "params" -> sets.add(block(cursor, "instance_attributes", id, sets));
                case "meta" -> sets.add(block(cursor, "meta_attributes", id, sets));
                default -> throw new SyntaxException("\"" + word + "\" was not expected here; it takes params or meta");
            }
        }
        if (promotable) {
            promote(id, sets);
        }
        out.children(ordered(sets));
    }

    /** Writes down what the words {@code ms} and {@code master} mean, unless it is there. */
    static void promote(String id, List<Element> sets) {
        for (int i = 0; i < sets.size(); i++) {
            Element set = sets.get(i);
            if (set.name().equals("meta_attributes") && set.id() != null && set.child("rule") == null) {
                boolean said = set.children("nvpair").stream().anyMatch(p -> "promotable".equals(p.attribute("name")));
                sets.set(i, said ? set : set.withChild(Pairs.pair(set.id(), "promotable", "true")));
                return;
            }
        }
        long others =
                sets.stream().filter(s -> s.name().equals("meta_attributes")).count();
        String setId = id + "-meta_attributes" + (others == 0 ? "" : "-" + others);
        sets.add(Element.of("meta_attributes", "id", setId).withChild(Pairs.pair(setId, "promotable", "true")));
    }

    private static List<Element> ordered(List<Element> sets) {
        List<Element> all = new ArrayList<>();
        for (String kind : List.of("meta_attributes", "instance_attributes", "utilization")) {
            sets.stream().filter(s -> s.name().equals(kind)).forEach(all::add);
        }
        return all;
    }
}
