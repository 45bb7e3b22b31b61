package io.systole.agents.lsb;

import io.systole.core.operation.OcfExit;

/** Maps exit codes of init scripts to OCF's (LSB core, "Init script actions"; Pacemaker's mapping). */
final class LsbExit {
    static final int RUNNING = 0;
    static final int STATUS_UNKNOWN = 4;

    private LsbExit() {}

    static int status(int code) {
        return switch (code) {
            case RUNNING -> OcfExit.OK;
            case 1, 2, 3 -> OcfExit.NOT_RUNNING;
            case 150 -> OcfExit.NOT_INSTALLED;
            case 151 -> OcfExit.INSUFFICIENT_PRIV;
            default -> OcfExit.UNKNOWN_ERROR;
        };
    }

    /**
     * 1 to 7 mean the same in both worlds, but for 6: a script says "not configured" of this machine, often because its data
     * is not mounted, where OCF's 6 condemns the resource on every node.
     */
    static int action(int code) {
        return code == OcfExit.NOT_CONFIGURED || code < 0 || code > 7 ? OcfExit.UNKNOWN_ERROR : code;
    }

    /** Whether a status says "stopped". */
    static boolean stopped(int code) {
        return code >= 1 && code <= 3;
    }
}
