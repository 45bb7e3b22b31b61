package io.systole.shell.doctor;

import io.systole.agents.drbd.DrbdConf;
import java.util.List;
import java.util.Optional;

/** Only protocol C keeps every commit that was acknowledged. */
final class DrbdProtocol implements Check {
    @Override
    public String name() {
        return "drbd-protocol";
    }

    @Override
    public List<Finding> findings(Machine machine) {
        return DrbdOption.each(machine, DrbdProtocol::look);
    }

    private static Finding look(DrbdConf conf, DrbdConf.Section resource) {
        Optional<DrbdConf.Statement> protocol = conf.holds(resource, List.of("", "net"), "protocol");
        String letter = protocol.map(DrbdOption::value).orElse("C");
        Object place = DrbdOption.place(protocol, resource);
        return letter.equals("C")
                ? Finding.ok(place, resource.name() + " writes to both nodes before it says so (protocol C)")
                : Finding.wrong(
                        place,
                        "protocol " + letter + " of " + resource.name() + " acknowledges a write before it is on the"
                                + " peer's disk: a takeover loses commits",
                        "protocol C;");
    }
}
