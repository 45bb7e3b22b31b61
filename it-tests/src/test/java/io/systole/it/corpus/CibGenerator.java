package io.systole.it.corpus;

import io.systole.core.xml.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Makes clusters by chance: primitives, groups, clones and promotable clones under constraints that do not contradict each
 * other in order, on nodes that are up, in standby or away. The same seed gives the same cluster, with any prefix of names.
 */
final class CibGenerator {
    private static final String[] SCORES = {"INFINITY", "-INFINITY", "100", "-100", "1", "1000"};

    private final Random random;
    private final String prefix;
    private final boolean calm;
    private final List<String> resources = new ArrayList<>();
    private final List<String> nodes = new ArrayList<>();
    private int ids;

    private CibGenerator(long seed, String prefix, boolean calm) {
        this.random = new Random(seed);
        this.prefix = prefix;
        this.calm = calm;
    }

    static Element cib(long seed, String prefix) {
        return new CibGenerator(seed, prefix, false).cib();
    }

    /**
     * A cluster that comes to rest. With instances that avoid others, or too few of them for all nodes, Pacemaker 3.0.2 may
     * move them to and fro (17 of 3000 seeds), and so do we.
     */
    static Element calmCib(long seed) {
        return new CibGenerator(seed, "", true).cib();
    }

    private String id(String kind) {
        return prefix + kind + "-" + ++ids;
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private String any(String... values) {
        return values[random.nextInt(values.length)];
    }

    private Element cib() {
        Element nodeList = nodes();
        Element resourceList = resources();
        Element configuration = Element.of("configuration")
                .withChild(Element.of("crm_config").withChild(options()))
                .withChild(nodeList)
                .withChild(resourceList)
                .withChild(constraints())
                .withChild(Element.of("rsc_defaults")
                        .withChild(set("meta_attributes", pair("resource-stickiness", "150"))));
        return Element.of(
                        "cib",
                        "crm_feature_set",
                        "3.20.1",
                        "validate-with",
                        "pacemaker-3.0",
                        "epoch",
                        "1",
                        "num_updates",
                        "0",
                        "admin_epoch",
                        "0",
                        "have-quorum",
                        "1",
                        "dc-uuid",
                        prefix + "n1",
                        "execution-date",
                        "1700000000")
                .withChild(configuration)
                .withChild(status());
    }

    private Element options() {
        Element set = Element.of("cluster_property_set", "id", "cib-bootstrap-options");
        set = set.withChild(pair("stonith-enabled", "false"));
        set = chance(30) ? set.withChild(pair("no-quorum-policy", any("freeze", "ignore"))) : set;
        set = !calm && chance(25)
                ? set.withChild(pair("placement-strategy", any("utilization", "balanced", "minimal")))
                : set;
        return chance(10) ? set.withChild(pair("start-failure-is-fatal", "false")) : set;
    }

    private Element pair(String name, String value) {
        return Element.of("nvpair", "id", id("nv"), "name", name, "value", value);
    }

    private Element set(String kind, Element... pairs) {
        return Element.of(kind, "id", id("set")).withChildren(List.of(pairs));
    }

    private Element nodes() {
        Element list = Element.of("nodes");
        int count = 2 + random.nextInt(4);
        for (int i = 1; i <= count; i++) {
            String name = prefix + "n" + i;
            nodes.add(name);
            Element node = Element.of("node", "id", name, "uname", name)
                    .withChild(set(
                            "utilization",
                            pair("cpu", Integer.toString(2 + random.nextInt(8))),
                            pair("memory", Integer.toString(random.nextInt(16)))));
            if (chance(15)) {
                node = node.withChild(set("instance_attributes", pair("standby", "on")));
            }
            list = list.withChild(node);
        }
        return list;
    }

    private Element resources() {
        Element list = Element.of("resources");
        int count = 1 + random.nextInt(7);
        for (int i = 0; i < count; i++) {
            int kind = random.nextInt(10);
            Element resource = kind < 5 ? primitive("Dummy") : kind < 7 ? group() : clone(kind == 9);
            resources.add(resource.id());
            list = list.withChild(resource);
        }
        return list;
    }

    private Element primitive(String type) {
        Element primitive =
                Element.of("primitive", "id", id("p"), "class", "ocf", "provider", "pacemaker", "type", type);
        if (chance(40)) {
            primitive = primitive.withChild(set("meta_attributes", meta()));
        }
        if (chance(40)) {
            primitive = primitive.withChild(set("utilization", pair("cpu", Integer.toString(random.nextInt(4)))));
        }
        if (chance(70)) {
            Element operations = Element.of("operations");
            primitive = primitive.withChild(operations.withChild(
                    Element.of("op", "id", id("op"), "name", "monitor", "interval", any("10s", "1min", "PT30S"))));
        }
        return primitive;
    }

    private Element meta() {
        return switch (random.nextInt(5)) {
            case 0 -> pair("target-role", any("Started", "Stopped"));
            case 1 -> pair("resource-stickiness", any("200", "INFINITY"));
            case 2 -> pair("priority", any("1", "10", "-5"));
            case 3 -> pair("allow-migrate", "true");
            default -> pair("migration-threshold", any("1", "3"));
        };
    }

    private Element group() {
        Element group = Element.of("group", "id", id("g"));
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            group = group.withChild(primitive("Dummy"));
        }
        return group;
    }

    private Element clone(boolean promotable) {
        Element clone = Element.of("clone", "id", id("c"));
        Element meta = set("meta_attributes", pair("interleave", any("true", "false")));
        meta = !calm && chance(30) ? meta.withChild(pair("clone-max", any("1", "2", "3"))) : meta;
        meta = chance(20) ? meta.withChild(pair("notify", "true")) : meta;
        meta = promotable ? meta.withChild(pair("promotable", "true")) : meta;
        Element child = promotable ? primitive("Stateful") : chance(30) ? group() : primitive("Dummy");
        return clone.withChild(meta).withChild(child);
    }

    private Element constraints() {
        Element list = Element.of("constraints");
        for (int i = random.nextInt(6); i > 0; i--) {
            Element constraint = constraint();
            list = constraint == null ? list : list.withChild(constraint);
        }
        return list;
    }

    /** Both orders and colocations point from later to earlier resources, so that they never go round. */
    private Element constraint() {
        int second = random.nextInt(resources.size());
        if (random.nextInt(3) == 0) {
            String node = nodes.get(random.nextInt(nodes.size()));
            return Element.of(
                    "rsc_location", "id", id("l"), "rsc", resources.get(second), "node", node, "score", any(SCORES));
        }
        if (second == 0) {
            return null;
        }
        String first = resources.get(random.nextInt(second));
        String then = resources.get(second);
        return chance(50)
                ? Element.of(
                        "rsc_colocation", "id", id("k"), "rsc", then, "with-rsc", first, "score", colocationScore())
                : Element.of(
                        "rsc_order", "id", id("o"), "first", first, "then", then, "kind", any("Mandatory", "Optional"));
    }

    private String colocationScore() {
        return calm ? any("INFINITY", "100", "1") : any(SCORES);
    }

    private Element status() {
        Element status = Element.of("status");
        for (int i = 0; i < nodes.size(); i++) {
            boolean up = i == 0 || !chance(20);
            String join = up ? "member" : "down";
            status = status.withChild(Element.of(
                    "node_state",
                    "id",
                    nodes.get(i),
                    "uname",
                    nodes.get(i),
                    "in_ccm",
                    Boolean.toString(up),
                    "crmd",
                    up ? "online" : "offline",
                    "join",
                    join,
                    "expected",
                    join));
        }
        return status;
    }
}
