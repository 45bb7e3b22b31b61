package io.systole.shell.heartbeat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The cluster that comes of it, as it grows: entries of corosync.conf by section, and definitions in the language of {@code
 * crm configure}. One thread at a time.
 */
final class ClusterPlan {
    final Map<String, String> totem = new LinkedHashMap<>();
    final Map<String, String> link = new LinkedHashMap<>();
    final Map<String, String> quorum = new LinkedHashMap<>();
    final Map<String, String> logging = new LinkedHashMap<>();
    /** Address by name, in the order of ha.cf. */
    final Map<String, String> nodes = new LinkedHashMap<>();

    final Map<String, String> properties = new LinkedHashMap<>();
    final Map<String, String> resourceDefaults = new LinkedHashMap<>();
    /** Definitions of resources, then of constraints. */
    final List<String> resources = new ArrayList<>();

    final List<String> constraints = new ArrayList<>();

    private final List<String> ids = new ArrayList<>();

    /** An id that no other object has: the wish with what an id may not hold replaced, a number behind it where needed. */
    String id(String wish) {
        String clean = wish.replaceAll("[^A-Za-z0-9_.-]", "_");
        String base = clean.matches("[A-Za-z_].*") ? clean : "_" + clean;
        String id = base;
        for (int i = 2; ids.contains(id); i++) {
            id = base + "_" + i;
        }
        ids.add(id);
        return id;
    }

    /** {@code name=value}, quoted where the value needs it; nothing for an empty value. */
    static String pair(String name, String value) {
        if (value.isEmpty()) {
            return "";
        }
        boolean plain = value.matches("[A-Za-z0-9_.,:/@%+*-]+");
        return " " + name + "="
                + (plain ? value : "\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"");
    }

    /** The configuration as {@code crm configure} reads it. */
    String configuration() {
        StringBuilder out = new StringBuilder();
        resources.forEach(line -> out.append(line).append('\n'));
        constraints.forEach(line -> out.append(line).append('\n'));
        set(out, "property", properties);
        set(out, "rsc_defaults", resourceDefaults);
        return out.toString();
    }

    private static void set(StringBuilder out, String word, Map<String, String> values) {
        if (!values.isEmpty()) {
            out.append(word);
            values.forEach((name, value) -> out.append(pair(name, value)));
            out.append('\n');
        }
    }

    String corosyncConf() {
        StringBuilder out = new StringBuilder("totem {\n");
        entries(out, "    ", totem);
        if (!link.isEmpty()) {
            out.append("    interface {\n");
            entries(out, "        ", link);
            out.append("    }\n");
        }
        out.append("}\nquorum {\n");
        entries(out, "    ", quorum);
        out.append("}\nnodelist {\n");
        int id = 0;
        for (Map.Entry<String, String> node : nodes.entrySet()) {
            out.append("    node {\n");
            entries(
                    out,
                    "        ",
                    new LinkedHashMap<>(Map.of("name", node.getKey())),
                    Map.of("nodeid", String.valueOf(++id)),
                    Map.of("ring0_addr", node.getValue()));
            out.append("    }\n");
        }
        out.append("}\n");
        if (!logging.isEmpty()) {
            out.append("logging {\n");
            entries(out, "    ", logging);
            out.append("}\n");
        }
        return out.toString();
    }

    @SafeVarargs
    private static void entries(StringBuilder out, String indent, Map<String, String>... blocks) {
        for (Map<String, String> block : blocks) {
            block.forEach((key, value) ->
                    out.append(indent).append(key).append(": ").append(value).append('\n'));
        }
    }
}
