package io.systole.policy.model;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds resources by id or by the name that history has for them. Only looked up, never walked over.
 *
 * <p>Where several have one name, they come in the order of the list of resources, instances of a clone by number.
 */
final class ResourceIndex {
    private final Map<String, List<Resource>> byName = new LinkedHashMap<>();
    private final Map<Resource, Integer> positions = new IdentityHashMap<>();

    ResourceIndex(List<Resource> resources) {
        resources.forEach(this::add);
    }

    /** Adds a resource, at the end unless what it is part of is there already, with all that is inside it. */
    void add(Resource resource) {
        positions.putIfAbsent(resource.outermost(), positions.size());
        put(resource.id, resource);
        if (resource.historyId != null && !resource.historyId.equals(resource.id)) {
            put(resource.historyId, resource);
        }
        resource.children.forEach(this::add);
        if (resource.bundle != null) {
            for (Replica replica : resource.bundle.replicas) {
                for (Resource part : new Resource[] {replica.ip, replica.container, replica.remote}) {
                    if (part != null && !resource.children.contains(part)) {
                        add(part);
                    }
                }
            }
        }
    }

    /** To be called when the name that history has for a resource has changed. */
    void renamed(Resource resource, String before) {
        if (before != null && !before.equals(resource.id)) {
            List<Resource> old = byName.get(before);
            if (old != null) {
                old.remove(resource);
            }
        }
        if (resource.historyId != null && !resource.historyId.equals(resource.id)) {
            put(resource.historyId, resource);
        }
    }

    private void put(String name, Resource resource) {
        List<Resource> list = byName.computeIfAbsent(name, key -> new ArrayList<>(1));
        int place = list.size();
        while (place > 0 && isBefore(resource, list.get(place - 1))) {
            place--;
        }
        list.add(place, resource);
    }

    private boolean isBefore(Resource a, Resource b) {
        int positionA = positions.get(a.outermost());
        int positionB = positions.get(b.outermost());
        return positionA != positionB ? positionA < positionB : a.index < b.index;
    }

    Resource find(String name) {
        List<Resource> found = byName.get(name);
        return found == null || found.isEmpty() ? null : found.get(0);
    }

    List<Resource> all(String name) {
        List<Resource> found = byName.get(name);
        return found == null ? List.of() : List.copyOf(found);
    }
}
