package io.systole.it.sim;

import io.systole.core.cib.Cib;
import io.systole.core.cib.CibOperation;
import io.systole.core.controller.Effect;
import io.systole.core.message.Request;
import io.systole.core.sim.Machine;
import io.systole.core.sim.Simulation;
import io.systole.core.xml.Element;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** A configuration change that a person was told is made outlives everything that some member of that view outlives. */
final class Acknowledged implements Simulation.Watcher {
    private final Map<Long, String> asked = new TreeMap<>();
    private final Map<Long, Long> askedInLife = new LinkedHashMap<>();
    private final TreeSet<Long> answered = new TreeSet<>();
    private final TreeSet<String> promised = new TreeSet<>();
    private final List<Cib> aside = new ArrayList<>();

    /** Sets an option of this name, as a person would. */
    void change(Simulation world, Machine machine, String name) {
        Element set = Element.of("cluster_property_set", "id", "people")
                .withChild(Element.of("nvpair", "id", "people-" + name, "name", name, "value", "1"));
        long token = world.ask(
                machine,
                new Request.Change(
                        List.of(new CibOperation.Modify(
                                "crm_config", Element.of("crm_config").withChild(set), true)),
                        null,
                        false,
                        "person"));
        asked.put(token, name);
        askedInLife.put(token, machine.life());
    }

    @Override
    public void answered(Simulation world, Machine machine, long token, Effect.Reply reply) {
        if (!asked.containsKey(token)) {
            return;
        }
        if (!answered.add(token)) {
            throw new Violation("one answer", asked.get(token) + " was answered twice");
        }
        boolean quorate = machine.published().quorum().quorate();
        if (reply.exitCode() == 0 && quorate) {
            promised.add(asked.get(token));
        }
    }

    @Override
    public void keptAside(Simulation world, Machine machine, Cib cib) {
        aside.add(cib);
    }

    /** At the end, when everybody is back. Where two halves may both have quorum, what lost must at least be kept aside. */
    void check(Simulation world) {
        Cib cib = world.machines().get(0).published().cib();
        for (String name : promised) {
            boolean there = has(cib, name);
            boolean kept = world.machines().size() == 2 && aside.stream().anyMatch(c -> has(c, name));
            if (!there && !kept) {
                throw new Violation("acknowledged changes survive", name + " is lost");
            }
        }
        TreeSet<Long> lives = new TreeSet<>();
        world.machines().forEach(m -> lives.add(m.life()));
        askedInLife.forEach((token, life) -> {
            if (lives.contains(life) && !answered.contains(token)) {
                throw new Violation("every request is answered", asked.get(token) + " never was");
            }
        });
    }

    private static boolean has(Cib cib, String name) {
        return cib.configuration().find("people-" + name) != null;
    }
}
