package io.systole.core.value;

import java.util.Arrays;
import java.util.Optional;

/** Exit statuses of the commands, as Pacemaker's ({@code crm_error --list --exit}). */
public enum CrmExit {
    OK(0, "OK"),
    ERROR(1, "Error occurred"),
    INVALID_PARAM(2, "Invalid parameter"),
    UNIMPLEMENT_FEATURE(3, "Unimplemented"),
    INSUFFICIENT_PRIV(4, "Insufficient privileges"),
    NOT_INSTALLED(5, "Not installed"),
    NOT_CONFIGURED(6, "Not configured"),
    NOT_RUNNING(7, "Not running"),
    PROMOTED(8, "Promoted"),
    FAILED_PROMOTED(9, "Failed in promoted role"),
    USAGE(64, "Incorrect usage"),
    DATAERR(65, "Invalid data given"),
    NOINPUT(66, "Input file not available"),
    NOUSER(67, "User does not exist"),
    NOHOST(68, "Host does not exist"),
    UNAVAILABLE(69, "Necessary service unavailable"),
    SOFTWARE(70, "Internal software bug"),
    OSERR(71, "Operating system error occurred"),
    OSFILE(72, "System file not available"),
    CANTCREAT(73, "Cannot create output file"),
    IOERR(74, "I/O error occurred"),
    TEMPFAIL(75, "Temporary failure, try again"),
    PROTOCOL(76, "Protocol violated"),
    NOPERM(77, "Insufficient privileges"),
    CONFIG(78, "Invalid configuration"),
    FATAL(100, "Fatal error occurred, will not respawn"),
    PANIC(101, "System panic required"),
    DISCONNECT(102, "Not connected"),
    OLD(103, "Update was older than existing configuration"),
    DIGEST(104, "Digest mismatch"),
    NOSUCH(105, "No such object"),
    QUORUM(106, "Quorum required"),
    UNSAFE(107, "Operation not safe"),
    EXISTS(108, "Requested item already exists"),
    MULTIPLE(109, "Multiple items match request"),
    EXPIRED(110, "Requested item has expired"),
    NOT_YET_IN_EFFECT(111, "Requested item is not yet in effect"),
    INDETERMINATE(112, "Could not determine status"),
    UNSATISFIED(113, "Requested item does not satisfy constraints"),
    TIMEOUT(124, "Timeout occurred"),
    DEGRADED(190, "Service is active but might fail soon"),
    DEGRADED_PROMOTED(191, "Service is promoted but might fail soon"),
    NONE(193, "No exit status available");

    private final int code;
    private final String description;

    CrmExit(int code, String description) {
        this.code = code;
        this.description = description;
    }

    public int code() {
        return code;
    }

    public String description() {
        return description;
    }

    /** What a number stands for: behind 128, a signal; one without a meaning is said to be unknown. */
    public static String describe(int code) {
        String otherwise = code > 128 && code < 256 ? "Interrupted by signal" : "Unknown exit status";
        return of(code).map(CrmExit::description).orElse(otherwise);
    }

    public static Optional<CrmExit> of(int code) {
        return Arrays.stream(values()).filter(exit -> exit.code == code).findFirst();
    }
}
