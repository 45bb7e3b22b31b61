package io.systole.policy.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds resources by id or by the name that history has for them. Only looked up, never walked over. */
final class ResourceIndex {
    private final Map<String, List<Resource>> byName = new LinkedHashMap<>();

    ResourceIndex(List<Resource> resources) {
        resources.forEach(this::add);
    }

    private void add(Resource resource) {
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

    private void put(String name, Resource resource) {
        byName.computeIfAbsent(name, key -> new ArrayList<>(1)).add(resource);
    }

    Resource find(String name) {
        List<Resource> found = byName.get(name);
        return found == null ? null : found.get(0);
    }

    List<Resource> all(String name) {
        return byName.getOrDefault(name, List.of());
    }
}
