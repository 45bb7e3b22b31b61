package io.systole.shell.ha;

import io.systole.core.cib.Cib;
import io.systole.core.value.Role;
import io.systole.core.view.CloneView;
import io.systole.core.view.ClusterView;
import io.systole.core.view.GroupView;
import io.systole.core.view.PrimitiveView;
import io.systole.core.view.ResourceView;
import io.systole.core.xml.Element;
import io.systole.policy.view.LiveState;
import java.util.ArrayList;
import java.util.List;

/** What Heartbeat called resources, a line of haresources: a group or a primitive that runs on one node at a time. */
final class Services {
    private Services() {}

    /**
     * @param node where it runs, or null
     * @param preferred the node that its location constraints prefer most, or null
     * @param promoted whether it is about the promoted instance of a clone
     */
    record Service(String id, String node, String preferred, boolean promoted) {
        boolean on(String name) {
            return name.equalsIgnoreCase(node);
        }

        boolean localTo(String name) {
            return name.equalsIgnoreCase(preferred);
        }
    }

    static List<Service> of(Cib cib) {
        ClusterView view = LiveState.of(cib, System.currentTimeMillis()).view();
        List<Service> services = new ArrayList<>();
        for (ResourceView resource : view.resources()) {
            boolean fencing = resource instanceof PrimitiveView primitive
                    && (primitive.agent().standard().equals("stonith") || primitive.internal());
            if (resource instanceof GroupView || resource instanceof PrimitiveView && !fencing) {
                services.add(
                        new Service(resource.id(), first(resource.activeOn()), preferred(cib, resource.id()), false));
            } else if (resource instanceof CloneView clone && clone.promotable() && !followed(cib, clone.id())) {
                services.add(new Service(clone.id(), promotedOn(clone), preferred(cib, clone.id()), true));
            }
        }
        return services;
    }

    private static String first(List<String> nodes) {
        return nodes.isEmpty() ? null : nodes.get(0);
    }

    private static String promotedOn(CloneView clone) {
        return clone.members().stream()
                .filter(member -> member.role() == Role.PROMOTED)
                .map(member -> first(member.activeOn()))
                .findFirst()
                .orElse(null);
    }

    /** Whether something else runs where the clone is promoted, and takes it along when it moves. */
    private static boolean followed(Cib cib, String clone) {
        return cib.section("constraints").children("rsc_colocation").stream()
                .anyMatch(c -> clone.equals(c.attribute("with-rsc"))
                        && !c.attribute("score", "").startsWith("-"));
    }

    private static String preferred(Cib cib, String id) {
        String best = null;
        long most = 0;
        for (Element location : cib.section("constraints").children("rsc_location")) {
            // What moving left is no preference of the configuration.
            if (!id.equals(location.attribute("rsc"))
                    || location.attribute("id", "").startsWith("cli-")) {
                continue;
            }
            List<Element> rules = location.children("rule");
            Element scored = rules.isEmpty() ? location : rules.get(0);
            String node = rules.isEmpty() ? location.attribute("node") : named(scored);
            long score = score(scored.attribute("score", ""));
            if (node != null && score > most) {
                best = node;
                most = score;
            }
        }
        return best;
    }

    private static String named(Element rule) {
        List<Element> expressions = rule.children("expression");
        return expressions.size() == 1
                        && "#uname".equals(expressions.get(0).attribute("attribute"))
                        && "eq".equals(expressions.get(0).attribute("operation"))
                ? expressions.get(0).attribute("value")
                : null;
    }

    private static long score(String text) {
        return text.matches("\\+?INFINITY") ? 1_000_000 : text.matches("[0-9]{1,9}") ? Long.parseLong(text) : 0;
    }
}
