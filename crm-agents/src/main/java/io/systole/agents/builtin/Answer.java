package io.systole.agents.builtin;

import io.systole.core.operation.OcfExit;

/**
 * What a built-in agent says in the end.
 *
 * @param exitCode an OCF exit code
 * @param reason one line for people; empty where all is well
 */
record Answer(int exitCode, String reason) {
    static final Answer OK = new Answer(OcfExit.OK, "");
    static final Answer NOT_RUNNING = new Answer(OcfExit.NOT_RUNNING, "");
    static final Answer PROMOTED = new Answer(OcfExit.RUNNING_PROMOTED, "");
    static final Answer UNKNOWN_ACTION = new Answer(OcfExit.UNIMPLEMENT_FEATURE, "");

    static Answer failed(String reason) {
        return new Answer(OcfExit.UNKNOWN_ERROR, reason);
    }
}
