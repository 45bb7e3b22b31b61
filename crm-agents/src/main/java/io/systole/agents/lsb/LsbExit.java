package io.systole.agents.lsb;

import io.systole.core.operation.OcfExit;

/** Maps exit codes of init scripts to OCF's (LSB core, "Init script actions"; Pacemaker's mapping). */
public final class LsbExit {
    private LsbExit() {}

    /** @param status whether the script was asked for its status */
    public static int toOcf(int code, boolean status) {
        if (!status) {
            // 1 to 7 mean the same in both worlds.
            return code >= 0 && code <= 7 ? code : OcfExit.UNKNOWN_ERROR;
        }
        return switch (code) {
            case 0 -> OcfExit.OK;
            case 1, 2, 3 -> OcfExit.NOT_RUNNING;
            case 4 -> OcfExit.INSUFFICIENT_PRIV;
            case 150 -> OcfExit.NOT_INSTALLED;
            case 151 -> OcfExit.INSUFFICIENT_PRIV;
            default -> OcfExit.UNKNOWN_ERROR;
        };
    }
}
