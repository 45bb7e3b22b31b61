package io.systole.shell.sim;

import io.systole.core.api.Command;
import io.systole.core.api.CommandIo;
import io.systole.core.cib.Cib;
import io.systole.core.sim.Machine;
import io.systole.core.sim.Simulation;
import io.systole.core.value.CrmExit;
import io.systole.core.value.Role;
import io.systole.core.xml.Element;
import io.systole.shell.command.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Does a scenario's steps to a simulated cluster, and says what came of what was expected. */
final class Rehearsal {
    private static final long LOOK_MS = 50;

    private final Simulation world;
    private final Timetable timetable;
    private final CommandIo io;
    private final Supplier<Command> crm;
    private final String file;
    private int unmet;

    Rehearsal(Simulation world, Timetable timetable, CommandIo io, Supplier<Command> crm, String file) {
        this.world = world;
        this.timetable = timetable;
        this.io = io;
        this.crm = crm;
        this.file = file;
    }

    /** Returns how many expectations were not met. A node that is not there is told before anything is done. */
    int run(List<Step.Line> lines) throws Failure {
        for (Step.Line line : lines) {
            machines(line, line.step().nodes());
        }
        for (Step.Line line : lines) {
            run(line);
        }
        return unmet;
    }

    private void run(Step.Line line) throws Failure {
        Step step = line.step();
        if (step instanceof Step.Deed deed) {
            deed(line, deed);
        } else if (step instanceof Step.Cut cut) {
            List<List<Machine>> sides = new ArrayList<>();
            for (List<String> side : cut.sides()) {
                sides.add(machines(line, side));
            }
            world.split(sides);
        } else if (step instanceof Step.Wait wait) {
            world.run(wait.ms());
        } else if (step instanceof Step.Fail fail) {
            primitives(line, fail.resource())
                    .forEach(primitive -> world.fail(primitive, fail.operation(), fail.fails()));
        } else if (step instanceof Step.Typed typed) {
            type(line, typed);
        } else if (step instanceof Step.Expect expect) {
            expect(line, expect);
        }
    }

    private List<Machine> machines(Step.Line line, List<String> names) throws Failure {
        List<Machine> found = new ArrayList<>();
        for (String name : names) {
            found.add(world.machine(name)
                    .orElseThrow(() -> new Failure(
                            CrmExit.NOSUCH,
                            file + ":" + line.number() + ": there is no node " + name + "; there are "
                                    + world.machines())));
        }
        return found;
    }

    private void deed(Step.Line line, Step.Deed deed) throws Failure {
        if (deed.verb().equals("heal")) {
            world.heal();
        }
        for (Machine machine : machines(line, deed.nodes())) {
            switch (deed.verb()) {
                case "kill" -> world.kill(machine);
                case "start" -> world.start(machine);
                case "crash" -> world.killDaemon(machine);
                case "stop" -> world.stop(machine);
                case "freeze" -> world.pause(machine);
                default -> world.resume(machine);
            }
        }
    }

    private void type(Step.Line line, Step.Typed typed) throws Failure {
        Machine where = world.machines().stream()
                .filter(m -> m.up() && !m.paused())
                .findFirst()
                .orElseThrow(() -> new Failure(
                        CrmExit.DISCONNECT, file + ":" + line.number() + ": no node is up to type that on"));
        timetable.line(world, where.name().text(), "crm " + String.join(" ", typed.words()));
        int code = crm.get().run(typed.words(), io, () -> new SimulatedCluster(world, where));
        if (code != CrmExit.OK.code()) {
            throw new Failure(code, file + ":" + line.number() + ": \"" + line.text() + "\" ended with status " + code);
        }
    }

    private void expect(Step.Line line, Step.Expect expect) throws Failure {
        List<String> primitives = primitives(line, expect.resource());
        Optional<Machine> node = Optional.empty();
        if (expect.node() != null) {
            node = Optional.of(machines(line, List.of(expect.node())).get(0));
        }
        long fromMs = world.nowMs();
        while (!holds(primitives, expect, node) && world.nowMs() - fromMs < expect.withinMs()) {
            world.run(LOOK_MS);
        }
        if (holds(primitives, expect, node)) {
            timetable.line(
                    world,
                    "as expected",
                    String.format("%s, after %.1f s", line.text(), (world.nowMs() - fromMs) / 1000.0));
        } else {
            unmet++;
            timetable.line(world, "NOT SEEN", file + ":" + line.number() + ": " + line.text());
        }
    }

    private boolean holds(List<String> primitives, Step.Expect expect, Optional<Machine> node) {
        if (node.isEmpty()) {
            return world.machines().stream()
                    .noneMatch(m -> primitives.stream().anyMatch(p -> role(m, p) != Role.STOPPED));
        }
        Machine machine = node.get();
        return primitives.stream()
                .allMatch(p ->
                        expect.role() == null ? role(machine, p) != Role.STOPPED : role(machine, p) == Role.PROMOTED);
    }

    /** A clone's instances are known by the primitive's name, or with a number behind it. */
    private static Role role(Machine machine, String primitive) {
        for (var active : machine.active().entrySet()) {
            if (active.getKey().equals(primitive) || active.getKey().startsWith(primitive + ":")) {
                return active.getValue();
            }
        }
        return Role.STOPPED;
    }

    private List<String> primitives(Step.Line line, String resource) throws Failure {
        Cib cib = world.machines().stream()
                .filter(Machine::up)
                .findFirst()
                .map(m -> m.published().cib())
                .orElseGet(() -> world.machines().get(0).disk());
        Element found = cib.section("resources").find(resource);
        List<String> ids = new ArrayList<>();
        if (found != null) {
            collect(found, ids);
        }
        if (ids.isEmpty()) {
            throw new Failure(CrmExit.NOSUCH, file + ":" + line.number() + ": there is no resource " + resource);
        }
        return ids;
    }

    private static void collect(Element element, List<String> ids) {
        if (element.name().equals("primitive")) {
            ids.add(element.id());
        } else {
            element.children().forEach(child -> collect(child, ids));
        }
    }
}
