package io.systole.it.sim;

import io.systole.core.message.Request;
import io.systole.core.sim.Machine;
import io.systole.core.sim.Simulation;
import java.util.ArrayList;
import java.util.EnumSet;
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
        KILL_MIDWAY,
        KILL_DAEMON,
        START,
        PAUSE,
        RESUME,
        SPLIT,
        SPLIT_IN_THREE,
        CUT_ONE_WAY,
        HEAL,
        LOSE,
        DELAY,
        DISK_FULL,
        DISK_SLOW,
        DISK_GOOD,
        DISK_LOST,
        CLOCK,
        CLOCK_DRIFTS,
        CHANGE,
        STANDBY,
        MOVE,
        UNMOVE,
        MAINTENANCE,
        STOP_OR_START,
        PARAMETER,
        ATTRIBUTE,
        CONFIRM_DOWN,
        CLEAN_UP,
        LEAVE,
        ANSWERS_TWICE,
        REPEAT,
        TICKET,
        TICKET_STANDBY,
        BAN,
        UNBAN,
        UNMANAGE,
        MAINTAIN_ONE,
        MANAGE,
        MIGRATE,
        MOVE_FOR_A_WHILE,
        CLEAN_UP_ONE,
        FORGET_FAILURES,
        TUNE
    }

    /** What is done to every cluster; kept storms are drawn from these. */
    static final List<Kind> USUAL = List.copyOf(EnumSet.range(Kind.KILL, Kind.REPEAT));

    /** What people do beside that where there are tickets and bans to be had. */
    static final List<Kind> OF_ESTATES = List.copyOf(EnumSet.range(Kind.TICKET, Kind.TUNE));

    private static final List<String> FREE = List.of("other", "mover");

    void doTo(Simulation world, Acknowledged people, FencedFirst fencing) {
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
            case SPLIT_IN_THREE -> {
                List<List<Machine>> sides = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
                world.machines()
                        .forEach(m -> sides.get(Math.floorMod(who + m.id() * other, 3))
                                .add(m));
                world.split(sides.stream().filter(side -> !side.isEmpty()).toList());
            }
            case HEAL -> world.heal();
            case LOSE -> world.lose(other % 30);
            case ANSWERS_TWICE -> world.answersTwice(other % 2 == 0 ? 0 : 30);
            case DELAY -> world.delay(other % 3 == 0 ? 4 : 20L * (who + 1));
            case KILL_MIDWAY -> {
                if (machine.up()) {
                    world.killAfter(machine, 1 + other);
                }
            }
            case DISK_LOST -> {
                // A cluster that has lost the disks of a majority has lost its CIB; that is no storm but an end.
                if (!machine.powered() && world.machines().stream().allMatch(m -> m == machine || m.up())) {
                    world.loseDisk(machine);
                    people.diskLost(machine);
                }
            }
            case DISK_FULL -> world.disk(machine, true, 4);
            case DISK_SLOW -> world.disk(machine, false, 600);
            case DISK_GOOD -> world.machines().forEach(m -> world.disk(m, false, 4));
            case CLOCK -> world.clockJumps(machine, (other % 2 == 0 ? 1 : -1) * 3_600_000L);
            case CLOCK_DRIFTS -> world.clockDrifts(machine, (other % 2 == 0 ? 1 : -1) * 20L * who);
            case MOVE -> ask(world, machine, Orders.move(other % 2 == 0 ? "other" : "pg", named(world)));
            case UNMOVE -> ask(world, machine, Orders.unmove(other % 2 == 0 ? "other" : "pg"));
            case MAINTENANCE -> ask(world, machine, Orders.maintenance(other % 2 == 0));
            case STOP_OR_START -> ask(world, machine, Orders.role(who, other % 2 == 0 ? "Stopped" : "Started"));
            case PARAMETER -> ask(world, machine, Orders.parameter(who, other));
            case ATTRIBUTE -> {
                if (machine.up()) {
                    people.attribute(world, machine, "v" + other);
                }
            }
            case CONFIRM_DOWN -> {
                Machine down = world.machines()
                        .get(Math.floorMod(other, world.machines().size()));
                if (machine.up() && !down.powered()) {
                    ask(world, machine, new Request.ConfirmFenced(down.name()));
                    fencing.confirmed(down);
                }
            }
            case CHANGE -> {
                if (machine.up()) {
                    people.change(world, machine, "c" + other);
                }
            }
            case REPEAT -> {
                // A client that got no answer types it again, on another node.
                for (Machine typedOn : List.of(
                        machine, world.machines().get(other % world.machines().size()))) {
                    if (typedOn.up()) {
                        people.change(world, typedOn, "c" + other);
                    }
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
            case TICKET -> ask(world, machine, Orders.ticket(who % 4 == 0 ? "V" : "T", other % 2 == 0, false));
            case TICKET_STANDBY -> ask(world, machine, Orders.ticket(who % 4 == 0 ? "V" : "T", true, other % 2 == 0));
            case BAN -> ask(world, machine, Orders.ban(free(), named(world), true));
            case UNBAN -> ask(world, machine, Orders.ban(free(), named(world), false));
            case UNMANAGE -> ask(world, machine, Orders.alone(free(), "is-managed", true));
            case MAINTAIN_ONE -> ask(world, machine, Orders.alone(free(), "maintenance", true));
            case MANAGE -> {
                ask(world, machine, Orders.alone(free(), "is-managed", false));
                ask(world, machine, Orders.alone(free(), "maintenance", false));
            }
            case MIGRATE -> ask(world, machine, Orders.move("mover", named(world)));
            case MOVE_FOR_A_WHILE ->
                ask(
                        world,
                        machine,
                        Orders.moveUntil(free(), named(world), Simulation.EPOCH_MS + world.nowMs() + 1_000L * who));
            case CLEAN_UP_ONE -> ask(world, machine, new Request.Forget(free(), null, null, null, false));
            case FORGET_FAILURES ->
                ask(world, machine, new Request.Forget("db", machine.name(), "monitor", null, true));
            case TUNE ->
                ask(
                        world,
                        machine,
                        switch (other % 3) {
                            case 0 -> Orders.option("batch-limit", who % 2 == 0 ? "1" : "0");
                            case 1 -> Orders.option("migration-limit", who % 2 == 0 ? "1" : "-1");
                            default -> Orders.option("cluster-recheck-interval", who % 2 == 0 ? "60s" : "15min");
                        });
        }
    }

    private String free() {
        return FREE.get(who % FREE.size());
    }

    private String named(Simulation world) {
        return world.machines()
                .get(Math.floorMod(other / 2, world.machines().size()))
                .name()
                .text();
    }

    private static void ask(Simulation world, Machine machine, Request request) {
        if (machine.up()) {
            world.ask(machine, request);
        }
    }

    @Override
    public String toString() {
        return "after " + waitMs + " ms " + kind + " " + who + " " + other;
    }
}
