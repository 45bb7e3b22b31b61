package io.systole.shell.doctor;

import io.systole.agents.drbd.DrbdConf;
import java.util.List;
import java.util.Optional;

/** How long commits stand still before DRBD believes that its peer is dead. */
final class DrbdPing implements Check {
    private static final List<String> NET = List.of("net");

    /** Seconds. */
    private static final long DEFAULT_PING_INT = 10;

    /** Tenths of a second. */
    private static final long DEFAULT_TIMEOUT = 60;

    private static final long MODEST_PING_INT = 3;

    @Override
    public String name() {
        return "drbd-ping";
    }

    @Override
    public List<Finding> findings(Machine machine) {
        return DrbdOption.each(machine, DrbdPing::look);
    }

    private static Finding look(DrbdConf conf, DrbdConf.Section resource) {
        Optional<DrbdConf.Statement> ping = conf.holds(resource, NET, "ping-int");
        Optional<DrbdConf.Statement> timeout = conf.holds(resource, NET, "timeout");
        long pingInt = DrbdOption.number(ping, DEFAULT_PING_INT);
        long tenths = DrbdOption.number(timeout, DEFAULT_TIMEOUT);
        String mend = "net { ping-int 3; timeout 20; connect-int 3; }";
        if (tenths >= pingInt * 10) {
            return Finding.wrong(
                    DrbdOption.place(timeout.isPresent() ? timeout : ping, resource),
                    "timeout " + tenths + " (tenths of a second) is not shorter than ping-int " + pingInt
                            + " (seconds): DRBD refuses that",
                    mend);
        }
        return pingInt <= MODEST_PING_INT
                ? Finding.ok(ping.get().place(), resource.name() + " asks a silent peer after " + pingInt + " s")
                : Finding.advice(
                        DrbdOption.place(ping, resource),
                        resource.name() + " asks a silent peer after " + pingInt + " s (ping-int) and gives it up "
                                + tenths / 10.0 + " s later (timeout)"
                                + (ping.isEmpty() ? ", the defaults" : "")
                                + ": commits stood still for 11 to 15 s where nobody told DRBD of the peer's death",
                        mend);
    }
}
