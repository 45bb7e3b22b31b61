package io.systole.it.sim;

import io.systole.core.cib.Cib;
import io.systole.core.controller.Effect;
import io.systole.core.message.Request;
import io.systole.core.sim.Machine;
import io.systole.core.sim.Simulation;
import io.systole.core.sim.Watcher;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A configuration change that a person was told is made outlives everything that some member of that view outlives; a node's
 * attribute lives as long as its daemon.
 */
final class Acknowledged implements Watcher {
    private static final String ATTRIBUTE = "person";

    private record Asked(String name, long life) {}

    private final Map<Long, Asked> asked = new TreeMap<>();
    private final TreeSet<Long> answered = new TreeSet<>();
    /** By name, the machines on whose disk a change was when it was acknowledged, and which have not lost that since. */
    private final Map<String, TreeSet<Integer>> promised = new TreeMap<>();
    /** What a daemon's node was last given as an attribute, by the daemon's life; null while an answer is missing. */
    private final Map<Long, String> attributes = new LinkedHashMap<>();

    private final Map<Long, String> attributesAsked = new TreeMap<>();
    private final List<Cib> aside = new ArrayList<>();
    private boolean disksWereLost;

    /** Sets an option of this name, as a person would. */
    void change(Simulation world, Machine machine, String name) {
        asked.put(world.ask(machine, Orders.option(name, "1")), new Asked(name, machine.life()));
    }

    /** Gives the machine's node an attribute. */
    void attribute(Simulation world, Machine machine, String value) {
        long token = world.ask(machine, new Request.Attribute(machine.name(), ATTRIBUTE, value, false));
        asked.put(token, new Asked(ATTRIBUTE + " " + value, machine.life()));
        attributesAsked.put(token, value);
        attributes.put(machine.life(), null);
    }

    void diskLost(Machine machine) {
        disksWereLost = true;
        promised.values().forEach(machines -> machines.remove(machine.id()));
    }

    @Override
    public void answered(Simulation world, Machine machine, long token, Effect.Reply reply) {
        if (!asked.containsKey(token)) {
            return;
        }
        String name = asked.get(token).name();
        if (!answered.add(token)) {
            throw new Violation("one answer", name + " was answered twice");
        }
        if (attributesAsked.containsKey(token)) {
            // Only the last one asked for counts; what was asked for in between has made it unknown.
            boolean last = attributesAsked.keySet().stream()
                    .noneMatch(t -> t > token && asked.get(t).life() == machine.life());
            if (last && reply.exitCode() == 0) {
                attributes.put(machine.life(), attributesAsked.get(token));
            }
            return;
        }
        if (reply.exitCode() == 0 && machine.published().quorum().quorate()) {
            TreeSet<Integer> members = new TreeSet<>();
            machine.view().members().forEach(m -> members.add(m.nodeId()));
            promised.put(name, members);
        }
    }

    @Override
    public void keptAside(Simulation world, Machine machine, Cib cib) {
        aside.add(cib);
    }

    /**
     * At the end, when everybody is back. Where two halves may both have quorum, or a majority had been made of nodes that had
     * lost their disks, what lost must at least be kept aside.
     */
    void check(Simulation world) {
        Cib cib = world.machines().get(0).published().cib();
        promised.forEach((name, machines) -> {
            boolean mayLose = world.machines().size() == 2 || disksWereLost;
            boolean kept = mayLose && aside.stream().anyMatch(c -> has(c, name));
            if (!machines.isEmpty() && !has(cib, name) && !kept) {
                throw new Violation("acknowledged changes survive", name + " is lost");
            }
        });
        for (Machine machine : world.machines()) {
            String value = attributes.get(machine.life());
            String seen = world.machines()
                    .get(0)
                    .published()
                    .attributes()
                    .getOrDefault(machine.name(), new TreeMap<>())
                    .get(ATTRIBUTE);
            if (value != null && !value.equals(seen)) {
                throw new Violation("attributes survive", machine + " was given " + value + " and has " + seen);
            }
        }
        TreeSet<Long> lives = new TreeSet<>();
        world.machines().forEach(m -> lives.add(m.life()));
        asked.forEach((token, request) -> {
            if (lives.contains(request.life()) && !answered.contains(token)) {
                throw new Violation("every request is answered", request.name() + " never was");
            }
        });
    }

    private static boolean has(Cib cib, String name) {
        return cib.configuration().find("people-" + name) != null;
    }
}
