package io.systole.shell.resource;

import io.systole.core.value.Role;
import io.systole.core.value.Score;
import io.systole.core.xml.Element;
import io.systole.policy.assign.Colocation;
import io.systole.policy.location.Location;
import io.systole.policy.model.Node;
import io.systole.policy.model.Resource;
import io.systole.policy.view.LiveState;
import io.systole.shell.render.Outline;
import java.util.ArrayList;
import java.util.List;

/** The locations and colocations that say where a resource may be, and those of the resources colocated with it. */
final class ConstraintList {
    private final LiveState state;
    private final boolean recursive;

    /** @param recursive follow chains of colocations */
    ConstraintList(LiveState state, boolean recursive) {
        this.state = state;
        this.recursive = recursive;
    }

    List<Outline> outline(Resource resource) {
        List<Outline> sections = new ArrayList<>(locations(resource));
        sections.addAll(chain(resource, true, new ArrayList<>()));
        sections.addAll(chain(resource, false, new ArrayList<>()));
        return sections;
    }

    private List<Outline> locations(Resource resource) {
        List<Outline> items = new ArrayList<>();
        for (Location location : state.locations(resource)) {
            for (Node node : state.cluster().nodes) {
                if (location.names(node)) {
                    items.add(Outline.item("Node " + node.name + " (score=" + Score.format(location.scoreOn(node))
                            + ", id=" + location.id() + ", rsc=" + resource.id + ")"));
                }
            }
        }
        return items.isEmpty() ? List.of() : List.of(Outline.list("Locations", items));
    }

    /** @param dependents those that go where the resource is, rather than those that it goes to */
    private List<Outline> chain(Resource resource, boolean dependents, List<Resource> seen) {
        if (seen.contains(resource)) {
            return List.of();
        }
        seen.add(resource);
        List<Outline> items = new ArrayList<>();
        for (Colocation colocation : colocations(resource, dependents)) {
            Resource other = dependents ? colocation.dependent() : colocation.primary();
            if (seen.contains(other)) {
                items.add(Outline.item(other.id + " (id=" + colocation.id() + " - loop)"));
                continue;
            }
            List<Outline> below = new ArrayList<>(locations(other));
            if (recursive) {
                below.addAll(chain(other, dependents, seen));
            }
            items.add(new Outline(
                    Outline.item(header(other, colocation, dependents)).line(), false, below));
        }
        String heading = dependents
                ? "Resources colocated with " + resource.id
                : "Resources " + resource.id + " is colocated with";
        return items.isEmpty() ? List.of() : List.of(Outline.list(heading, items));
    }

    private List<Colocation> colocations(Resource resource, boolean dependents) {
        return dependents
                ? state.colocations().withThis(resource)
                : state.colocations().thisWith(resource);
    }

    private static String header(Resource other, Colocation colocation, boolean dependents) {
        Role role = colocation.primaryRole();
        boolean special = role == Role.PROMOTED || role == Role.UNPROMOTED;
        return other.id + " (score=" + Score.format(colocation.score())
                + (special ? ", " + (dependents ? "needs" : "with") + " role=" + role : "") + ", id=" + colocation.id()
                + ")";
    }

    Element element(Resource resource) {
        List<Element> found = new ArrayList<>(locationElements(resource));
        collect(resource, true, new ArrayList<>(), found);
        collect(resource, false, new ArrayList<>(), found);
        return Element.of("constraints").withChildren(found);
    }

    private List<Element> locationElements(Resource resource) {
        List<Element> found = new ArrayList<>();
        for (Location location : state.locations(resource)) {
            for (Node node : state.cluster().nodes) {
                if (location.names(node)) {
                    found.add(Element.of(
                            "rsc_location",
                            "node",
                            node.name,
                            "rsc",
                            resource.id,
                            "id",
                            location.id(),
                            "score",
                            Score.format(location.scoreOn(node))));
                }
            }
        }
        return found;
    }

    private void collect(Resource resource, boolean dependents, List<Resource> seen, List<Element> found) {
        if (seen.contains(resource)) {
            return;
        }
        seen.add(resource);
        for (Colocation colocation : colocations(resource, dependents)) {
            Resource other = dependents ? colocation.dependent() : colocation.primary();
            found.add(Element.of(
                    "rsc_colocation",
                    "id",
                    colocation.id(),
                    "rsc",
                    colocation.dependent().id,
                    "with-rsc",
                    colocation.primary().id,
                    "score",
                    Score.format(colocation.score()),
                    "node-attribute",
                    colocation.nodeAttribute(),
                    "rsc-role",
                    word(colocation.dependentRole()),
                    "with-rsc-role",
                    word(colocation.primaryRole())));
            if (!seen.contains(other)) {
                found.addAll(locationElements(other));
                if (recursive) {
                    collect(other, dependents, seen, found);
                }
            }
        }
    }

    private static String word(Role role) {
        return role == null ? null : role.word();
    }
}
