package io.systole.agents.drbd;

import io.systole.core.xml.Element;
import java.util.ArrayList;
import java.util.List;

/** What a node sees of DRBD, as nodes tell it to each other and to programs. */
public final class DrbdXml {
    private DrbdXml() {}

    static Element encode(DrbdResource resource) {
        List<Element> children = new ArrayList<>();
        for (DrbdVolume volume : resource.volumes()) {
            children.add(Element.of(
                    "volume",
                    "number",
                    Integer.toString(volume.number()),
                    "minor",
                    known(volume.minor()),
                    "disk",
                    volume.disk()));
        }
        resource.peers().forEach(peer -> children.add(encode(peer)));
        return Element.of(
                        "resource",
                        "name",
                        resource.name(),
                        "role",
                        resource.role(),
                        "suspended",
                        resource.suspended() ? "true" : null,
                        "quorum",
                        resource.quorum() ? null : "false")
                .withChildren(children);
    }

    private static Element encode(DrbdPeer peer) {
        List<Element> volumes = new ArrayList<>();
        for (DrbdPeerVolume volume : peer.volumes()) {
            Element element = Element.of(
                    "volume",
                    "number",
                    Integer.toString(volume.number()),
                    "replication",
                    volume.replication(),
                    "disk",
                    volume.disk(),
                    "out-of-sync-kib",
                    known(volume.outOfSyncKib()));
            DrbdSync sync = volume.sync();
            volumes.add(
                    sync == null
                            ? element
                            : element.withChild(Element.of(
                                    "sync",
                                    "verify",
                                    sync.verify() ? "true" : null,
                                    "percent",
                                    Double.toString(sync.percent()),
                                    "left-kib",
                                    known(sync.leftKib()),
                                    "total-kib",
                                    known(sync.totalKib()),
                                    "speed-kib-per-second",
                                    known(sync.speedKibPerSecond()),
                                    "finish-seconds",
                                    known(sync.finishSeconds()),
                                    "stalled",
                                    sync.stalled() ? "true" : null)));
        }
        return Element.of("peer", "name", peer.name(), "connection", peer.connection(), "role", peer.role())
                .withChildren(volumes);
    }

    static Element encode(DrbdHistory history) {
        return Element.of(
                "history",
                "resource",
                history.resource(),
                "lost-ms",
                known(history.lostMs()),
                "written-ms",
                known(history.writtenMs()),
                "split-ms",
                known(history.splitMs()));
    }

    private static String known(long number) {
        return number < 0 ? null : Long.toString(number);
    }

    /** The resources in a node's {@code <machine>}. */
    public static List<DrbdResource> resources(Element machine) {
        List<DrbdResource> resources = new ArrayList<>();
        for (Element element : machine.children("resource")) {
            resources.add(new DrbdResource(
                    element.attribute("name", "?"),
                    element.attribute("role", "Unknown"),
                    element.attribute("suspended") != null,
                    element.attribute("quorum") == null,
                    element.children("volume").stream()
                            .map(v -> new DrbdVolume(
                                    (int) number(v, "number"),
                                    (int) number(v, "minor"),
                                    v.attribute("disk", "DUnknown")))
                            .toList(),
                    element.children("peer").stream().map(DrbdXml::peer).toList()));
        }
        return resources;
    }

    private static DrbdPeer peer(Element element) {
        return new DrbdPeer(
                element.attribute("name", ""),
                element.attribute("connection", "Unknown"),
                element.attribute("role", "Unknown"),
                element.children("volume").stream()
                        .map(v -> new DrbdPeerVolume(
                                (int) number(v, "number"),
                                v.attribute("replication", "Off"),
                                v.attribute("disk", "DUnknown"),
                                number(v, "out-of-sync-kib"),
                                v.child("sync") == null ? null : sync(v.child("sync"))))
                        .toList());
    }

    private static DrbdSync sync(Element element) {
        String percent = element.attribute("percent", "");
        return new DrbdSync(
                element.attribute("verify") != null,
                percent.matches("[0-9]{1,3}(\\.[0-9]{1,15})?") ? Double.parseDouble(percent) : 0,
                number(element, "left-kib"),
                number(element, "total-kib"),
                number(element, "speed-kib-per-second"),
                number(element, "finish-seconds"),
                element.attribute("stalled") != null);
    }

    /** What the node's kernel log tells of its resources. */
    public static List<DrbdHistory> histories(Element machine) {
        return machine.children("history").stream()
                .map(h -> new DrbdHistory(
                        h.attribute("resource", "?"),
                        number(h, "lost-ms"),
                        number(h, "written-ms"),
                        number(h, "split-ms")))
                .toList();
    }

    private static long number(Element element, String name) {
        String text = element.attribute(name, "");
        return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : -1;
    }
}
