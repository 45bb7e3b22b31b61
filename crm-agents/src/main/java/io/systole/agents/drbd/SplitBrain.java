package io.systole.agents.drbd;

import io.systole.core.xml.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Both sides of a resource have written while they were apart, and DRBD will not say whose data counts.
 *
 * @param version of DRBD, for the commands that resolve it
 * @param nodes that share the resource, as far as those that answer know them
 * @param sides by node, those that answer
 */
public record SplitBrain(String resource, String version, SortedSet<String> nodes, SortedMap<String, Side> sides) {
    /**
     * One side.
     *
     * @param nowMs by its own clock, milliseconds since the epoch: ages are differences to this
     * @param history of which times may be unknown
     * @param standsAlone it has given the connection up; otherwise it still tries
     * @param outOfSyncKib what it has changed since, as far as it knows; negative where it does not
     */
    public record Side(String role, long nowMs, DrbdHistory history, boolean standsAlone, long outOfSyncKib) {
        public boolean primary() {
            return role.equals("Primary");
        }
    }

    /**
     * @param machines what each node sees, by its name
     * @return empty where no node's kernel has found one since the nodes were last connected
     */
    public static Optional<SplitBrain> of(String resource, SortedMap<String, Element> machines) {
        SortedMap<String, Side> sides = new TreeMap<>();
        SortedSet<String> nodes = new TreeSet<>();
        String version = "";
        boolean found = false;
        for (Map.Entry<String, Element> machine : machines.entrySet()) {
            Optional<DrbdResource> seen = DrbdXml.resources(machine.getValue()).stream()
                    .filter(r -> r.name().equals(resource))
                    .findFirst();
            if (seen.isEmpty()) {
                continue;
            }
            DrbdHistory history = DrbdXml.histories(machine.getValue()).stream()
                    .filter(h -> h.resource().equals(resource))
                    .findFirst()
                    .orElse(DrbdHistory.none(resource));
            boolean apart = seen.get().peers().stream().anyMatch(peer -> !peer.connected());
            found |= apart && history.splitMs() >= 0;
            version = machine.getValue().attribute("drbd", version);
            if (apart) {
                nodes.add(machine.getKey());
                seen.get().peers().stream()
                        .filter(peer -> !peer.connected() && !peer.name().isEmpty())
                        .forEach(peer -> nodes.add(peer.name()));
                sides.put(
                        machine.getKey(),
                        new Side(
                                seen.get().role(),
                                now(machine.getValue()),
                                history,
                                seen.get().peers().stream().allMatch(peer -> peer.connected() || peer.standsAlone()),
                                outOfSync(seen.get())));
            }
        }
        return found ? Optional.of(new SplitBrain(resource, version, nodes, sides)) : Optional.empty();
    }

    private static long now(Element machine) {
        String text = machine.attribute("now-ms", "");
        return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : -1;
    }

    private static long outOfSync(DrbdResource resource) {
        return resource.peers().stream()
                .flatMap(peer -> peer.volumes().stream())
                .mapToLong(DrbdPeerVolume::outOfSyncKib)
                .filter(kib -> kib >= 0)
                .reduce(Long::sum)
                .orElse(-1);
    }

    /** What to type on the node whose data is thrown away, in this order. */
    public List<String> onVictim(String victim, String peer) {
        String which = named(peer);
        List<String> commands = new ArrayList<>(List.of("drbdadm secondary " + resource));
        if (!sides.containsKey(victim) || !sides.get(victim).standsAlone()) {
            // Where there is nothing to disconnect, DRBD's tools complain of it at length.
            commands.add("drbdadm disconnect " + which);
        }
        commands.add(
                version.matches("8\\.[0-3].*")
                        ? "drbdadm -- --discard-my-data connect " + which
                        : "drbdadm connect --discard-my-data " + which);
        return commands;
    }

    /** What to type on the other one, where it has given the connection up, too. */
    public String onSurvivor(String peer) {
        return "drbdadm connect " + named(peer);
    }

    /** DRBD 9 may have more peers, which are not to be disconnected. */
    private String named(String peer) {
        return version.startsWith("8.") || peer.isEmpty() ? resource : resource + ":" + peer;
    }
}
