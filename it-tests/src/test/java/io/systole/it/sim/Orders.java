package io.systole.it.sim;

import io.systole.core.cib.Cib;
import io.systole.core.cib.CibOperation;
import io.systole.core.message.Request;
import io.systole.core.sim.Simulation;
import io.systole.core.xml.Element;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** What people type while things go wrong, and what they type to have everything as it was. */
final class Orders {
    private static final List<String> ROLES = List.of("other", "pg", "vip");

    private Orders() {}

    private static Request.Change change(CibOperation operation) {
        return new Request.Change(List.of(operation), null, false, "person");
    }

    private static Request.Change modify(String section, Element content) {
        return change(new CibOperation.Modify(section, content, true));
    }

    private static Element pair(String id, String name, String value) {
        return Element.of("nvpair", "id", id, "name", name, "value", value);
    }

    static Request option(String name, String value) {
        Element set = Element.of("cluster_property_set", "id", "people").withChild(pair("people-" + name, name, value));
        return modify("crm_config", Element.of("crm_config").withChild(set));
    }

    static Request maintenance(boolean on) {
        return option("maintenance-mode", Boolean.toString(on));
    }

    /** Whether some node believes so, or some disk does. */
    static boolean inMaintenance(Simulation world) {
        return world.machines().stream()
                .anyMatch(m -> inMaintenance(m.disk())
                        || m.up() && inMaintenance(m.published().cib()));
    }

    static boolean inMaintenance(Cib cib) {
        Element pair = cib.configuration().find("people-maintenance-mode");
        return pair != null && "true".equals(pair.attribute("value"));
    }

    private static Element constraint(String resource) {
        return Element.of("rsc_location", "id", "cli-prefer-" + resource, "rsc", resource);
    }

    static Request move(String resource, String node) {
        return modify(
                "constraints",
                Element.of("constraints")
                        .withChild(constraint(resource).with("node", node).with("score", "INFINITY")));
    }

    static Request unmove(String resource) {
        return change(new CibOperation.Delete("constraints", constraint(resource)));
    }

    /** @param standby whether what needs the ticket shall leave without the act that its loss would mean */
    static Request ticket(String ticket, boolean granted, boolean standby) {
        Element state = Element.of(
                "ticket_state",
                "id",
                ticket,
                "granted",
                Boolean.toString(granted),
                "standby",
                Boolean.toString(standby));
        return modify(
                "status", Element.of("status").withChild(Element.of("tickets").withChild(state)));
    }

    private static Element ban(String resource, String node) {
        return Element.of("rsc_location", "id", "cli-ban-" + resource + "-on-" + node, "rsc", resource);
    }

    static Request ban(String resource, String node, boolean banned) {
        return banned
                ? modify(
                        "constraints",
                        Element.of("constraints")
                                .withChild(
                                        ban(resource, node).with("node", node).with("score", "-INFINITY")))
                : change(new CibOperation.Delete("constraints", ban(resource, node)));
    }

    /** A move that ends by itself. */
    static Request moveUntil(String resource, String node, long endsAtMs) {
        Element rule = Element.of("rule", "id", "cli-prefer-rule-" + resource, "score", "INFINITY", "boolean-op", "and")
                .withChild(Element.of(
                        "expression",
                        "id",
                        "cli-prefer-expr-" + resource,
                        "attribute",
                        "#uname",
                        "operation",
                        "eq",
                        "value",
                        node))
                .withChild(Element.of(
                        "date_expression",
                        "id",
                        "cli-prefer-lifetime-" + resource,
                        "operation",
                        "lt",
                        "end",
                        Instant.ofEpochMilli(endsAtMs)
                                .truncatedTo(ChronoUnit.SECONDS)
                                .toString()));
        return new Request.Change(
                List.of(
                        new CibOperation.Delete("constraints", constraint(resource)),
                        new CibOperation.Modify(
                                "constraints",
                                Element.of("constraints")
                                        .withChild(constraint(resource).withChild(rule)),
                                true)),
                null,
                false,
                "person");
    }

    /** Whether one resource is left alone by the cluster. */
    static Request alone(String resource, String option, boolean alone) {
        boolean value = option.equals("maintenance") == alone;
        Element set = Element.of("meta_attributes", "id", resource + "-meta")
                .withChild(pair(resource + "-" + option, option, Boolean.toString(value)));
        return change(new CibOperation.Modify(
                "resources", Element.of("primitive", "id", resource).withChild(set), true));
    }

    private static Request onResource(int which, Element set) {
        String id = ROLES.get(Math.floorMod(which, ROLES.size()));
        String element = id.equals("pg") ? "group" : "primitive";
        return change(new CibOperation.Modify(
                "resources", Element.of(element, "id", id).withChild(set), true));
    }

    static Request role(int which, String role) {
        String id = ROLES.get(Math.floorMod(which, ROLES.size()));
        return onResource(
                which,
                Element.of("meta_attributes", "id", id + "-meta").withChild(pair(id + "-role", "target-role", role)));
    }

    /** A running resource is restarted with it. */
    static Request parameter(int which, int value) {
        String id = ROLES.get(Math.floorMod(which, ROLES.size()));
        return onResource(
                which,
                Element.of("instance_attributes", "id", id + "-parameters")
                        .withChild(pair(id + "-state", "state", "/run/" + value)));
    }

    /** Everything that keeps resources from running where they may is taken back. */
    static List<Request> allAsItWas() {
        return List.of(
                maintenance(false),
                role(0, "Started"),
                role(1, "Started"),
                role(2, "Started"),
                unmove("other"),
                unmove("pg"));
    }

    /**
     * The same for an estate. Whether its tickets are there at the end differs by seed.
     *
     * @param granted whether ticket T is
     */
    static List<Request> estateAsItWas(Simulation world, boolean granted, boolean standby) {
        List<Request> all = new ArrayList<>(allAsItWas());
        all.add(ticket("T", granted, standby));
        all.add(ticket("V", true, false));
        all.add(unmove("mover"));
        for (String resource : List.of("other", "mover")) {
            all.add(alone(resource, "is-managed", false));
            all.add(alone(resource, "maintenance", false));
            world.machines().forEach(m -> all.add(ban(resource, m.name().text(), false)));
        }
        return all;
    }
}
