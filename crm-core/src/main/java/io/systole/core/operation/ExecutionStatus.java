package io.systole.core.operation;

/** Whether and how an action came to its end, as {@code op-status} in history (Pacemaker's execution statuses). */
public enum ExecutionStatus {
    UNKNOWN(-2, "Unrecognized status (bug?)"),
    PENDING(-1, "Pending"),
    DONE(0, "Done"),
    CANCELLED(1, "Cancelled"),
    TIMEOUT(2, "Timed out"),
    NOT_SUPPORTED(3, "Unsupported"),
    ERROR(4, "Error"),
    ERROR_HARD(5, "Hard error"),
    ERROR_FATAL(6, "Fatal error"),
    NOT_INSTALLED(7, "Not installed"),
    NOT_CONNECTED(8, "Internal communication failure"),
    INVALID(9, "Cannot execute now"),
    NO_FENCE_DEVICE(10, "No fence device"),
    NO_SECRETS(11, "CIB secrets unavailable");

    private final int code;
    private final String description;

    ExecutionStatus(int code, String description) {
        this.code = code;
        this.description = description;
    }

    public int code() {
        return code;
    }

    public String description() {
        return description;
    }

    /** The status with this code, or {@link #UNKNOWN}. */
    public static ExecutionStatus of(int code) {
        for (ExecutionStatus status : values()) {
            if (status.code == code) {
                return status;
            }
        }
        return UNKNOWN;
    }
}
