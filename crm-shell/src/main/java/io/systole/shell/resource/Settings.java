package io.systole.shell.resource;

import io.systole.core.cib.Cib;
import io.systole.core.cib.CibOperation;
import io.systole.core.value.CrmExit;
import io.systole.core.xml.Element;
import io.systole.policy.assign.Colocation;
import io.systole.policy.model.Resource;
import io.systole.policy.view.LiveState;
import io.systole.shell.command.Failure;
import io.systole.shell.command.PairSets;
import java.util.ArrayList;
import java.util.List;

/**
 * Decides where a parameter, meta-attribute or utilization attribute of a resource is set or deleted, as {@code
 * crm_resource} does: a meta-attribute goes to the clone around a primitive, unless the primitive has it already; in a group
 * members that have it are changed along.
 */
final class Settings {
    /**
     * What is set or deleted.
     *
     * @param kind {@code instance_attributes}, {@code meta_attributes} or {@code utilization}
     * @param set only in the set with this id; null for any
     * @param id only the pair with this id; null for any
     * @param force exactly on the resource named
     */
    record Place(String resource, String kind, String name, String set, String id, boolean force) {}

    /**
     * One value that changes.
     *
     * @param element the resource's element
     * @param set the id of a set that was made or named; null where the pair was there
     * @param pair the pair's id
     */
    record Change(Element element, String kind, String set, String pair, String name, String value) {}

    private final Element resources;
    private final LiveState state;
    private final Finder finder;
    private final List<String> notes = new ArrayList<>();
    private final List<Change> changes = new ArrayList<>();
    private final List<CibOperation> operations = new ArrayList<>();

    Settings(Cib cib, LiveState state) {
        this.resources = cib.section("resources");
        this.state = state;
        this.finder = new Finder(state);
    }

    List<String> notes() {
        return notes;
    }

    List<Change> changes() {
        return changes;
    }

    List<CibOperation> operations() {
        return operations;
    }

    /** @param recursive also on resources that are colocated with it */
    void set(Place place, String value, boolean recursive) throws Failure {
        Resource resource = finder.resource(place.resource());
        if (place.kind().equals("instance_attributes") && !place.force()) {
            refuseMeta(resource, place);
        }
        List<Resource> meant = place.kind().equals("instance_attributes")
                ? List.of(resource)
                : place.set() != null || place.id() != null
                        ? last(matching(resource, place, "update"))
                        : matching(resource, place, "update");
        List<Resource> done = new ArrayList<>();
        for (Resource one : meant) {
            setOn(one, place, value);
            done.add(one);
            if (recursive && place.kind().equals("meta_attributes")) {
                setOnColocated(one, place, value, done);
            }
        }
    }

    private static List<Resource> last(List<Resource> list) {
        return list.subList(list.size() - 1, list.size());
    }

    private void setOnColocated(Resource primary, Place place, String value, List<Resource> done) throws Failure {
        for (Colocation colocation : state.colocations().withThis(primary)) {
            Resource dependent = colocation.dependent();
            if (colocation.score() > 0 && !done.contains(dependent)) {
                done.add(dependent);
                setOn(
                        dependent,
                        new Place(dependent.configuredId(), place.kind(), place.name(), null, null, true),
                        value);
                setOnColocated(dependent, place, value, done);
            }
        }
    }

    private void refuseMeta(Resource resource, Place place) throws Failure {
        Element top = element(Finder.collective(resource));
        List<Element> found = PairSets.ofResource(top, "meta_attributes").find(place.set(), place.id(), place.name());
        if (!found.isEmpty()) {
            throw new Failure(
                    CrmExit.MULTIPLE,
                    "there is already a meta attribute for '" + top.id() + "' called '" + place.name() + "' (id="
                            + found.get(0).id() + ")\nDelete '" + found.get(0).id()
                            + "' first or use the force option to override");
        }
    }

    private void setOn(Resource resource, Place place, String value) throws Failure {
        Element element = element(resource);
        PairSets sets = PairSets.ofResource(element, place.kind());
        Element pair = sets.one(place.set(), place.id(), place.name());
        if (pair != null) {
            operations.add(sets.change(pair, value));
            changes.add(new Change(element, place.kind(), place.set(), pair.id(), place.name(), value));
            return;
        }
        String set = place.set() == null ? element.id() + "-" + place.kind() : place.set();
        String id = place.id() == null ? PairSets.idOf(set + "-" + place.name()) : place.id();
        operations.add(sets.add(set, id, place.name(), value));
        changes.add(new Change(element, place.kind(), set, id, place.name(), value));
    }

    void delete(Place place) throws Failure {
        Resource resource = finder.resource(place.resource());
        List<Resource> meant =
                place.kind().equals("meta_attributes") ? matching(resource, place, "delete") : List.of(resource);
        for (Resource one : meant) {
            Element element = element(one);
            PairSets sets = PairSets.ofResource(element, place.kind());
            Element pair = sets.one(place.set(), place.id(), place.name());
            if (pair != null) {
                operations.add(sets.remove(pair));
                changes.add(new Change(element, place.kind(), place.set(), pair.id(), place.name(), null));
            }
        }
    }

    private List<Resource> matching(Resource resource, Place place, String what) throws Failure {
        if (place.force()) {
            return List.of(resource);
        }
        if (resource.parent != null && resource.parent.isClone()) {
            if (has(resource, place)) {
                return List.of(resource);
            }
            notes.add("Performing " + what + " of '" + place.name() + "' on '" + resource.parent.id
                    + "', the parent of '" + place.resource() + "'");
            return List.of(resource.parent);
        }
        if (resource.parent == null && resource.isClone() && !resource.children.isEmpty()) {
            Resource child = resource.children.get(0);
            if (child.isPrimitive() && has(child, place)) {
                notes.add("A value for '" + place.name() + "' already exists in child '" + child.configuredId()
                        + "', performing " + what + " on that instead of '" + place.resource() + "'");
                return List.of(child);
            }
            return List.of(resource);
        }
        List<Resource> found = new ArrayList<>();
        for (Resource member : resource.children) {
            if (has(member, place)) {
                found.add(member);
            }
        }
        found.add(resource);
        return found;
    }

    private boolean has(Resource resource, Place place) throws Failure {
        return !PairSets.ofResource(element(resource), place.kind())
                .find(place.set(), place.id(), place.name())
                .isEmpty();
    }

    private Element element(Resource resource) throws Failure {
        Element element = Finder.configured(resources, resource.configuredId());
        if (element == null) {
            throw new Failure(CrmExit.NOSUCH, "Resource '" + resource.configuredId() + "' is not configured");
        }
        return element;
    }

    /** The value that holds for a resource, rules, defaults and templates included; null for none. */
    String effective(String id, String kind, String name) throws Failure {
        Resource resource = finder.resource(id);
        return switch (kind) {
            case "meta_attributes" -> resource.meta.get(name);
            case "utilization" -> state.utilization(resource).get(name);
            default ->
                state.parameters(resource, resource.activeNodes.size() == 1 ? resource.activeNodes.get(0) : null)
                        .get(name);
        };
    }
}
