package io.systole.shell.configure;

import io.systole.core.operation.AgentId;
import io.systole.core.port.AgentCatalog.Resolution;
import io.systole.core.value.CrmExit;
import io.systole.core.xml.Element;
import io.systole.shell.command.Failure;
import io.systole.shell.grammar.Definition;
import io.systole.shell.level.Context;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What becomes of a definition between the keyboard and the draft: agents get their installed names, old words new ones. */
final class Intake {
    /** Cluster properties of old that are defaults of resources or operations now: section, set, element, name. */
    private static final Map<String, String[]> MOVED = new LinkedHashMap<>();

    static {
        String[] resources = {"rsc_defaults", "rsc-options"};
        MOVED.put("default-resource-stickiness", new String[] {resources[0], resources[1], "resource-stickiness"});
        MOVED.put("is-managed-default", new String[] {resources[0], resources[1], "is-managed"});
        MOVED.put("default-migration-threshold", new String[] {resources[0], resources[1], "migration-threshold"});
        MOVED.put("default-action-timeout", new String[] {"op_defaults", "op-options", "timeout"});
    }

    private Intake() {}

    /** One definition as typed becomes one or, where it holds words that belong elsewhere now, several. */
    static List<Definition> take(Definition typed, Context context) throws Failure {
        refuseHidden(typed.element(), typed.id());
        return switch (typed.element().name()) {
            case "primitive", "template" -> List.of(agent(typed, context));
            case "cluster_property_set" -> properties(typed, context);
            default -> List.of(typed);
        };
    }

    /** What {@code show} hides must not come back as a value. */
    private static void refuseHidden(Element element, String object) throws Failure {
        if (element.name().equals("nvpair") && Shown.HIDDEN.equals(element.attribute("value"))) {
            throw new Failure(
                    CrmExit.CONFIG,
                    object + ": " + element.attribute("name") + " holds what \"show\" prints in place of a secret; type"
                            + " the value, or take the text from \"save\"");
        }
        for (Element child : element.children()) {
            refuseHidden(child, object);
        }
    }

    private static Definition agent(Definition typed, Context context) {
        Element element = typed.element();
        if (!element.has("class")) {
            return typed;
        }
        String standard = element.attribute("class");
        String provider = element.attribute("provider");
        String name = standard + ":" + (provider == null ? "" : provider + ":") + element.attribute("type");
        Resolution resolution = context.agents().resolve(name);
        if (resolution.agent().isEmpty() || !resolution.found()) {
            // An OCF agent without a provider is heartbeat's, as crmsh has it.
            return standard.equals("ocf") && provider == null
                    ? typed.with(withAgent(element, new AgentId("ocf", "heartbeat", element.attribute("type"))))
                    : typed;
        }
        AgentId agent = resolution.agent().get();
        if (!resolution.notice().isEmpty()) {
            context.info(typed.id() + ": " + resolution.notice());
        }
        return typed.with(withAgent(element, agent));
    }

    private static Element withAgent(Element element, AgentId agent) {
        Element.Builder out = Element.builder(element.name());
        for (int i = 0; i < element.attributeCount(); i++) {
            switch (element.attributeName(i)) {
                case "provider" -> {}
                case "class" -> out.attribute("class", agent.standard()).attribute("provider", agent.provider());
                case "type" -> out.attribute("type", agent.type());
                default -> out.attribute(element.attributeName(i), element.attributeValue(i));
            }
        }
        return out.children(element.children()).build();
    }

    private static List<Definition> properties(Definition typed, Context context) {
        List<Definition> all = new ArrayList<>();
        List<Element> stay = new ArrayList<>();
        for (Element child : typed.element().children()) {
            String[] place = MOVED.get(child.attribute("name", ""));
            if (place == null) {
                stay.add(child);
                continue;
            }
            context.info("property " + child.attribute("name") + " is kept as " + place[0] + " " + place[2]
                    + ", which has taken its place");
            Element set = Element.of("meta_attributes", "id", place[1])
                    .withChild(Element.of(
                            "nvpair",
                            "name",
                            place[2],
                            "value",
                            child.attribute("value"),
                            "id",
                            place[1] + "-" + place[2]));
            all.add(new Definition(place[0], set));
        }
        boolean left = stay.stream().anyMatch(child -> !child.name().equals(Element.COMMENT));
        if (left || all.isEmpty()) {
            all.add(0, typed.with(typed.element().withChildren(stay)));
        }
        return all;
    }
}
