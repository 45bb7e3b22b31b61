package io.systole.core.controller;

import io.systole.core.cib.Cib;

/**
 * A plan that is made while it is still being asked whether the machine of a lost node answers. The likely answer is none, and
 * then the CIB is known already. The plan is used only where the CIB has then become just that; otherwise it is dropped.
 */
final class Foresight {
    private static final long NONE = -1;

    private long id = NONE;
    private Cib cib;
    private Input.PlanReady ready;

    /** @param expected the CIB that this plan is made for, as the scheduler sees it */
    void begin(long planId, Cib expected) {
        id = planId;
        cib = expected;
        ready = null;
    }

    void drop() {
        id = NONE;
        failed();
    }

    /** It is not tried again. */
    void failed() {
        cib = null;
        ready = null;
    }

    boolean isFor(Cib now) {
        return cib != null && cib.equals(now);
    }

    boolean is(long planId) {
        return id != NONE && id == planId;
    }

    /** The scheduler has answered early. */
    void ready(Input.PlanReady plan) {
        ready = plan;
    }

    /** The plan, or null where it is still being made. */
    Input.PlanReady plan() {
        return ready;
    }
}
