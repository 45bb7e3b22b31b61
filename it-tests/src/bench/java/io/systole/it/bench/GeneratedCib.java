package io.systole.it.bench;

import io.systole.core.operation.ParameterDigest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A CIB for measuring: everything was probed on every node and runs, then the last node was lost, so that it has to be fenced
 * and what it ran recovered. The same arguments give the same bytes.
 *
 * <p>As a program: {@code GeneratedCib KIND NODES RESOURCES} writes it to the standard output.
 */
public final class GeneratedCib {
    /** Shapes of configuration. */
    public enum Kind {
        PLAIN,
        GROUPS,
        PROMOTABLE,
        CONSTRAINTS,
        UTILIZATION,
        /** A fifth of each of the others. */
        MIXED
    }

    private static final int GROUP_SIZE = 4;
    private static final int INSTANCES = 3;
    private static final int BLOCK = 5;
    private static final long LAST_CHANGE_SECONDS = 1_700_000_000L;
    private static final String DC_UUID = "00000000-0000-4000-8000-000000000000";

    /** A primitive's history: where it is active, and on which of these it is promoted (-1 for none). */
    private record Active(String id, String type, List<Integer> nodes, int promoted) {}

    private final int nodes;
    private final StringBuilder resources = new StringBuilder();
    private final StringBuilder constraints = new StringBuilder();
    private final List<Active> active = new ArrayList<>();
    private boolean utilization;
    private int next;

    private GeneratedCib(int nodes) {
        this.nodes = nodes;
    }

    /** @param count about so many primitives, instances of clones counted one by one */
    public static String text(Kind kind, int nodes, int count) {
        GeneratedCib made = new GeneratedCib(nodes);
        if (kind == Kind.MIXED) {
            for (Kind part : Kind.values()) {
                if (part != Kind.MIXED) {
                    made.add(part, count / (Kind.values().length - 1));
                }
            }
        } else {
            made.add(kind, count);
        }
        return made.document();
    }

    private void add(Kind kind, int count) {
        switch (kind) {
            case PLAIN -> plain("plain", count);
            case GROUPS -> groups(count / GROUP_SIZE);
            case PROMOTABLE -> promotable(count / INSTANCES);
            case CONSTRAINTS -> constrained(count / BLOCK);
            default -> {
                utilization = true;
                plain("weighed", count);
            }
        }
    }

    private int nextNode() {
        return next++ % nodes;
    }

    private void plain(String name, int count) {
        for (int i = 0; i < count; i++) {
            primitive(name + i, nextNode(), name.equals("weighed") ? 1 + i % 4 : 0);
        }
    }

    private void groups(int count) {
        for (int g = 0; g < count; g++) {
            int node = nextNode();
            resources.append("<group id=\"group").append(g).append("\">");
            for (int m = 0; m < GROUP_SIZE; m++) {
                primitive("group" + g + "m" + m, node, 0);
            }
            resources.append("</group>");
        }
    }

    private void promotable(int count) {
        for (int c = 0; c < count; c++) {
            String id = "clone" + c;
            int first = nextNode();
            List<Integer> where = new ArrayList<>();
            for (int i = 0; i < Math.min(INSTANCES, nodes); i++) {
                where.add((first + i) % nodes);
            }
            resources.append("<clone id=\"").append(id).append("\">");
            settings("meta_attributes", id + "-meta", "promotable", "true", "clone-max", "3", "interleave", "true", "notify",
                    c % 4 == 0 ? "true" : "false");
            open(id + "p", "Stateful");
            operation(id + "p", "monitor", "10s", " role=\"Promoted\"");
            operation(id + "p", "monitor", "11s", " role=\"Unpromoted\"");
            resources.append("</operations></primitive></clone>");
            active.add(new Active(id + "p", "Stateful", where, first));
        }
    }

    /** Blocks of five: the first has a place, the second and third go with it, the fourth keeps away, the fifth comes last. */
    private void constrained(int count) {
        for (int b = 0; b < count; b++) {
            String id = "block" + b + "r";
            int node = nextNode();
            for (int i = 0; i < BLOCK; i++) {
                primitive(id + i, i == 3 ? (node + 1) % nodes : node, 0);
            }
            constraint("rsc_location", id + "-place", "rsc", id + 0, "node", node(node), "score", "200");
            constraint("rsc_colocation", id + "-with1", "rsc", id + 1, "with-rsc", id + 0, "score", "INFINITY");
            constraint("rsc_colocation", id + "-with2", "rsc", id + 2, "with-rsc", id + 1, "score", "100");
            constraint("rsc_colocation", id + "-apart", "rsc", id + 3, "with-rsc", id + 0, "score", "-INFINITY");
            constraint("rsc_order", id + "-first", "first", id + 0, "then", id + 1, "kind", "Mandatory");
            constraint("rsc_order", id + "-last", "first", id + 2, "then", id + 4, "kind", "Optional");
        }
    }

    private void constraint(String name, String... pairs) {
        constraints.append('<').append(name).append(" id=\"").append(pairs[0]).append('"');
        for (int i = 1; i < pairs.length; i += 2) {
            constraints.append(' ').append(pairs[i]).append("=\"").append(pairs[i + 1]).append('"');
        }
        constraints.append("/>");
    }

    private void primitive(String id, int node, int weight) {
        open(id, "Dummy");
        operation(id, "monitor", "10s", "");
        operation(id, "start", "0", " timeout=\"60s\"");
        operation(id, "stop", "0", " timeout=\"60s\"");
        resources.append("</operations>");
        if (weight > 0) {
            settings("utilization", id + "-needs", "cpu", String.valueOf(weight), "memory", String.valueOf(weight * 256));
        }
        resources.append("</primitive>");
        active.add(new Active(id, "Dummy", List.of(node), -1));
    }

    private void open(String id, String type) {
        resources.append("<primitive id=\"").append(id).append("\" class=\"ocf\" provider=\"pacemaker\" type=\"").append(type)
                .append("\">");
        settings("instance_attributes", id + "-parameters", "state", parameters(id).get("state"));
        resources.append("<operations>");
    }

    private void operation(String id, String name, String interval, String more) {
        resources.append("<op id=\"").append(id).append('-').append(name).append('-').append(interval).append("\" name=\"")
                .append(name).append("\" interval=\"").append(interval).append('"').append(more).append("/>");
    }

    private void settings(String element, String id, String... pairs) {
        settings(resources, element, id, pairs);
    }

    private static void settings(StringBuilder out, String element, String id, String... pairs) {
        out.append('<').append(element).append(" id=\"").append(id).append("\">");
        for (int i = 0; i < pairs.length; i += 2) {
            out.append("<nvpair id=\"").append(id).append('-').append(pairs[i]).append("\" name=\"").append(pairs[i])
                    .append("\" value=\"").append(pairs[i + 1]).append("\"/>");
        }
        out.append("</").append(element).append('>');
    }

    private static String node(int node) {
        return "node" + (node + 1);
    }

    private String document() {
        StringBuilder out = new StringBuilder(1 << 20);
        out.append("<cib admin_epoch=\"0\" epoch=\"10\" num_updates=\"1\" validate-with=\"pacemaker-3.7\""
                + " crm_feature_set=\"3.17.0\" have-quorum=\"1\" dc-uuid=\"1\"><configuration><crm_config>");
        settings(out, "cluster_property_set", "cib-bootstrap-options", "stonith-enabled", "true", "no-quorum-policy", "ignore",
                "placement-strategy", utilization ? "balanced" : "default");
        out.append("</crm_config><nodes>");
        for (int n = 0; n < nodes; n++) {
            out.append("<node id=\"").append(n + 1).append("\" uname=\"").append(node(n)).append("\">");
            if (utilization) {
                settings(out, "utilization", node(n) + "-capacity", "cpu", "100000", "memory", "100000000");
            }
            out.append("</node>");
        }
        out.append("</nodes><resources><primitive id=\"fencing\" class=\"stonith\" type=\"fence_dummy\"/>").append(resources)
                .append("</resources><constraints>").append(constraints).append("</constraints><rsc_defaults>");
        settings(out, "meta_attributes", "rsc-options", "resource-stickiness", "1");
        out.append("</rsc_defaults></configuration><status>");
        for (int n = 0; n < nodes; n++) {
            nodeState(out, n);
        }
        return out.append("</status></cib>\n").toString();
    }

    private void nodeState(StringBuilder out, int n) {
        boolean lost = n == nodes - 1;
        out.append("<node_state id=\"").append(n + 1).append("\" uname=\"").append(node(n)).append("\" in_ccm=\"")
                .append(lost ? "false" : "true").append("\" crmd=\"").append(lost ? "offline" : "online")
                .append("\" join=\"").append(lost ? "down" : "member").append("\" expected=\"member\">");
        out.append("<transient_attributes id=\"").append(n + 1).append("\">");
        List<String> scores = new ArrayList<>();
        for (Active a : active) {
            int at = a.nodes().indexOf(n);
            if (a.promoted() >= 0 && at >= 0) {
                scores.add("master-" + a.id());
                scores.add(String.valueOf(100 - 10 * at));
            }
        }
        settings(out, "instance_attributes", "status-" + (n + 1), scores.toArray(String[]::new));
        out.append("</transient_attributes><lrm id=\"").append(n + 1).append("\"><lrm_resources>");
        int call = 0;
        for (Active a : active) {
            out.append("<lrm_resource id=\"").append(a.id()).append("\" class=\"ocf\" provider=\"pacemaker\" type=\"")
                    .append(a.type()).append("\">");
            call = history(out, a, n, call);
            out.append("</lrm_resource>");
        }
        out.append("</lrm_resources></lrm></node_state>");
    }

    private static int history(StringBuilder out, Active a, int n, int call) {
        int last = call;
        if (!a.nodes().contains(n)) {
            result(out, a.id(), "monitor", 0, 7, ++last);
            return last;
        }
        if (a.promoted() == n) {
            result(out, a.id(), "promote", 0, 0, ++last);
            result(out, a.id(), "monitor", 10_000, 8, ++last);
        } else {
            result(out, a.id(), "start", 0, 0, ++last);
            result(out, a.id(), "monitor", a.promoted() < 0 ? 10_000 : 11_000, 0, ++last);
        }
        return last;
    }

    private static void result(StringBuilder out, String id, String operation, long intervalMs, int rc, int call) {
        String key = id + "_" + operation + "_" + intervalMs;
        String name = intervalMs == 0 ? id + "_last_0" : key;
        String transition = call + ":1:" + rc + ":" + DC_UUID;
        out.append("<lrm_rsc_op id=\"").append(name).append("\" operation_key=\"").append(key).append("\" operation=\"")
                .append(operation).append("\" crm_feature_set=\"3.17.0\" transition-key=\"").append(transition)
                .append("\" transition-magic=\"0:").append(rc).append(';').append(transition).append("\" call-id=\"")
                .append(call).append("\" rc-code=\"").append(rc).append("\" op-status=\"0\" interval=\"").append(intervalMs)
                .append("\" last-rc-change=\"").append(LAST_CHANGE_SECONDS + call).append("\" exec-time=\"12\" queue-time=\"0\"")
                .append(" op-digest=\"").append(ParameterDigest.of(parameters(id))).append("\"/>");
    }

    private static SortedMap<String, String> parameters(String id) {
        return new TreeMap<>(Map.of("state", "/run/" + id));
    }

    public static void main(String[] arguments) {
        String text = text(
                Kind.valueOf(arguments[0].toUpperCase(Locale.ROOT)),
                Integer.parseInt(arguments[1]),
                Integer.parseInt(arguments[2]));
        System.out.write(text.getBytes(StandardCharsets.UTF_8), 0, text.length());
        System.out.flush();
    }
}
