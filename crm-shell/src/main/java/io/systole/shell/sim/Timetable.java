package io.systole.shell.sim;

import io.systole.core.operation.AgentCall;
import io.systole.core.sim.Machine;
import io.systole.core.sim.Simulation;
import io.systole.core.sim.Watcher;
import java.io.PrintStream;

/** Prints what happens, with its virtual time: deeds, actions that change something, and, if wanted, every log line. */
final class Timetable implements Watcher {
    private final PrintStream out;
    private final boolean everything;

    Timetable(PrintStream out, boolean everything) {
        this.out = out;
        this.everything = everything;
    }

    void line(Simulation world, String who, String what) {
        out.printf("%9.3f s  %-12s %s%n", world.nowMs() / 1000.0, who, what);
    }

    @Override
    public void said(Simulation world, Machine machine, String sentence) {
        if (machine == null) {
            line(world, "**", sentence);
        } else if (everything) {
            line(world, machine.name().text(), sentence);
        }
    }

    @Override
    public void acted(Simulation world, Machine machine, AgentCall call, boolean worked) {
        switch (call.operation()) {
            case "start", "stop", "promote", "demote", "migrate_to", "migrate_from" ->
                line(
                        world,
                        machine.name().text(),
                        call.operation() + " " + call.key().resource() + (worked ? "" : " (fails)"));
            default -> {}
        }
    }
}
