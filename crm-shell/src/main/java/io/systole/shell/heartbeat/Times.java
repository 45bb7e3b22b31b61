package io.systole.shell.heartbeat;

import io.systole.shell.heartbeat.HaCf.Directive;
import java.util.List;

/** {@code keepalive}, {@code warntime}, {@code deadtime}, {@code initdead}. */
final class Times implements Topic {
    /** Heartbeat's own, milliseconds. */
    private static final long DEADTIME_MS = 30_000;

    /** corosync.conf's {@code token} takes no less, milliseconds. */
    private static final long TOKEN_MIN_MS = 300;

    @Override
    public List<String> names() {
        return List.of("keepalive", "warntime", "deadtime", "initdead");
    }

    @Override
    public void convert(HaCf file, Machine machine, ClusterPlan plan, Report report) {
        boolean right = true;
        for (Directive directive : file.all("keepalive", "warntime", "deadtime", "initdead")) {
            if (HaCf.timeMs(directive.argument(0)).orElse(0L) <= 0) {
                report.wrong(
                        directive.line(),
                        directive.name() + " takes a time, for example 10 (seconds) or 500ms, not \""
                                + directive.rest(0) + "\"");
                right = false;
            }
        }
        if (!right) {
            return;
        }
        long deadMs = file.last("deadtime").map(Times::ms).orElse(DEADTIME_MS);
        long tokenMs = Math.max(TOKEN_MIN_MS, deadMs);
        plan.totem.put("token", String.valueOf(tokenMs));
        if (file.nodes().size() > 2) {
            // It would be lengthened with every node beyond two.
            plan.totem.put("token_coefficient", "0");
        }
        if (file.last("deadtime").isEmpty()) {
            report.add(
                    "ha.cf",
                    Verdict.KEPT,
                    "there is no deadtime; Heartbeat's own, " + DEADTIME_MS / 1000 + " s, becomes token: " + tokenMs,
                    "");
        }
        file.all("deadtime").forEach(d -> dead(d, ms(d), report));
        file.all("keepalive").forEach(d -> keepalive(d, tokenMs, report));
        file.all("warntime")
                .forEach(d -> report.unsupported(
                        d.line(),
                        "there is no warning of a heartbeat that is late; the log tells when a node is taken for lost"
                                + " and when it is back"));
        file.last("initdead").ifPresent(d -> plan.properties.put("dc-deadtime", ms(d) + "ms"));
        file.all("initdead")
                .forEach(d -> report.kept(
                        d.line(),
                        "property dc-deadtime=" + ms(d) + "ms: a node that starts alone waits so long for the others,"
                                + " then it takes the resources"));
    }

    private static long ms(Directive directive) {
        return HaCf.timeMs(directive.argument(0)).orElseThrow();
    }

    private static void dead(Directive directive, long deadMs, Report report) {
        if (deadMs < TOKEN_MIN_MS) {
            report.changed(
                    directive.line(),
                    "token: " + TOKEN_MIN_MS
                            + ", the shortest there is: below it a busy machine looks like a dead one");
        } else {
            report.kept(
                    directive.line(),
                    "token: " + deadMs + ": within so many milliseconds of silence a node is declared lost and its"
                            + " resources are taken over");
        }
    }

    private static void keepalive(Directive directive, long tokenMs, Report report) {
        long derived = tokenMs / 10;
        if (derived == ms(directive)) {
            report.kept(directive.line(), "heartbeats are sent every " + derived + " ms, a tenth of token");
        } else {
            report.changed(
                    directive.line(),
                    "heartbeats are sent every " + derived
                            + " ms: their interval is a tenth of token (deadtime) and not" + " set by itself");
        }
    }
}
