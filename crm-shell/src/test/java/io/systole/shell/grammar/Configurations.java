package io.systole.shell.grammar;

import io.systole.core.xml.Element;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Objects of every kind that the language has words for, with awkward values. */
final class Configurations {
    private Configurations() {}

    static Arbitrary<String> ids() {
        return Arbitraries.of("vip", "pg_lvm", "ms-drbd.1", "a", "WEB", "_x9");
    }

    /** What people and agents put behind an equals sign. */
    static Arbitrary<String> values() {
        return Arbitraries.oneOf(
                Arbitraries.of(
                        "",
                        "10.0.0.1",
                        "two words",
                        "it's",
                        "say \"yes\"",
                        "C:\\dir\\",
                        "a=b",
                        "#no comment",
                        "ends with \\",
                        "$HOME;`x`|&",
                        "größe",
                        "<&>",
                        "{a}",
                        "op",
                        "inf:",
                        "/dev/VG_PG/LV_DATA",
                        "tab\there",
                        "line\nfeed"),
                Arbitraries.strings().withCharRange(' ', '~').ofMaxLength(12));
    }

    static Arbitrary<Definition> objects() {
        return Arbitraries.oneOf(
                primitives("primitive"),
                primitives("template"),
                containers(),
                locations(),
                colocations(),
                orders(),
                tickets(),
                options(),
                nodes(),
                tags(),
                topologies(),
                bundles(),
                alerts(),
                roles(),
                targets());
    }

    private static Arbitrary<Element> pairs(String kind, String id) {
        return Combinators.combine(
                        Arbitraries.maps(Arbitraries.of("ip", "op", "meta", "device", "#kind", "x-y", "a.b"), values())
                                .ofMinSize(1)
                                .ofMaxSize(4),
                        Arbitraries.of("", "own"),
                        Arbitraries.of("", "2", "INFINITY", "-INFINITY", "-10"),
                        rules(id).list().ofMaxSize(2))
                .as((map, own, score, rules) -> {
                    Element.Builder set = Element.builder(kind)
                            .attribute("id", own.isEmpty() ? id : id + "-" + own)
                            .attribute("score", score.isEmpty() ? null : score);
                    set.children(numbered(rules, own.isEmpty() ? id : id + "-" + own));
                    map.forEach((name, value) ->
                            set.child(Element.of("nvpair", "id", "any", "name", name, "value", value)));
                    return set.build();
                });
    }

    private static List<Element> numbered(List<Element> rules, String owner) {
        List<Element> all = new ArrayList<>();
        for (Element rule : rules) {
            all.add(rule.with("id", Rules.defaultId(owner, all.size())));
        }
        return all;
    }

    private static Arbitrary<Element> rules(String owner) {
        return Combinators.combine(
                        expressions().list().ofMinSize(1).ofMaxSize(3),
                        Arbitraries.of("and", "or"),
                        Arbitraries.of("", "5", "-INFINITY"),
                        Arbitraries.of("", "Promoted"))
                .as((expressions, operator, score, role) -> Element.of(
                                "rule",
                                "id",
                                owner,
                                "boolean-op",
                                expressions.size() > 1 ? operator : null,
                                "score",
                                score.isEmpty() ? null : score,
                                "role",
                                role.isEmpty() ? null : role)
                        .withChildren(expressions));
    }

    private static Arbitrary<Element> expressions() {
        Arbitrary<String> attributes = Arbitraries.of("#uname", "pingd", "site", "cpu-load");
        Arbitrary<Element> comparisons = Combinators.combine(
                        attributes,
                        Arbitraries.of("lt", "gt", "lte", "gte", "eq", "ne"),
                        values(),
                        Arbitraries.of("", "string", "number", "integer", "version"),
                        Arbitraries.of("", "", "param", "meta"))
                .as((attribute, operation, value, type, source) -> Element.of(
                        "expression",
                        "id",
                        "any",
                        "attribute",
                        attribute,
                        "operation",
                        operation,
                        "value",
                        value,
                        "type",
                        type.isEmpty() ? null : type,
                        "value-source",
                        source.isEmpty() ? null : source));
        Arbitrary<Element> defined = Combinators.combine(attributes, Arbitraries.of("defined", "not_defined"))
                .as((attribute, operation) ->
                        Element.of("expression", "id", "any", "attribute", attribute, "operation", operation));
        Arbitrary<Element> dates = Arbitraries.of(
                Element.of("date_expression", "id", "d", "operation", "lt", "end", "2026-12-01 10:00:00"),
                Element.of("date_expression", "id", "d", "operation", "gt", "start", "2026-12-01"),
                Element.of("date_expression", "id", "d", "operation", "in_range", "start", "2026-01-01")
                        .withChild(Element.of("duration", "id", "e", "days", "3", "hours", "2")),
                Element.of("date_expression", "id", "d", "operation", "in_range", "start", "x", "end", "y"),
                Element.of("date_expression", "id", "d", "operation", "date_spec")
                        .withChild(Element.of("date_spec", "id", "s", "hours", "9-16", "weekdays", "1-5")));
        return Arbitraries.oneOf(comparisons, defined, dates);
    }

    private static Arbitrary<Element> operations() {
        Arbitrary<Map<String, String>> extras = Arbitraries.maps(
                        Arbitraries.of("timeout", "on-fail", "role", "enabled", "start-delay", "description"),
                        Arbitraries.of("20s", "5", "restart", "Promoted", "true", "a b"))
                .ofMaxSize(3);
        return Combinators.combine(
                        Arbitraries.of("monitor", "start", "stop", "promote", "migrate_to", "reload-agent"),
                        Arbitraries.of("0s", "10", "10s", "1min"),
                        extras,
                        Arbitraries.of(true, false))
                .as((name, interval, more, depth) -> {
                    Element op = Element.of("op", "id", "any", "name", name, "interval", interval);
                    for (Map.Entry<String, String> pair : more.entrySet()) {
                        op = op.with(pair.getKey(), pair.getKey().equals("role") ? "Unpromoted" : pair.getValue());
                    }
                    return op.with("depth-marker", Boolean.toString(depth));
                });
    }

    private static Arbitrary<Definition> primitives(String element) {
        Arbitrary<String[]> agents = Arbitraries.of(
                new String[] {"class", "ocf", "provider", "heartbeat", "type", "IPaddr2"},
                new String[] {"class", "ocf", "provider", "linbit", "type", "drbd"},
                new String[] {"class", "lsb", "type", "postgresql"},
                new String[] {"class", "systemd", "type", "nginx@a"},
                new String[] {"class", "stonith", "type", "fence_xvm"},
                new String[] {"template", "tmpl"});
        return ids().flatMap(id -> Combinators.combine(
                        agents,
                        pairs("instance_attributes", id + "-instance_attributes")
                                .list()
                                .ofMaxSize(1),
                        pairs("meta_attributes", id + "-meta_attributes").list().ofMaxSize(1),
                        operations().list().ofMaxSize(3),
                        Arbitraries.of("", "a \"good\" one"),
                        comments())
                .as((agent, params, meta, ops, description, comments) -> {
                    Element.Builder out = Element.builder(element).attribute("id", id);
                    for (int i = 0; i < agent.length; i += 2) {
                        out.attribute(agent[i], agent[i + 1]);
                    }
                    out.attribute("description", description.isEmpty() ? null : description);
                    out.children(params).children(meta);
                    if (!ops.isEmpty()) {
                        out.child(Element.of("operations").withChildren(distinct(ops, id)));
                    }
                    return new Definition("resources", out.build()).withComments(comments);
                }));
    }

    /** Operations as a line can carry them: one of a name and interval. */
    private static List<Element> distinct(List<Element> ops, String id) {
        Map<String, Element> kept = new LinkedHashMap<>();
        for (Element op : ops) {
            boolean deep = op.attribute("depth-marker").equals("true");
            Element plain = op.without("depth-marker");
            String opId = Pairs.idOf(id + "-" + op.attribute("name") + "-"
                    + (op.attribute("interval").equals("0s") ? "0" : op.attribute("interval")));
            kept.putIfAbsent(
                    op.attribute("name") + op.attribute("interval"),
                    !deep
                            ? plain
                            : plain.withChild(Element.of("instance_attributes", "id", opId + "-instance_attributes")
                                    .withChild(Element.of(
                                            "nvpair", "id", "any", "name", "OCF_CHECK_LEVEL", "value", "10"))));
        }
        return List.copyOf(kept.values());
    }

    private static Arbitrary<List<String>> comments() {
        return Arbitraries.of("# why this is here", "#", "# é # - - x").list().ofMaxSize(2);
    }

    private static Arbitrary<Definition> containers() {
        return Combinators.combine(
                        Arbitraries.of("group", "clone", "master"),
                        ids().list().uniqueElements().ofMinSize(1).ofMaxSize(4),
                        pairs("meta_attributes", "c-meta_attributes").list().ofMaxSize(1))
                .as((kind, members, meta) -> new Definition(
                        "resources",
                        Element.of(kind, "id", "c").withChildren(meta),
                        kind.equals("group") ? members : members.subList(0, 1)));
    }

    private static Arbitrary<String> scores() {
        return Arbitraries.of("INFINITY", "-INFINITY", "0", "100", "-7");
    }

    private static Arbitrary<String> roles4() {
        return Arbitraries.of("", "Started", "Promoted", "Unpromoted", "Stopped");
    }

    private static Arbitrary<List<Element>> sets(String word, Arbitrary<String> words) {
        return Combinators.combine(
                        ids().list().uniqueElements().ofMinSize(1).ofMaxSize(3),
                        words,
                        Arbitraries.of(true, false),
                        Arbitraries.of(true, false))
                .as((members, value, sequential, all) -> {
                    Element.Builder set = Element.builder("resource_set").attribute("id", "any");
                    set.attribute(word, value.isEmpty() ? null : value);
                    set.attribute("sequential", sequential ? null : "false");
                    set.attribute("require-all", all ? null : "false");
                    members.forEach(member -> set.child(Element.of("resource_ref", "id", member)));
                    return set.build();
                })
                .list()
                .ofMinSize(1)
                .ofMaxSize(3);
    }

    private static Arbitrary<Definition> locations() {
        Arbitrary<Element> plain = Combinators.combine(ids(), scores(), Arbitraries.of("node1", "HA-node2"), roles4())
                .as((rsc, score, node, role) -> Element.of(
                        "rsc_location",
                        "id",
                        "l",
                        "rsc",
                        rsc,
                        "score",
                        score,
                        "node",
                        node,
                        "role",
                        role.isEmpty() ? null : role));
        Arbitrary<Element> ruled = Combinators.combine(
                        Arbitraries.of("vip.*", "^a b$"),
                        rules("l").list().ofMinSize(1).ofMaxSize(2))
                .as((pattern, rules) -> Element.of(
                                "rsc_location", "id", "l", "rsc-pattern", pattern, "resource-discovery", "never")
                        .withChildren(numbered(
                                rules.stream()
                                        .map(rule -> rule.has("score") ? rule : rule.with("score", "INFINITY"))
                                        .toList(),
                                "l")));
        Arbitrary<Element> many = sets("role", roles4())
                .map(sets -> Element.of("rsc_location", "id", "l", "score", "10", "node", "n")
                        .withChildren(sets));
        return Arbitraries.oneOf(plain, ruled, many).map(element -> new Definition("constraints", element));
    }

    private static Arbitrary<Definition> colocations() {
        Arbitrary<Element> plain = Combinators.combine(ids(), ids(), scores(), roles4(), roles4())
                .as((rsc, with, score, role, withRole) -> Element.of(
                        "rsc_colocation",
                        "id",
                        "c",
                        "score",
                        score,
                        "rsc",
                        rsc,
                        "rsc-role",
                        role.isEmpty() ? null : role,
                        "with-rsc",
                        with,
                        "with-rsc-role",
                        withRole.isEmpty() ? null : withRole,
                        "node-attribute",
                        role.isEmpty() ? "rack" : null));
        Arbitrary<Element> many = sets("role", roles4())
                .map(sets -> Element.of("rsc_colocation", "id", "c", "score", "INFINITY")
                        .withChildren(sets));
        return Arbitraries.oneOf(plain, many).map(element -> new Definition("constraints", element));
    }

    private static Arbitrary<Definition> orders() {
        Arbitrary<String> actions = Arbitraries.of("", "start", "stop", "promote", "demote");
        Arbitrary<String> kinds = Arbitraries.of("Mandatory", "Optional", "Serialize");
        Arbitrary<Element> plain = Combinators.combine(ids(), ids(), kinds, actions, actions)
                .as((first, then, kind, action, thenAction) -> Element.of(
                        "rsc_order",
                        "id",
                        "o",
                        "kind",
                        kind,
                        "first",
                        first,
                        "first-action",
                        action.isEmpty() ? null : action,
                        "then",
                        then,
                        "then-action",
                        thenAction.isEmpty() ? null : thenAction,
                        "symmetrical",
                        action.isEmpty() ? "false" : null));
        Arbitrary<Element> many = Combinators.combine(sets("action", actions), kinds)
                .as((sets, kind) ->
                        Element.of("rsc_order", "id", "o", "kind", kind).withChildren(sets));
        return Arbitraries.oneOf(plain, many).map(element -> new Definition("constraints", element));
    }

    private static Arbitrary<Definition> tickets() {
        Arbitrary<Element> plain = Combinators.combine(ids(), roles4(), Arbitraries.of("", "stop", "fence"))
                .as((rsc, role, policy) -> Element.of(
                        "rsc_ticket",
                        "id",
                        "t",
                        "ticket",
                        "ticketA",
                        "rsc",
                        rsc,
                        "rsc-role",
                        role.isEmpty() ? null : role,
                        "loss-policy",
                        policy.isEmpty() ? null : policy));
        Arbitrary<Element> many = sets("role", roles4())
                .map(sets ->
                        Element.of("rsc_ticket", "id", "t", "ticket", "ticketA").withChildren(sets));
        return Arbitraries.oneOf(plain, many).map(element -> new Definition("constraints", element));
    }

    private static Arbitrary<Definition> options() {
        return Arbitraries.oneOf(
                pairs("cluster_property_set", "cib-bootstrap-options").map(set -> new Definition("crm_config", set)),
                pairs("meta_attributes", "rsc-options").map(set -> new Definition("rsc_defaults", set)),
                pairs("meta_attributes", "other").map(set -> new Definition("op_defaults", set)));
    }

    private static Arbitrary<Definition> nodes() {
        return Combinators.combine(
                        Arbitraries.of("", "remote", "ping"),
                        pairs("instance_attributes", "nodes-1").list().ofMaxSize(1),
                        pairs("utilization", "nodes-1-utilization").list().ofMaxSize(1))
                .as((type, attributes, utilization) -> {
                    List<Element> sets = new ArrayList<>(attributes);
                    sets.addAll(utilization);
                    return new Definition(
                            "nodes",
                            Element.of("node", "id", "1", "uname", "HA-node1", "type", type.isEmpty() ? null : type)
                                    .withChildren(sets));
                });
    }

    private static Arbitrary<Definition> tags() {
        return ids().list()
                .ofMinSize(1)
                .ofMaxSize(3)
                .map(members -> new Definition(
                        "tags",
                        Element.of("tag", "id", "t")
                                .withChildren(members.stream()
                                        .map(member -> Element.of("obj_ref", "id", member))
                                        .toList())));
    }

    private static Arbitrary<Definition> topologies() {
        Arbitrary<String[]> targets = Arbitraries.of(
                new String[] {"target", "node1"},
                new String[] {"target", "node 2"},
                new String[] {"target-pattern", "node[0-9]+"},
                new String[] {"target-attribute", "rack", "target-value", "1"});
        return Combinators.combine(
                        targets.list().ofMinSize(1).ofMaxSize(3).uniqueElements(t -> t[1]),
                        Arbitraries.of("a", "a,b").list().ofMinSize(1).ofMaxSize(3))
                .as((each, devices) -> {
                    Element.Builder out = Element.builder("fencing-topology");
                    for (String[] target : each) {
                        for (int i = 0; i < devices.size(); i++) {
                            Element.Builder level = Element.builder("fencing-level");
                            for (int k = 0; k < target.length; k += 2) {
                                level.attribute(target[k], target[k + 1]);
                            }
                            out.child(level.attribute("index", "" + (i + 1))
                                    .attribute("devices", devices.get(i))
                                    .build());
                        }
                    }
                    return new Definition("fencing-topology", out.build());
                });
    }

    private static Arbitrary<Definition> bundles() {
        return Combinators.combine(
                        Arbitraries.of("docker", "podman"),
                        values(),
                        Arbitraries.of(true, false),
                        Arbitraries.of(true, false),
                        ids().list().ofMaxSize(1),
                        pairs("meta_attributes", "b-meta_attributes").list().ofMaxSize(1))
                .as((engine, image, network, storage, child, meta) -> {
                    Element.Builder out = Element.builder("bundle").attribute("id", "b");
                    out.children(meta).child(Element.of(engine, "image", image, "replicas", "3"));
                    if (network) {
                        out.child(Element.of("network", "ip-range-start", "192.0.2.1")
                                .withChild(Element.of("port-mapping", "id", "b-port-map-0", "port", "80"))
                                .withChild(Element.of("port-mapping", "id", "own", "range", "1-9")));
                    }
                    if (storage) {
                        out.child(Element.of("storage")
                                .withChild(Element.of(
                                        "storage-mapping", "id", "m", "source-dir", "/a b", "target-dir", "/c")));
                    }
                    return new Definition("resources", out.build(), child);
                });
    }

    private static Arbitrary<Definition> alerts() {
        Arbitrary<Element> recipients = Combinators.combine(
                        values(),
                        pairs("instance_attributes", "al-recipient-1-instance_attributes")
                                .list()
                                .ofMaxSize(1))
                .as((value, sets) -> Element.of("recipient", "id", "al-recipient-1", "value", value)
                        .withChildren(sets));
        Arbitrary<Element> selects = Arbitraries.of(
                Element.of("select")
                        .withChild(Element.of("select_nodes"))
                        .withChild(Element.of("select_attributes")
                                .withChild(Element.of("attribute", "id", "any", "name", "standby"))
                                .withChild(Element.of("attribute", "id", "any", "name", "#health"))),
                Element.of("select").withChild(Element.of("select_fencing")).withChild(Element.of("select_resources")));
        return Combinators.combine(
                        values(),
                        pairs("meta_attributes", "al-meta_attributes").list().ofMaxSize(1),
                        selects.list().ofMaxSize(1),
                        recipients.list().ofMaxSize(1))
                .as((path, meta, select, recipient) -> new Definition(
                        "alerts",
                        Element.builder("alert")
                                .attribute("id", "al")
                                .attribute("path", path)
                                .children(meta)
                                .children(select)
                                .children(recipient)
                                .build()));
    }

    private static Arbitrary<Definition> roles() {
        Arbitrary<Element> permissions = Combinators.combine(
                        Arbitraries.of("read", "write", "deny"),
                        Arbitraries.of(
                                new String[] {"xpath", "//nvpair[@name='a b']"},
                                new String[] {"reference", "vip"},
                                new String[] {"object-type", "nodes"},
                                new String[] {"object-type", "nvpair", "attribute", "value"}),
                        Arbitraries.of("", "says \"why\""))
                .as((kind, about, description) -> {
                    Element.Builder out = Element.builder("acl_permission").attribute("kind", kind);
                    for (int i = 0; i < about.length; i += 2) {
                        out.attribute(about[i], about[i + 1]);
                    }
                    return out.attribute("description", description.isEmpty() ? null : description)
                            .build();
                });
        return permissions.list().ofMinSize(1).ofMaxSize(4).map(all -> {
            List<Element> named = new ArrayList<>();
            for (Element permission : all) {
                named.add(permission.with("id", "r-p" + named.size()));
            }
            return new Definition("acls", Element.of("acl_role", "id", "r").withChildren(named));
        });
    }

    private static Arbitrary<Definition> targets() {
        return Combinators.combine(
                        Arbitraries.of("acl_target", "acl_group"),
                        ids().list().ofMinSize(1).ofMaxSize(3))
                .as((kind, members) -> new Definition(
                        "acls",
                        Element.of(kind, "id", "joe")
                                .withChildren(members.stream()
                                        .map(member -> Element.of("role", "id", member))
                                        .toList())));
    }
}
