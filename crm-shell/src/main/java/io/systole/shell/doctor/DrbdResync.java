package io.systole.shell.doctor;

import io.systole.agents.drbd.DrbdConf;
import java.util.List;
import java.util.Optional;

/** Since 8.4 a controller chooses the speed of a resync, and the rate that people have set does not count. */
final class DrbdResync implements Check {
    private static final List<String> SECTIONS = List.of("disk", "syncer");

    /** {@code c-plan-ahead} where nothing is said, tenths of a second. */
    private static final long DEFAULT_PLAN = 20;

    /** {@code c-min-rate} where nothing is said, KiB/s: hardly more than standing still. */
    private static final long DEFAULT_MIN_KIB = 250;

    /** {@code c-max-rate} where nothing is said, KiB/s. */
    private static final long DEFAULT_MAX_KIB = 100 * 1024;

    @Override
    public String name() {
        return "drbd-resync";
    }

    @Override
    public List<Finding> findings(Machine machine) {
        return DrbdOption.each(machine, DrbdResync::look);
    }

    private static Finding look(DrbdConf conf, DrbdConf.Section resource) {
        Optional<DrbdConf.Statement> plan = conf.holds(resource, SECTIONS, "c-plan-ahead");
        Optional<DrbdConf.Statement> rate =
                conf.holds(resource, SECTIONS, "resync-rate").or(() -> conf.holds(resource, SECTIONS, "rate"));
        Optional<DrbdConf.Statement> least = conf.holds(resource, SECTIONS, "c-min-rate");
        Optional<DrbdConf.Statement> most = conf.holds(resource, SECTIONS, "c-max-rate");
        long ahead = DrbdOption.number(plan, DEFAULT_PLAN);
        if (ahead == 0) {
            return rate.isPresent()
                    ? Finding.ok(
                            rate.get().place(),
                            resource.name() + " resyncs at a fixed " + DrbdOption.value(rate.get()) + "/s")
                    : Finding.advice(
                            plan.get().place(),
                            "the controller is off and no rate is set: " + resource.name()
                                    + " resyncs at 250 KiB/s, an hour for every 880 MiB",
                            "resync-rate 40M;");
        }
        if (rate.isPresent()) {
            String value = DrbdOption.value(rate.get());
            long kib = DrbdOption.rateKib(value);
            return Finding.advice(
                    rate.get().place(),
                    rate.get().text() + " does not count from 8.4 on: the dynamic controller (c-plan-ahead " + ahead
                            + ", which is on "
                            + (plan.isPresent() ? "by " + plan.get().place() : "by default")
                            + ") chooses the speed and only begins with it; with \"rate 150M\" a resync ran at 10 to 15"
                            + " MiB/s",
                    kib > 0
                            ? "disk { c-plan-ahead 0; resync-rate " + value + "; } for a fixed rate, or disk {"
                                    + " c-max-rate " + value + "; c-min-rate " + Math.max(1, kib / 1024 / 4)
                                    + "M; } to let it choose in between"
                            : "disk { c-max-rate 100M; c-min-rate 25M; }");
        }
        long minKib = least.map(s -> DrbdOption.rateKib(DrbdOption.value(s))).orElse(DEFAULT_MIN_KIB);
        long maxKib = most.map(s -> DrbdOption.rateKib(DrbdOption.value(s))).orElse(DEFAULT_MAX_KIB);
        return minKib > DEFAULT_MIN_KIB
                ? Finding.ok(
                        least.get().place(),
                        resource.name() + " resyncs at " + minKib / 1024 + " to " + maxKib / 1024 + " MiB/s")
                : Finding.advice(
                        DrbdOption.place(least, resource),
                        resource.name() + " may resync as slowly as " + minKib
                                + " KiB/s while the database writes; so long there is one good copy only",
                        "disk { c-min-rate 10M; }");
    }
}
