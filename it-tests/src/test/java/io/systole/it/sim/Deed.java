package io.systole.it.sim;

import io.systole.core.message.Request;
import io.systole.core.sim.Machine;
import io.systole.core.sim.Simulation;
import java.util.ArrayList;
import java.util.List;

/**
 * One thing that is done to a cluster in a storm.
 *
 * @param waitMs virtual time before it
 * @param who a node's id, or a bit pattern of nodes
 * @param other a second node's id, an amount, or a number that makes names differ
 */
record Deed(long waitMs, Kind kind, int who, int other) {
    enum Kind {
        KILL,
        BLACKOUT,
        KILL_DAEMON,
        START,
        PAUSE,
        RESUME,
        SPLIT,
        CUT_ONE_WAY,
        HEAL,
        LOSE,
        DISK_FULL,
        DISK_SLOW,
        DISK_GOOD,
        CLOCK,
        CHANGE,
        STANDBY,
        CLEAN_UP,
        LEAVE
    }

    void doTo(Simulation world, Acknowledged people) {
        world.run(waitMs);
        Machine machine =
                world.machines().get(Math.floorMod(who, world.machines().size()));
        switch (kind) {
            case KILL -> {
                if (machine.powered()) {
                    world.kill(machine);
                }
            }
            case BLACKOUT -> world.machines().stream().filter(Machine::powered).forEach(world::kill);
            case KILL_DAEMON -> world.killDaemon(machine);
            case START -> world.machines().forEach(world::start);
            case PAUSE -> world.pause(machine);
            case RESUME -> world.machines().forEach(world::resume);
            case SPLIT -> {
                List<Machine> side = new ArrayList<>();
                world.machines().forEach(m -> {
                    if ((who >> m.id() & 1) == 1) {
                        side.add(m);
                    }
                });
                List<Machine> rest = new ArrayList<>(world.machines());
                rest.removeAll(side);
                world.split(side.isEmpty() || rest.isEmpty() ? List.of(world.machines()) : List.of(side, rest));
            }
            case CUT_ONE_WAY -> {
                Machine to = world.machines()
                        .get(Math.floorMod(other, world.machines().size()));
                if (to != machine) {
                    world.cutOneWay(machine, to);
                }
            }
            case HEAL -> world.heal();
            case LOSE -> world.lose(other % 30);
            case DISK_FULL -> world.disk(machine, true, 4);
            case DISK_SLOW -> world.disk(machine, false, 600);
            case DISK_GOOD -> world.machines().forEach(m -> world.disk(m, false, 4));
            case CLOCK -> world.clockJumps(machine, (other % 2 == 0 ? 1 : -1) * 3_600_000L);
            case CHANGE -> {
                if (machine.up()) {
                    people.change(world, machine, "c" + other);
                }
            }
            case STANDBY -> {
                if (machine.up()) {
                    world.ask(
                            machine,
                            new Request.Attribute(machine.name(), "standby", other % 2 == 0 ? "on" : null, false));
                }
            }
            case CLEAN_UP -> {
                if (machine.up()) {
                    world.ask(machine, new Request.Forget(null, null, null, null, true));
                }
            }
            case LEAVE -> {
                if (machine.up() && !machine.paused()) {
                    world.stop(machine);
                }
            }
        }
    }

    @Override
    public String toString() {
        return "after " + waitMs + " ms " + kind + " " + who + " " + other;
    }
}
