package io.systole.it.corpus;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A configuration by chance, over the ground that {@link CibGenerator} leaves out: remote and guest nodes, bundles, tickets,
 * fence devices and topology, templates, tags, resource sets, rules with dates, references, maintenance, health and locks.
 */
final class WideConfiguration {
    /** What constraints may name, in the order in which it was made: orders and colocations point backwards. */
    final List<String> resources = new ArrayList<>();

    /** Primitives that are no part of a clone or bundle. */
    final List<String> primitives = new ArrayList<>();

    final List<String> nodes = new ArrayList<>();
    final List<String> tickets = new ArrayList<>();

    private final Random random;
    private final WideConstraints constraints;
    private final boolean fencing;
    private int ids;

    WideConfiguration(Random random) {
        this.random = random;
        this.fencing = chance(50);
        this.constraints = new WideConstraints(this, random);
    }

    String id(String kind) {
        return kind + "-" + ++ids;
    }

    boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    String any(String... values) {
        return values[random.nextInt(values.length)];
    }

    String any(List<String> values) {
        return values.get(random.nextInt(values.size()));
    }

    String pair(String name, String value) {
        return "<nvpair id='" + id("nv") + "' name='" + name + "' value='" + value + "'/>";
    }

    private String set(String kind, String content) {
        return "<" + kind + " id='" + id("set") + "'>" + content + "</" + kind + ">";
    }

    String xml() {
        String nodeList = nodes();
        StringBuilder list = new StringBuilder("<resources>" + template());
        for (int i = 2 + random.nextInt(6); i > 0; i--) {
            list.append(resource());
        }
        list.append(fencing ? devices() : "").append("</resources>");
        String constraintList = constraints.xml();
        return "<configuration><crm_config><cluster_property_set id='cib-bootstrap-options'>" + options()
                + "</cluster_property_set></crm_config>" + nodeList + list + constraintList
                + (fencing && chance(50) ? topology() : "") + tags()
                + (chance(30)
                        ? "<op_defaults>" + set("meta_attributes", pair("timeout", any("45s", "2min")))
                                + "</op_defaults>"
                        : "")
                + "<rsc_defaults>" + set("meta_attributes", pair("resource-stickiness", any("0", "1", "150")))
                + "</rsc_defaults></configuration>";
    }

    private String options() {
        StringBuilder text = new StringBuilder(pair("stonith-enabled", Boolean.toString(fencing)));
        option(text, 40, "no-quorum-policy", "stop", "freeze", "ignore", "demote", "suicide");
        option(text, 30, "placement-strategy", "utilization", "balanced", "minimal", "default");
        option(text, 5, "maintenance-mode", "true");
        option(text, 4, "stop-all-resources", "true");
        option(text, 15, "start-failure-is-fatal", "false");
        option(text, 10, "symmetric-cluster", "false");
        option(text, 15, "concurrent-fencing", "true", "false");
        option(text, 15, "stonith-action", "reboot", "off");
        option(text, 15, "node-health-strategy", "migrate-on-red", "only-green", "progressive");
        option(text, 10, "stop-orphan-resources", "false");
        option(text, 15, "shutdown-lock", "true");
        option(text, 10, "priority-fencing-delay", "15s");
        option(text, 10, "enable-startup-probes", "false");
        return text.toString();
    }

    private void option(StringBuilder text, int percent, String name, String... values) {
        if (chance(percent)) {
            text.append(pair(name, any(values)));
        }
    }

    private String nodes() {
        StringBuilder list = new StringBuilder("<nodes>");
        int count = 2 + random.nextInt(3);
        for (int i = 1; i <= count; i++) {
            nodes.add("n" + i);
            String attributes = pair("site", any("east", "west"));
            attributes += chance(12) ? pair(any("standby", "maintenance"), "on") : "";
            attributes += chance(10) ? pair("#health-disk", any("red", "yellow", "green")) : "";
            list.append("<node id='" + i + "' uname='n" + i + "'>")
                    .append(set("instance_attributes", attributes))
                    .append(set("utilization", pair("cpu", Integer.toString(3 + random.nextInt(8)))))
                    .append("</node>");
        }
        return list + "</nodes>";
    }

    private static String template() {
        return "<template id='tmpl' class='ocf' provider='pacemaker' type='Dummy'>"
                + "<meta_attributes id='tmpl-meta'><nvpair id='tmpl-nv' name='migration-threshold' value='2'/></meta_attributes>"
                + "<operations id='tmpl-ops'><op id='tmpl-op' name='monitor' interval='20s'/></operations></template>";
    }

    private String resource() {
        int kind = random.nextInt(20);
        String id = id(kind < 8 ? "p" : kind < 11 ? "g" : kind < 16 ? "c" : kind < 18 ? "b" : "r");
        resources.add(id);
        if (kind < 8) {
            primitives.add(id);
            return primitive(id, "Dummy", kind == 7 ? guest() : "");
        }
        if (kind < 11) {
            return group(id);
        }
        if (kind < 16) {
            return copies(id, kind > 13);
        }
        return kind < 18 ? bundle(id) : remote(id);
    }

    private String primitive(String id, String type, String moreMeta) {
        if (type.equals("Dummy") && moreMeta.isEmpty() && chance(15)) {
            return "<primitive id='" + id + "' template='tmpl'/>";
        }
        String meta = moreMeta + (chance(50) ? meta() : "");
        return "<primitive id='" + id + "' class='ocf' provider='pacemaker' type='" + type + "'>"
                + (meta.isEmpty() ? "" : set("meta_attributes", meta))
                + (chance(20) ? ruled() : "")
                + (chance(30) ? set("instance_attributes", pair("fake", any("a", "b"))) : "")
                + (chance(30) ? set("utilization", pair("cpu", Integer.toString(random.nextInt(4)))) : "")
                + operations() + "</primitive>";
    }

    private String operations() {
        if (chance(10)) {
            return "<operations id-ref='tmpl-ops'/>";
        }
        String failure = chance(30) ? " on-fail='" + any("block", "stop", "restart", "ignore", "standby") + "'" : "";
        return "<operations><op id='" + id("op") + "' name='monitor' interval='" + any("10s", "1min") + "'" + failure
                + "/>"
                + (chance(20) ? "<op id='" + id("op") + "' name='start' interval='0' timeout='33s'/>" : "")
                + "</operations>";
    }

    private String guest() {
        String node = id("guest");
        nodes.add(node);
        return pair("remote-node", node);
    }

    private String meta() {
        return switch (random.nextInt(11)) {
            case 0 -> pair("target-role", any("Started", "Stopped"));
            case 1 -> pair("resource-stickiness", any("200", "INFINITY"));
            case 2 -> pair("priority", any("1", "10", "-5"));
            case 3 -> pair("allow-migrate", "true");
            case 4 -> pair("migration-threshold", "1") + pair("failure-timeout", any("1min", "1h"));
            case 5 -> pair("migration-threshold", "3");
            case 6 -> pair("is-managed", "false");
            case 7 -> pair("multiple-active", any("block", "stop_only", "stop_unexpected"));
            case 8 -> pair("critical", "false");
            case 9 -> pair("allow-unhealthy-nodes", "true");
            default -> pair("maintenance", "true");
        };
    }

    /** Meta-attributes that hold at some times, or on no day at all. */
    private String ruled() {
        return "<meta_attributes id='" + id("set") + "' score='5'>" + constraints.date(id("rule"), "")
                + pair("priority", "7") + "</meta_attributes>";
    }

    private String group(String id) {
        StringBuilder group = new StringBuilder("<group id='" + id + "'>");
        group.append(chance(20) ? set("meta_attributes", meta()) : "");
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            String member = id("m");
            primitives.add(member);
            group.append(primitive(member, "Dummy", ""));
        }
        return group + "</group>";
    }

    private String copies(String id, boolean promotable) {
        StringBuilder meta = new StringBuilder(pair("interleave", any("true", "false")));
        option(meta, 25, "clone-max", "1", "2", "3");
        option(meta, 20, "notify", "true");
        option(meta, 15, "ordered", "true");
        option(meta, 10, "globally-unique", "true");
        option(meta, 15, "clone-min", "1", "2");
        meta.append(promotable ? pair("promotable", "true") : "");
        option(meta, promotable ? 20 : 0, "promoted-max", "2");
        return "<clone id='" + id + "'>" + set("meta_attributes", meta.toString())
                + (!promotable && chance(20)
                        ? "<group id='" + id("cg") + "'>" + primitive(id("m"), "Dummy", "")
                                + primitive(id("m"), "Dummy", "") + "</group>"
                        : primitive(id("m"), promotable ? "Stateful" : "Dummy", ""))
                + "</clone>";
    }

    private String bundle(String id) {
        return "<bundle id='" + id + "'><podman image='img' replicas='" + (1 + random.nextInt(3)) + "'"
                + (chance(20) ? " promoted-max='1'" : "") + "/><network ip-range-start='192.168.122." + (10 + ids) + "'"
                + (chance(50) ? " control-port='3121'" : "") + "/>"
                + (chance(60) ? primitive(id("in"), any("Dummy", "Stateful"), "") : "") + "</bundle>";
    }

    private String remote(String id) {
        nodes.add(id);
        return "<primitive id='" + id + "' class='ocf' provider='pacemaker' type='remote'>"
                + set("instance_attributes", pair("server", "192.168.1.1"))
                + (chance(30) ? set("meta_attributes", pair("reconnect_interval", "30s")) : "")
                + "<operations><op id='" + id("op") + "' name='monitor' interval='30s'/></operations></primitive>";
    }

    private String devices() {
        StringBuilder list = new StringBuilder();
        for (String name : List.of("fence-a", "fence-b")) {
            list.append("<primitive id='" + name + "' class='stonith' type='fence_xvm'>")
                    .append(set("instance_attributes", pair("pcmk_host_list", "n1 n2 n3 n4")))
                    .append("<operations><op id='" + id("op")
                            + "' name='monitor' interval='1h'/></operations></primitive>");
        }
        return list.toString();
    }

    private String topology() {
        return "<fencing-topology><fencing-level id='level-1' target='n1' index='1' devices='fence-a'/>"
                + "<fencing-level id='level-2' target='n1' index='2' devices='fence-a,fence-b'/>"
                + "<fencing-level id='level-3' target-pattern='n[2-9]' index='1' devices='fence-b'/></fencing-topology>";
    }

    private String tags() {
        return "<tags><tag id='all-of-them'><obj_ref id='" + resources.get(0) + "'/><obj_ref id='"
                + resources.get(resources.size() - 1) + "'/></tag></tags>";
    }
}
