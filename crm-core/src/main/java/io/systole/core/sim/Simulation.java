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
import io.systole.core.transition.TransitionGraph;
import io.systole.core.value.NodeName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

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

    /** Virtual time begins here, milliseconds since the epoch. */
    public static final long EPOCH_MS = 1_700_000_000_000L;

    private static final long TWICE_MS = 3_000;

    /** Characters; as much as the smallest daemon keeps. */
    public static final long CONFIGURATION_MAX = 2 * 1024 * 1024;

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
    private int twiceInHundred;

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
                long life = to.life;
                long heldMs = saboteur.heldBackMs(message);
                if (heldMs == 0) {
                    deliver(to, from, sentIn, message);
                } else {
                    time.in(heldMs, () -> {
                        if (to.up() && to.life == life) {
                            deliver(to, from, sentIn, message);
                        }
                    });
                }
            }

            private void deliver(Machine to, Machine from, ClusterView.ViewId sentIn, Message message) {
                tell(watcher -> watcher.received(Simulation.this, to, sentIn, message));
                ClusterView.ViewId told = has(Flaw.STALE_VIEW_ACCEPTED) && to.view != null ? to.view.id() : sentIn;
                for (Message one : saboteur.changed(to, from, message)) {
                    input(to, new Input.Received(from.name(), told, one));
                }
            }
        });
        this.agents = new SimulatedAgents(this, time, chance);
        this.surroundings = new Surroundings(this, time, network, agents, planner, saboteur);
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
        machine.daemon(new Controller(
                new Settings(
                        machine.name(),
                        machine.id(),
                        machine.life,
                        configured,
                        machine.featureSet,
                        setup.tokenMs() * 60 / 100,
                        CONFIGURATION_MAX),
                new Votequorum(rules, new TreeMap<>())));
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

    void endDaemon(Machine machine) {
        machine.daemon(null);
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
        network.split(sides);
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

    /**
     * So many of a hundred answers of disk, scheduler, agents, fence devices and other machines come a second time, up to
     * three seconds later.
     */
    public void answersTwice(int inHundred) {
        twiceInHundred = inHundred;
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

    /** Makes an operation of a resource fail wherever and however often it runs, or not any more. */
    public void fail(String resource, String operation, boolean fails) {
        agents.fail(resource, operation, fails);
    }

    /** A client of this node asks; watchers hear the answer. */
    public long ask(Machine machine, Request request) {
        long token = ++lastToken;
        time.in(0, () -> input(machine, new Input.Asked(token, request)));
        return token;
    }

    /** Lets virtual time go on. */
    public void run(long forMs) {
        time.run(forMs, () -> tell(watcher -> watcher.after(this)));
    }

    // The world's answers

    void tell(Consumer<Watcher> what) {
        watchers.forEach(what);
    }

    void said(Machine machine, String sentence) {
        tell(watcher -> watcher.said(this, machine, sentence));
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
        for (Effect effect : machine.step(time.nowMs(), wallMs(machine), input)) {
            if (machine.up()) {
                surroundings.perform(machine, effect);
                if (machine.effectsLeft > 0 && --machine.effectsLeft == 0) {
                    kill(machine);
                }
            }
        }
    }

    void later(Machine machine, long delayMs, Input input) {
        laterOnce(machine, delayMs, input);
        perhapsAgain(machine, delayMs, input);
    }

    /** An answer that comes after this time may come once more. */
    void perhapsAgain(Machine machine, long delayMs, Input input) {
        if (chance.inHundred(twiceInHundred)) {
            laterOnce(machine, delayMs + chance.between(0, TWICE_MS), input);
        }
    }

    private void laterOnce(Machine machine, long delayMs, Input input) {
        long life = machine.life;
        time.in(delayMs, () -> {
            if (machine.life == life) {
                input(machine, input);
            }
        });
    }
}
