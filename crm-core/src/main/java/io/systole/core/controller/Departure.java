package io.systole.core.controller;

import io.systole.core.message.Request;
import io.systole.core.run.LocalResources;

/** How this daemon ends: it is told to leave and the DC lets it go, it waits no longer, or it is not let in. */
final class Departure {
    /** Pacemaker's default of {@code shutdown-escalation}. */
    static final long ESCALATION_DEFAULT_MS = 1_200_000;

    private final Site site;
    private final Replica replica;
    private final LocalResources local;
    private final Requests requests;
    private long sinceMs;
    private boolean gone;

    Departure(Site site, Replica replica, LocalResources local, Requests requests) {
        this.site = site;
        this.replica = replica;
        this.local = local;
        this.requests = requests;
    }

    /** The daemon has ended; it takes nothing any more. */
    boolean gone() {
        return gone;
    }

    void requested() {
        if (!site.leaving) {
            site.leaving = true;
            sinceMs = site.nowMs;
            site.log(Effect.Level.NOTICE, "this node is to leave; its resources are moved first");
            requests.ask(Requests.NOBODY, new Request.Shutdown(site.self()));
        }
    }

    /** Leaves without a DC's word where there is none and nothing runs, or where it takes too long. */
    void tick() {
        if (!site.leaving || gone) {
            return;
        }
        long limitMs = Options.durationMs(replica.cib(), "shutdown-escalation", ESCALATION_DEFAULT_MS);
        boolean nothingHere =
                !local.busy() && local.lrm("").child("lrm_resources").childCount() == 0;
        if (site.nowMs - sinceMs >= limitMs) {
            exit("the resources could not be moved away within shutdown-escalation", false);
        } else if (!site.joined && nothingHere) {
            exit("nothing runs here and no DC has to be asked", false);
        } else {
            site.wakeBy(sinceMs + limitMs);
        }
    }

    /** The DC has nothing more for this node to do. */
    void allowed() {
        exit("nothing runs here any more and the DC lets this node go", false);
    }

    void refused(String why) {
        site.log(Effect.Level.ERROR, "this node is not let into the cluster: " + why);
        exit(why, true);
    }

    private void exit(String reason, boolean refused) {
        site.enter(ControllerState.S_STOPPING, reason);
        site.effect(new Effect.Exit(reason, refused));
        gone = true;
    }
}
