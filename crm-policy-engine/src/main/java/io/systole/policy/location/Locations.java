package io.systole.policy.location;

import io.systole.policy.model.Resource;
import io.systole.policy.score.NodeTable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** All location preferences of one scheduling run, found by resource. */
public final class Locations {
    private final List<Location> all = new ArrayList<>();
    private final List<List<Location>> byResource = new ArrayList<>();

    public void add(Location location) {
        all.add(location);
        addFor(location.resource(), location);
    }

    private void addFor(Resource resource, Location location) {
        while (byResource.size() <= resource.index) {
            byResource.add(List.of());
        }
        List<Location> list = byResource.get(resource.index);
        if (list.isEmpty()) {
            list = new ArrayList<>(2);
            byResource.set(resource.index, list);
        }
        list.add(0, location);
    }

    /** The preferences that name this very resource, latest first. */
    public List<Location> of(Resource resource) {
        return resource.index < byResource.size() ? byResource.get(resource.index) : List.of();
    }

    /** All preferences, latest first. */
    public List<Location> latestFirst() {
        List<Location> latestFirst = new ArrayList<>(all);
        Collections.reverse(latestFirst);
        return latestFirst;
    }

    /** Applies all preferences, latest first. */
    public void apply() {
        for (Location location : latestFirst()) {
            location.apply();
            if (location.isForBundledRole()) {
                addFor(location.resource().bundle.child(), location);
            }
        }
    }

    /** The mode that a value of attribute resource-discovery stands for; always, if there is none or it is unknown. */
    static byte probeMode(String discovery) {
        if ("never".equalsIgnoreCase(discovery)) {
            return NodeTable.PROBE_NEVER;
        }
        return "exclusive".equalsIgnoreCase(discovery) ? NodeTable.PROBE_EXCLUSIVE : NodeTable.PROBE_ALWAYS;
    }
}
