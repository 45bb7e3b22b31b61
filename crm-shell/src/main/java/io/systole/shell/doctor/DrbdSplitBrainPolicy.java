package io.systole.shell.doctor;

import io.systole.agents.drbd.DrbdConf;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What DRBD does on its own when both sides have written: nothing, or throw one side's commits away. */
final class DrbdSplitBrainPolicy implements Check {
    private static final List<String> NET = List.of("net");

    /** Those that lose nothing that a Primary has written. */
    private static final Set<String> HARMLESS = Set.of("disconnect", "discard-zero-changes", "consensus");

    @Override
    public String name() {
        return "drbd-split-brain";
    }

    @Override
    public List<Finding> findings(Machine machine) {
        return DrbdOption.each(machine, DrbdSplitBrainPolicy::look);
    }

    private static Finding look(DrbdConf conf, DrbdConf.Section resource) {
        Optional<DrbdConf.Statement> two = conf.holds(resource, NET, "allow-two-primaries")
                .filter(s -> !DrbdOption.value(s).equals("no"));
        if (two.isPresent()) {
            return Finding.wrong(
                    two.get().place(),
                    "allow-two-primaries lets both nodes mount " + resource.name()
                            + ": a file system that is not made for it is destroyed",
                    "remove the line");
        }
        for (String key : List.of("after-sb-0pri", "after-sb-1pri", "after-sb-2pri")) {
            Optional<DrbdConf.Statement> policy = conf.holds(resource, NET, key);
            if (policy.isPresent() && !HARMLESS.contains(DrbdOption.value(policy.get()))) {
                return Finding.wrong(
                        policy.get().place(),
                        policy.get().text() + " throws one side's commits away without asking when both sides of "
                                + resource.name() + " have written",
                        key + (key.equals("after-sb-0pri") ? " discard-zero-changes;" : " disconnect;"));
            }
        }
        return Finding.ok(resource.place(), "a split brain of " + resource.name() + " waits for a person");
    }
}
