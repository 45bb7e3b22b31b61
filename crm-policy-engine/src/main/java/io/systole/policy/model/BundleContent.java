package io.systole.policy.model;

import java.util.ArrayList;
import java.util.List;

/** What only bundles have. */
public final class BundleContent {
    public int promotedMax;
    public int replicaCount;
    public int replicasPerHost;
    /** The clone of what runs inside, or null. */
    public Resource child;

    public final List<Replica> replicas = new ArrayList<>();

    public Resource child() {
        return child;
    }

    public List<Replica> replicas() {
        return replicas;
    }

    public int replicaCount() {
        return replicaCount;
    }

    public int replicasPerHost() {
        return replicasPerHost;
    }
}
