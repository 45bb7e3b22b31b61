package io.systole.shell.render;

import io.systole.agents.drbd.DrbdPeer;
import io.systole.agents.drbd.DrbdPeerVolume;
import io.systole.agents.drbd.DrbdResource;
import io.systole.agents.drbd.DrbdSync;
import io.systole.agents.drbd.DrbdVolume;
import io.systole.agents.drbd.DrbdXml;
import io.systole.agents.drbd.SplitBrain;
import io.systole.core.xml.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** DRBD's resources as each node sees them: roles, disks, connections, progress, and what to do about a split brain. */
public final class DrbdOutline {
    private static final int BAR = 20;

    private final SortedMap<String, Element> machines;

    private DrbdOutline(SortedMap<String, Element> machines) {
        this.machines = machines;
    }

    /**
     * @param names of DRBD's resources that the cluster drives
     * @param machines what each node sees, by its name; nodes that did not answer are not in it
     * @return null where the cluster drives none
     */
    public static Outline of(SortedSet<String> names, SortedMap<String, Element> machines) {
        if (names.isEmpty()) {
            return null;
        }
        DrbdOutline outline = new DrbdOutline(machines);
        return Outline.list(
                "DRBD Resources", names.stream().map(outline::resource).toList());
    }

    private Outline resource(String name) {
        SortedMap<String, DrbdResource> seen = new TreeMap<>();
        SortedSet<String> nodes = new TreeSet<>();
        machines.forEach((node, machine) -> DrbdXml.resources(machine).stream()
                .filter(resource -> resource.name().equals(name))
                .forEach(resource -> {
                    seen.put(node, resource);
                    nodes.add(node);
                    resource.peers().stream()
                            .map(DrbdPeer::name)
                            .filter(peer -> !peer.isEmpty())
                            .forEach(nodes::add);
                }));
        List<Outline> items = new ArrayList<>();
        if (seen.isEmpty()) {
            items.add(Outline.item(new Span("not up on any node that answers", Style.WARNING)));
            machines.forEach((node, machine) -> {
                String trouble = machine.attribute("trouble", "");
                if (!trouble.isEmpty()) {
                    items.add(Outline.item(new Span(node + ": " + trouble, Style.WARNING)));
                }
            });
        }
        for (String node : nodes) {
            items.add(seen.containsKey(node) ? side(node, seen.get(node)) : absent(node));
        }
        items.addAll(progress(seen));
        SplitBrain.of(name, machines).ifPresent(split -> items.add(split(split)));
        return Outline.list(name, items);
    }

    private Outline absent(String node) {
        String why = machines.containsKey(node) ? "not up" : "unknown, it does not answer";
        return Outline.item(new Span(node + ": " + why, Style.WARNING));
    }

    private static Outline side(String node, DrbdResource resource) {
        boolean good = resource.quorum()
                && !resource.suspended()
                && resource.volumes().stream().allMatch(volume -> volume.disk().equals("UpToDate"));
        List<Span> spans = new ArrayList<>();
        spans.add(Span.of(node + ": "));
        spans.add(
                new Span(resource.role() + " " + disks(resource.volumes()), good ? Style.RESOURCE_OK : Style.WARNING));
        if (resource.suspended()) {
            spans.add(new Span(", its input and output are suspended", Style.WARNING));
        }
        if (!resource.quorum()) {
            spans.add(new Span(", DRBD has no quorum", Style.WARNING));
        }
        for (DrbdPeer peer : resource.peers()) {
            spans.add(new Span(", " + connection(peer), peer.connected() ? Style.PLAIN : Style.WARNING));
        }
        return Outline.item(spans);
    }

    private static String disks(List<DrbdVolume> volumes) {
        return volumes.size() == 1
                ? volumes.get(0).disk()
                : volumes.stream()
                        .map(volume -> volume.disk() + " (volume " + volume.number() + ")")
                        .collect(Collectors.joining(", "));
    }

    private static String connection(DrbdPeer peer) {
        String name = peer.name().isEmpty() ? "its peer" : peer.name();
        if (peer.connected()) {
            SortedSet<String> busy = new TreeSet<>();
            peer.volumes().stream()
                    .map(DrbdPeerVolume::replication)
                    .filter(replication -> !replication.equals("Established"))
                    .forEach(busy::add);
            return "connected to " + name + (busy.isEmpty() ? "" : " (" + String.join(", ", busy) + ")");
        }
        long apartKib = peer.volumes().stream()
                .mapToLong(volume -> Math.max(0, volume.outOfSyncKib()))
                .sum();
        return "not connected to " + name + " (" + peer.connection()
                + (peer.standsAlone() ? ": it was given up, after a split brain or by hand" : "") + ")"
                + (apartKib > 0 ? ", " + grouped(apartKib) + " KiB to copy" : "");
    }

    /** Once for each pair and volume, though both sides tell it. */
    private static List<Outline> progress(SortedMap<String, DrbdResource> seen) {
        Map<String, Outline> lines = new TreeMap<>();
        seen.forEach((node, resource) -> resource.peers()
                .forEach(peer -> peer.volumes().stream()
                        .filter(volume -> volume.sync() != null)
                        .forEach(volume -> {
                            boolean source = volume.replication().endsWith("S")
                                    || volume.replication().endsWith("Source");
                            String from = source ? node : peer.name();
                            String to = source ? peer.name() : node;
                            String which = resource.volumes().size() > 1 ? "volume " + volume.number() + " " : "";
                            lines.putIfAbsent(
                                    from + " " + to + " " + volume.number(),
                                    Outline.item(which + from + " -> " + to + " " + bar(volume.sync())));
                        })));
        return List.copyOf(lines.values());
    }

    /** As the kernel's own, in one line; the head of the arrow counts. */
    static String bar(DrbdSync sync) {
        int done = (int) Math.min(BAR, Math.max(0, sync.percent() * BAR / 100));
        StringBuilder text = new StringBuilder("[")
                .append("=".repeat(Math.max(0, done - 1)))
                .append('>')
                .append(".".repeat(BAR - done))
                .append("] ")
                .append(sync.verify() ? "verified: " : "sync'ed: ")
                .append(String.format(Locale.ROOT, "%.1f%%", sync.percent()));
        if (sync.leftKib() >= 0 && sync.totalKib() >= 0) {
            text.append(" (")
                    .append(sync.leftKib())
                    .append('/')
                    .append(sync.totalKib())
                    .append(")K");
        }
        if (sync.finishSeconds() >= 0) {
            long seconds = sync.finishSeconds();
            text.append(String.format(
                    Locale.ROOT, " finish: %d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60));
        }
        if (sync.speedKibPerSecond() >= 0) {
            text.append(" speed: ").append(grouped(sync.speedKibPerSecond())).append(" K/sec");
        }
        return text.append(sync.stalled() ? " (stalled)" : "").toString();
    }

    private static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static Outline split(SplitBrain split) {
        List<Outline> items = new ArrayList<>();
        split.sides().forEach((node, side) -> items.add(Outline.item(node + " (" + side.role() + "): " + ages(side))));
        for (String victim : split.nodes()) {
            String survivor = split.nodes().stream()
                    .filter(node -> !node.equals(victim))
                    .findFirst()
                    .orElse("");
            boolean primary = split.sides().containsKey(victim)
                    && split.sides().get(victim).primary();
            items.add(Outline.item("to throw the data of " + victim + " away, on " + victim
                    + (primary ? " (Primary: stop first what uses it): " : ": ")
                    + String.join("; ", split.onVictim(victim, survivor))
                    + "; then on " + (survivor.isEmpty() ? "the other node" : survivor)
                    + ", where it is StandAlone: " + split.onSurvivor(victim)));
        }
        List<Span> heading = List.of(new Span(
                "SPLIT BRAIN, both nodes have written alone and a person must decide whose data counts",
                Style.WARNING));
        return Outline.list(heading, items);
    }

    private static String ages(SplitBrain.Side side) {
        List<String> parts = new ArrayList<>();
        parts.add(
                side.history().lostMs() < 0
                        ? "when it lost the other is not known (before this boot, or no longer in the kernel's log)"
                        : "lost the other " + ago(side, side.history().lostMs()));
        parts.add(
                side.history().writtenMs() < 0
                        ? side.primary() || side.outOfSyncKib() > 0
                                ? "when it first wrote alone is not known"
                                : "has not written since, as far as is known"
                        : "wrote alone since " + ago(side, side.history().writtenMs()));
        if (side.history().splitMs() >= 0) {
            parts.add("the split was found " + ago(side, side.history().splitMs()));
        }
        if (side.outOfSyncKib() >= 0) {
            parts.add(grouped(side.outOfSyncKib()) + " KiB changed");
        }
        return String.join(", ", parts);
    }

    private static String ago(SplitBrain.Side side, long atMs) {
        long seconds = Math.max(0, (side.nowMs() - atMs) / 1000);
        if (seconds < 120) {
            return seconds + " s ago";
        }
        return seconds < 7_200 ? seconds / 60 + " min ago" : seconds / 3600 + " h " + seconds / 60 % 60 + " min ago";
    }
}
