package io.systole.policy.model;

/** A cluster ticket as the status section knows it. */
public final class Ticket {
    public final String id;
    public boolean granted;
    public boolean standby;

    public Ticket(String id) {
        this.id = id;
    }
}
