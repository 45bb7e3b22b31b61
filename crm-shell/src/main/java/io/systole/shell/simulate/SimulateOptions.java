package io.systole.shell.simulate;

import io.systole.policy.SchedulerOptions;
import io.systole.policy.SchedulerOptions.Picture;
import io.systole.policy.simulate.Injections;
import io.systole.policy.simulate.Simulation.Extent;
import io.systole.shell.command.Options;

/** The options of {@code crm_simulate}, and what they ask for. */
public final class SimulateOptions {
    private SimulateOptions() {}

    public static Options all() {
        return new Options(
                "run|R",
                "simulate|S",
                "in-place|X",
                "show-attrs|A",
                "show-failcounts|c",
                "show-scores|s",
                "show-utilization|U",
                "profile|P=",
                "repeat|N=",
                "pending|j",
                "node-up|u=",
                "node-down|d=",
                "node-fail|f=",
                "op-inject|i=",
                "op-fail|F=",
                "set-datetime|t=",
                "quorum|q=",
                "watchdog|w=",
                "ticket-grant|g=",
                "ticket-revoke|r=",
                "ticket-standby|b=",
                "ticket-activate|e=",
                "save-input|I=",
                "save-output|O=",
                "save-graph|G=",
                "save-dotfile|D=",
                "all-actions|a",
                "live-check|L",
                "xml-file|x=",
                "xml-pipe|p",
                "quiet|Q",
                "verbose|V",
                "explain?",
                "batch",
                "cases=");
    }

    /** The events to pretend. */
    public static Injections injections(Options.Parsed options) {
        return new Injections(
                options.value("quorum"),
                options.value("watchdog"),
                options.values("node-up"),
                options.values("node-down"),
                options.values("node-fail"),
                options.values("ticket-grant"),
                options.values("ticket-revoke"),
                options.values("ticket-standby"),
                options.values("ticket-activate"),
                options.values("op-inject"));
    }

    /** How far to go: an option that needs a plan asks for one. */
    public static Extent extent(Options.Parsed options) {
        if (options.has("simulate") || options.has("in-place") || options.has("op-fail")) {
            return Extent.TRANSITION;
        }
        for (String option :
                new String[] {"run", "show-scores", "show-utilization", "save-graph", "save-dotfile", "explain"}) {
            if (options.has(option)) {
                return Extent.PLAN;
            }
        }
        return Extent.STATUS;
    }

    public static SchedulerOptions scheduler(Options.Parsed options) {
        SchedulerOptions wanted = options.has("live-check") ? SchedulerOptions.DAEMON : SchedulerOptions.SIMULATION;
        if (options.has("show-scores")) {
            wanted = wanted.withScores();
        }
        if (options.has("show-utilization")) {
            wanted = wanted.withUtilization();
        }
        if (options.has("save-dotfile")) {
            wanted = wanted.withPicture(options.has("all-actions") ? Picture.ALL : Picture.REQUIRED);
        }
        return options.has("explain") ? wanted.withExplanation() : wanted;
    }
}
