package io.systole.core.sim;

import io.systole.core.cib.Cib;
import io.systole.core.controller.Controller;
import io.systole.core.controller.Effect;
import io.systole.core.controller.Input;
import io.systole.core.controller.Settings;
import io.systole.core.membership.ClusterView;
import io.systole.core.membership.Votequorum;
import io.systole.core.message.Message;
import io.systole.core.message.Request;
import io.systole.core.operation.AgentCall;
import io.systole.core.operation.AgentOutcome;
import io.systole.core.transition.TransitionGraph;
import io.systole.core.value.NodeName;
import io.systole.core.xml.Element;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A cluster of whole nodes in one thread. The caller does deeds (start, kill, cut, ask…) and lets time run; watchers see every
 * event.
 */
public final class Simulation {
    /** The scheduler, as a function. */
    @FunctionalInterface
    public interface Planner {
        /** @param wallMs the moment to plan for, milliseconds since the epoch */
        TransitionGraph plan(Cib cib, long wallMs);
    }

    /** Sees what happens. */
    public interface Watcher {
        /** An event is over. */
        default void after(Simulation world) {}

        /** A daemon asks for an agent run. */
        default void begun(Simulation world, Machine machine, AgentCall call) {}

        /** An agent has done, or failed to do, its work on a machine. */
        default void acted(Simulation world, Machine machine, AgentCall call, boolean worked) {}

        /** A configuration that lost is kept beside the one in use. */
        default void keptAside(Simulation world, Machine machine, Cib cib) {}

        /** A DC asks for a plan for the CIB that it publishes now. */
        default void planned(Simulation world, Machine machine) {}

        /** A daemon says something to another. */
        default void told(Simulation world, Machine machine, Message message) {}

        /** A daemon is about to hear something that was said in this view. */
        default void received(Simulation world, Machine machine, ClusterView.ViewId sentIn, Message message) {}

        /** A daemon hears how an agent ended. */
        default void reported(Simulation world, Machine machine, AgentCall call, AgentOutcome outcome) {}

        /** A daemon hears what became of a fencing. */
        default void fenced(Simulation world, Machine machine, Input.Fenced outcome) {}

        /** A request has its answer. */
        default void answered(Simulation world, Machine machine, long token, Effect.Reply reply) {}

        /** A daemon says that what runs on its node shall not wait for a lost one. */
        default void letGo(Simulation world, Machine machine, Effect.LetGo told) {}

        /** A daemon ends of its own accord. */
        default void ended(Simulation world, Machine machine, Effect.Exit exit) {}

        /** A line of a node's log, or of what was done to the world ({@code machine} null). */
        default void said(Simulation world, Machine machine, String sentence) {}
    }

    /**
     * @param nodes names in the order of ids, which count from 1
     * @param rules how votes are counted
     * @param tokenMs failure detection's budget
     * @param first what is on every disk before the first start
     */
    public record Setup(
            List<NodeName> nodes,
            Votequorum.Rules rules,
            long tokenMs,
            Cib first,
            Habits habits,
            Set<Flaw> flaws,
            long seed) {
        /** Nodes {@code node1} to {@code nodeN}; two vote as {@code two_node}, more by majority. */
        public static Setup of(int nodes, Cib first, Habits habits, long seed) {
            List<NodeName> names = new ArrayList<>();
            for (int i = 1; i <= nodes; i++) {
                names.add(NodeName.of("node" + i));
            }
            Votequorum.Rules rules =
                    new Votequorum.Rules(true, nodes, nodes == 2, nodes == 2, false, 10_000, false, List.of(), true);
            return new Setup(names, rules, 1_000, first, habits, EnumSet.noneOf(Flaw.class), seed);
        }

        public Setup with(Flaw flaw) {
            return new Setup(nodes, rules, tokenMs, first, habits, EnumSet.of(flaw), seed);
        }
    }

    /** Virtual time begins here, milliseconds since the epoch. */
    public static final long EPOCH_MS = 1_700_000_000_000L;

    private final Setup setup;
    private final Timeline time = new Timeline();
    private final Chance chance;
    private final List<Machine> machines = new ArrayList<>();
    private final Network network;
    private final SimulatedAgents agents;
    private final Saboteur saboteur;
    private final Surroundings surroundings;
    private final List<Watcher> watchers = new ArrayList<>();
    private Habits habits;
    private long lives;
    private long lastToken;

    public Simulation(Setup setup, Planner planner) {
        this.setup = setup;
        this.habits = setup.habits();
        this.chance = new Chance(setup.seed());
        for (NodeName name : setup.nodes()) {
            Machine machine = new Machine(machines.size() + 1, name);
            machine.disk = setup.first();
            machines.add(machine);
        }
        this.saboteur = new Saboteur(setup.flaws());
        this.network = new Network(time, chance, machines, setup.tokenMs(), new Network.Receiver() {
            @Override
            public void viewChanged(Machine to, ClusterView view) {
                to.view = view;
                input(to, new Input.ViewChanged(view));
            }

            @Override
            public void received(Machine to, Machine from, ClusterView.ViewId sentIn, Message message) {
                watchers.forEach(watcher -> watcher.received(Simulation.this, to, sentIn, message));
                ClusterView.ViewId told = has(Flaw.STALE_VIEW_ACCEPTED) && to.view != null ? to.view.id() : sentIn;
                for (Message one : saboteur.changed(to, from, message)) {
                    input(to, new Input.Received(from.name(), told, one));
                }
            }
        });
        this.agents = new SimulatedAgents(this, time, chance);
        this.surroundings = new Surroundings(this, time, network, planner, saboteur);
    }

    public Simulation watchedBy(Watcher watcher) {
        watchers.add(watcher);
        return this;
    }

    public List<Machine> machines() {
        return Collections.unmodifiableList(machines);
    }

    /** The machine of this name, ignoring case. */
    public Optional<Machine> machine(String name) {
        return machines.stream().filter(m -> m.name().equals(NodeName.of(name))).findFirst();
    }

    /** Milliseconds since the simulation began. */
    public long nowMs() {
        return time.nowMs();
    }

    /** How many events have happened. */
    public long events() {
        return time.happened();
    }

    public Chance chance() {
        return chance;
    }

    public Habits habits() {
        return habits;
    }

    public void habits(Habits newHabits) {
        habits = newHabits;
    }

    boolean has(Flaw flaw) {
        return setup.flaws().contains(flaw);
    }

    long wallMs(Machine machine) {
        return EPOCH_MS + time.nowMs() + machine.clockOffMs + machine.driftMs(time.nowMs());
    }

    // Deeds

    public void start(Machine machine) {
        if (machine.up()) {
            return;
        }
        said(null, machine + " is started");
        machine.powered = true;
        machine.life = ++lives;
        machine.view = null;
        machine.assigned = null;
        machine.wakeAtMs = Long.MAX_VALUE;
        SortedMap<NodeName, Integer> configured = new TreeMap<>();
        machines.forEach(m -> configured.put(m.name(), m.id()));
        Votequorum.Rules rules = has(Flaw.QUORUM_NOT_CHECKED) ? Votequorum.Rules.none() : setup.rules();
        machine.daemon = new Controller(
                new Settings(
                        machine.name(),
                        machine.id(),
                        machine.life,
                        configured,
                        machine.featureSet,
                        setup.tokenMs() * 60 / 100),
                new Votequorum(rules, new TreeMap<>()));
        input(machine, new Input.Started(machine.disk));
        network.changed();
    }

    /** The power goes: everything that was not on the disk is lost. */
    public void kill(Machine machine) {
        said(null, machine + " loses its power");
        machine.powered = false;
        machine.active.clear();
        endDaemon(machine);
    }

    /** Only the daemon dies; what it started runs on. */
    public void killDaemon(Machine machine) {
        if (machine.up()) {
            said(null, "the daemon of " + machine + " is killed");
            endDaemon(machine);
        }
    }

    private void endDaemon(Machine machine) {
        machine.daemon = null;
        machine.effectsLeft = 0;
        machine.pausedSinceMs = -1;
        machine.heldBack.clear();
        network.forget(machine);
        network.changed();
    }

    /** The daemon is told to stop, in good order. */
    public void stop(Machine machine) {
        said(null, machine + " is told to leave");
        input(machine, new Input.ShutdownRequested());
    }

    /** The process stands still, as at a SIGSTOP or a frozen virtual machine. */
    public void pause(Machine machine) {
        if (machine.up() && !machine.paused()) {
            said(null, machine + " stands still");
            machine.pausedSinceMs = time.nowMs();
            network.changed();
        }
    }

    /** It goes on; what came meanwhile is taken after it has noticed. */
    public void resume(Machine machine) {
        if (!machine.paused()) {
            return;
        }
        long pausedMs = time.nowMs() - machine.pausedSinceMs;
        said(null, machine + " goes on after " + pausedMs + " ms");
        machine.pausedSinceMs = -1;
        network.changed();
        if (pausedMs > setup.tokenMs() * 60 / 100) {
            input(machine, new Input.Stalled(pausedMs));
        }
        while (!machine.heldBack.isEmpty() && machine.talks()) {
            machine.heldBack.removeFirst().run();
        }
    }

    /** Every side hears only itself. Machines that are named on no side are alone. */
    public void split(List<List<Machine>> sides) {
        said(null, "the network falls apart into " + sides);
        List<List<Machine>> all = new ArrayList<>(sides);
        for (Machine machine : machines) {
            if (sides.stream().noneMatch(side -> side.contains(machine))) {
                all.add(List.of(machine));
            }
        }
        network.split(all);
    }

    /** Nothing that {@code from} says reaches {@code to}. */
    public void cutOneWay(Machine from, Machine to) {
        said(null, "nothing gets from " + from + " to " + to);
        network.cutOneWay(from, to);
    }

    public void heal() {
        said(null, "the network is whole");
        network.heal();
    }

    /** So many of a hundred datagrams are lost, and sent again. */
    public void lose(int inHundred) {
        network.lossInHundred = inHundred;
    }

    /** @param full whether writes fail; @param delayMs how long a write takes */
    public void disk(Machine machine, boolean full, long delayMs) {
        machine.diskFull = full;
        machine.diskDelayMs = delayMs;
    }

    /** The machine loses its power in the middle of what its daemon does: after so many more effects of its steps. */
    public void killAfter(Machine machine, int effects) {
        machine.effectsLeft = effects;
    }

    /** A machine without power comes back with an empty disk. */
    public void loseDisk(Machine machine) {
        said(null, machine + " has got a new disk");
        machine.disk = Cib.empty();
    }

    /** Whether packets pass both ways between two machines, whatever runs on them. */
    public boolean connects(Machine one, Machine other) {
        return network.connects(one, other);
    }

    /** Messages take up to so many milliseconds. */
    public void delay(long mostMs) {
        network.delayMostMs = mostMs;
    }

    /** From now on the machine's clock gains so many milliseconds a second. */
    public void clockDrifts(Machine machine, long msPerSecond) {
        machine.clockOffMs += machine.driftMs(time.nowMs());
        machine.driftSinceMs = time.nowMs();
        machine.driftPerSecondMs = msPerSecond;
    }

    /** The machine's clock jumps. */
    public void clockJumps(Machine machine, long byMs) {
        machine.clockOffMs += byMs;
    }

    /** Makes an operation (for example {@code pg_fs_start_0}) fail wherever it runs, or not any more. */
    public void fail(String operationKey, boolean fails) {
        if (fails) {
            agents.failing.add(operationKey);
        } else {
            agents.failing.remove(operationKey);
        }
    }

    /** A client of this node asks; watchers hear the answer. */
    public long ask(Machine machine, Request request) {
        long token = ++lastToken;
        time.in(0, () -> input(machine, new Input.Asked(token, request)));
        return token;
    }

    /** Lets virtual time go on. */
    public void run(long forMs) {
        time.run(forMs, () -> watchers.forEach(watcher -> watcher.after(this)));
    }

    // The world's answers

    void reported(Machine machine, AgentCall call, AgentOutcome outcome) {
        watchers.forEach(watcher -> watcher.reported(this, machine, call, outcome));
    }

    void fenced(Machine machine, Input.Fenced outcome) {
        if (machine.up()) {
            watchers.forEach(watcher -> watcher.fenced(this, machine, outcome));
        }
        input(machine, outcome);
    }

    void witness(Machine machine, AgentCall call, boolean worked) {
        watchers.forEach(watcher -> watcher.acted(this, machine, call, worked));
    }

    void said(Machine machine, String sentence) {
        watchers.forEach(watcher -> watcher.said(this, machine, sentence));
    }

    void input(Machine machine, Input input) {
        if (!machine.up()) {
            return;
        }
        if (machine.paused()) {
            long life = machine.life;
            machine.heldBack.add(() -> {
                if (machine.life == life) {
                    input(machine, input);
                }
            });
            return;
        }
        for (Effect effect : machine.daemon.step(time.nowMs(), wallMs(machine), input)) {
            if (machine.up()) {
                perform(machine, effect);
                if (machine.effectsLeft > 0 && --machine.effectsLeft == 0) {
                    kill(machine);
                }
            }
        }
    }

    void later(Machine machine, long delayMs, Input input) {
        long life = machine.life;
        time.in(delayMs, () -> {
            if (machine.life == life) {
                input(machine, input);
            }
        });
    }

    private void perform(Machine machine, Effect effect) {
        if (effect instanceof Effect.Send send) {
            watchers.forEach(watcher -> watcher.told(this, machine, send.message()));
            machine(send.to().text()).ifPresent(to -> network.send(machine, to, send.message()));
        } else if (effect instanceof Effect.Broadcast broadcast) {
            machines.stream().filter(to -> to != machine).forEach(to -> network.send(machine, to, broadcast.message()));
        } else if (effect instanceof Effect.SaveCib save) {
            surroundings.save(machine, save);
        } else if (effect instanceof Effect.MakePlan make) {
            watchers.forEach(watcher -> watcher.planned(this, machine));
            surroundings.plan(machine, make);
        } else if (effect instanceof Effect.RunAgent run) {
            watchers.forEach(watcher -> watcher.begun(this, machine, run.call()));
            agents.run(machine, run.call());
        } else if (effect instanceof Effect.Fence fence) {
            surroundings.fence(machine, fence);
        } else if (effect instanceof Effect.AskMachine ask) {
            surroundings.askMachine(machine, ask.node());
        } else if (effect instanceof Effect.LookAround look) {
            Element nothing = Element.of("machine", "now-ms", Long.toString(time.nowMs()));
            later(machine, 1, new Input.Looked(look.asker(), look.id(), nothing));
        } else if (effect instanceof Effect.LetGo told) {
            watchers.forEach(watcher -> watcher.letGo(this, machine, told));
        } else if (effect instanceof Effect.Reply reply) {
            watchers.forEach(watcher -> watcher.answered(this, machine, reply.token(), reply));
        } else if (effect instanceof Effect.Log line) {
            said(machine, line.sentence());
        } else if (effect instanceof Effect.WakeAt wake) {
            wake(machine, wake.nowMs());
        } else if (effect instanceof Effect.KeepAside aside) {
            watchers.forEach(watcher -> watcher.keptAside(this, machine, aside.cib()));
        } else if (effect instanceof Effect.Exit exit) {
            said(machine, "the daemon ends: " + exit.reason());
            watchers.forEach(watcher -> watcher.ended(this, machine, exit));
            network.handOut(machine);
            endDaemon(machine);
        }
    }

    private void wake(Machine machine, long atMs) {
        machine.wakeAtMs = atMs;
        long life = machine.life;
        time.in(atMs - time.nowMs(), () -> {
            if (machine.life == life && machine.wakeAtMs == atMs) {
                machine.wakeAtMs = Long.MAX_VALUE;
                input(machine, new Input.Tick());
            }
        });
    }
}
