package io.systole.shell.heartbeat;

import io.systole.shell.heartbeat.HaCf.Directive;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code ping}, {@code ping_group}, {@code deadping}, and ipfail, which moved resources to the node that reached more of the
 * hosts: a clone that pings, and a rule that counts.
 */
final class Connectivity implements Topic {
    /** Heartbeat's own deadping, milliseconds. */
    private static final long DEADPING_MS = 30_000;

    /** What a host that answers is worth: more than the stickiness of any group. */
    static final int WORTH = 20_000;

    @Override
    public List<String> names() {
        return List.of("ping", "ping_group", "hbaping", "deadping");
    }

    /** What the rule of a service counts; one attribute for all {@code ping} lines, one for each group. */
    record Attribute(String name, boolean group) {}

    @Override
    public void convert(HaCf file, Machine machine, ClusterPlan plan, Report report) {
        file.all("hbaping")
                .forEach(d ->
                        report.unsupported(d.line(), "Fibre Channel hosts cannot be pinged; nothing watches them"));
        long deadMs = deadMs(file, report);
        List<String> hosts = new ArrayList<>();
        boolean moves = file.respawns("ipfail");
        for (Directive directive : file.all("ping")) {
            if (directive.arguments().isEmpty()) {
                report.wrong(directive.line(), "ping takes addresses of hosts, for example ping 10.0.0.1");
                continue;
            }
            hosts.addAll(directive.arguments());
            report.kept(
                    directive.line(),
                    "the clone cl_ping pings " + directive.rest(0)
                            + " from every node; the node attribute pingd counts " + WORTH
                            + " for each host that answers" + consequence(moves));
        }
        if (!hosts.isEmpty()) {
            clone("ping", "pingd", hosts, deadMs, plan);
        }
        for (Directive directive : file.all("ping_group")) {
            if (directive.arguments().size() < 2) {
                report.wrong(
                        directive.line(),
                        "ping_group takes a name and addresses of hosts, for example ping_group routers 10.0.0.1 10.0.0.2");
                continue;
            }
            Attribute attribute = group(directive);
            clone(
                    "ping_" + directive.argument(0),
                    attribute.name(),
                    directive.arguments().subList(1, directive.arguments().size()),
                    deadMs,
                    plan);
            report.kept(
                    directive.line(),
                    "a clone pings these hosts; the node attribute " + attribute.name()
                            + " is above 0 while one of them answers" + consequence(moves));
        }
    }

    /** What services are to count: nothing where ipfail did not run. */
    static List<Attribute> counted(HaCf file) {
        List<Attribute> counted = new ArrayList<>();
        if (file.respawns("ipfail")) {
            if (!file.all("ping").isEmpty()) {
                counted.add(new Attribute("pingd", false));
            }
            file.all("ping_group").forEach(d -> counted.add(group(d)));
        }
        return counted;
    }

    private static Attribute group(Directive directive) {
        return new Attribute("ping_" + directive.argument(0).replaceAll("[^A-Za-z0-9_-]", "_"), true);
    }

    private static String consequence(boolean moves) {
        return moves ? "" : ". Without ipfail nothing moves for it, as before; it is there to be seen (crm_mon -A)";
    }

    private static long deadMs(HaCf file, Report report) {
        long deadMs = DEADPING_MS;
        for (Directive directive : file.all("deadping")) {
            long ms = HaCf.timeMs(directive.argument(0)).orElse(0L);
            if (ms <= 0) {
                report.wrong(
                        directive.line(), "deadping takes a time, for example 5, not \"" + directive.rest(0) + "\"");
                continue;
            }
            deadMs = ms;
            if (file.all("ping", "ping_group").isEmpty()) {
                report.unsupported(directive.line(), "nothing is pinged");
            } else {
                report.changed(
                        directive.line(),
                        "the hosts are pinged every " + seconds(ms)
                                + " s; a host that does not answer counts as gone after" + " a ping of 2 s and another "
                                + seconds(ms) + " s (dampen)");
            }
        }
        return deadMs;
    }

    private static long seconds(long ms) {
        return Math.max(1, (ms + 999) / 1000);
    }

    private static void clone(String id, String attribute, List<String> hosts, long deadMs, ClusterPlan plan) {
        String ping = plan.id(id);
        String clone = plan.id("cl_" + id);
        long seconds = seconds(deadMs);
        plan.resources.add("primitive " + ping + " ocf:pacemaker:ping params"
                + ClusterPlan.pair("name", attribute)
                + ClusterPlan.pair("host_list", String.join(" ", hosts))
                + " multiplier=" + WORTH + " dampen=" + seconds + "s attempts=2 timeout=2"
                + " op monitor interval=" + seconds + "s timeout=60s op start interval=0 timeout=60s");
        plan.resources.add("clone " + clone + " " + ping);
    }
}
