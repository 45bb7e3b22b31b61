package io.systole.corosync.config;

import io.systole.core.conf.ConfFinding;
import java.util.List;
import java.util.stream.Collectors;

/** A configuration file that is refused, with every reason at once. */
public final class ConfException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<ConfFinding> findings;

    public ConfException(List<ConfFinding> findings) {
        super(findings.stream()
                .filter(ConfFinding::error)
                .map(ConfFinding::toString)
                .collect(Collectors.joining("\n")));
        this.findings = List.copyOf(findings);
    }

    /** Errors and warnings, in the order of the file. */
    public List<ConfFinding> findings() {
        return findings;
    }
}
