package io.systole.policy.model;

/** One replica of a bundle: the resources that make it up, any of which but the container may be missing. */
public final class Replica {
    public final int offset;
    /** The instance of the bundled resource that runs inside. */
    public Resource child;

    public Resource container;
    public Resource ip;
    /** The connection to the node that the container is. */
    public Resource remote;

    public Node node;
    public String ipAddress;

    public Replica(int offset) {
        this.offset = offset;
    }
}
