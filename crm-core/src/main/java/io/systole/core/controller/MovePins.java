package io.systole.core.controller;

import io.systole.core.cib.Cib;
import io.systole.core.value.NodeName;
import io.systole.core.xml.Element;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Lets a move finish whose constraint is removed while it is under way, as {@code unmigrate} typed right after {@code
 * migrate} does. The scheduler goes on seeing the constraint until the cluster has nothing left to do, or the resource has
 * failed where it was to go.
 */
final class MovePins {
    private final Site site;
    private final Map<String, Element> kept = new LinkedHashMap<>();

    MovePins(Site site) {
        this.site = site;
    }

    void clear() {
        kept.clear();
    }

    /** The configuration has changed. */
    void changed(Cib before, Cib after, boolean idle) {
        for (Element constraint : before.section("constraints").children()) {
            String id = constraint.id();
            boolean ofMove = id != null && (id.startsWith("cli-prefer-") || id.startsWith("cli-ban-"));
            if (ofMove && !idle && after.section("constraints").find(id) == null && stillMeant(after, constraint)) {
                kept.put(id, constraint);
                site.log(
                        Effect.Level.NOTICE,
                        "the constraint " + id + " is removed while its move is under way: the move finishes first");
            }
        }
        // A later move of the same resource, or the resource's end, ends the earlier one.
        kept.values().removeIf(c -> !stillMeant(after, c));
    }

    private static boolean stillMeant(Cib cib, Element constraint) {
        String resource = constraint.attribute("rsc", "");
        boolean exists = cib.section("resources").find(resource) != null;
        boolean movedAgain = cib.section("constraints").children().stream()
                .anyMatch(c -> c.id() != null && c.id().startsWith("cli-") && resource.equals(c.attribute("rsc")));
        return exists && !movedAgain;
    }

    void failed(NodeName node, String resource) {
        kept.values().removeIf(c -> {
            String base = resource.contains(":") ? resource.substring(0, resource.indexOf(':')) : resource;
            return base.equals(c.attribute("rsc")) && node.text().equalsIgnoreCase(c.attribute("node"));
        });
    }

    /** The cluster has come to rest. Returns whether anything was kept until now. */
    boolean release() {
        boolean any = !kept.isEmpty();
        kept.clear();
        return any;
    }

    /** The CIB as the scheduler is to see it. */
    Cib applied(Cib cib) {
        if (kept.isEmpty()) {
            return cib;
        }
        Element root = cib.root();
        Element configuration = cib.configuration();
        Element constraints = cib.section("constraints");
        List<Element> all = new ArrayList<>(constraints.children());
        all.addAll(kept.values());
        int at = configuration.children().indexOf(constraints);
        Element changed = configuration.replacing(at, constraints.withChildren(all));
        return new Cib(root.replacing(root.children().indexOf(configuration), changed));
    }
}
