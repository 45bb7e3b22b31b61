package io.systole.core.operation;

/** OCF exit codes (OCF resource agent API 1.1, section 3.4; Pacemaker Administration, "OCF return codes"). */
public final class OcfExit {
    public static final int OK = 0;
    public static final int UNKNOWN_ERROR = 1;
    public static final int INVALID_PARAM = 2;
    public static final int UNIMPLEMENT_FEATURE = 3;
    public static final int INSUFFICIENT_PRIV = 4;
    public static final int NOT_INSTALLED = 5;
    public static final int NOT_CONFIGURED = 6;
    public static final int NOT_RUNNING = 7;
    public static final int RUNNING_PROMOTED = 8;
    public static final int FAILED_PROMOTED = 9;
    public static final int DEGRADED = 190;
    public static final int DEGRADED_PROMOTED = 191;

    private OcfExit() {}

    /** The word that status displays print for the code, for example {@code not running}. */
    public static String describe(int code) {
        return switch (code) {
            case OK -> "ok";
            case UNKNOWN_ERROR -> "error";
            case INVALID_PARAM -> "invalid parameter";
            case UNIMPLEMENT_FEATURE -> "unimplemented feature";
            case INSUFFICIENT_PRIV -> "insufficient privileges";
            case NOT_INSTALLED -> "not installed";
            case NOT_CONFIGURED -> "not configured";
            case NOT_RUNNING -> "not running";
            case RUNNING_PROMOTED -> "promoted";
            case FAILED_PROMOTED -> "promoted (failed)";
            case DEGRADED -> "OCF_DEGRADED";
            case DEGRADED_PROMOTED -> "OCF_DEGRADED_PROMOTED";
            case 193 -> "occupied";
            default -> "unknown";
        };
    }
}
