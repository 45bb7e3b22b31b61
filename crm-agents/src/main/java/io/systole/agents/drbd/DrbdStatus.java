package io.systole.agents.drbd;

import java.util.ArrayList;
import java.util.List;

/**
 * {@code drbdsetup status} of DRBD 9, with or without {@code --verbose --statistics}. A resource's name stands at the margin,
 * a peer's is indented; every other word is {@code key:value} and belongs to the last name or volume above it.
 */
public final class DrbdStatus {
    private final List<DrbdResource> done = new ArrayList<>();
    private Resource resource;
    private Peer peer;
    private Volume volume;

    private DrbdStatus() {}

    /** What is being read of a volume; DRBD leaves out what is as it should be. */
    private static final class Volume {
        private int number;
        private int minor = -1;
        private String disk = "UpToDate";
        private String replication = "";
        private String done = "";
        private long outOfSyncKib = -1;
        private double mibPerSecond = -1;
        private long etaSeconds = -1;
    }

    private static final class Peer {
        private final String name;
        private String connection = "Connected";
        private String role = "Unknown";
        private final List<Volume> volumes = new ArrayList<>();

        Peer(String name) {
            this.name = name;
        }
    }

    private static final class Resource {
        private final String name;
        private String role = "Unknown";
        private boolean suspended;
        private boolean quorum = true;
        private final List<Volume> volumes = new ArrayList<>();
        private final List<Peer> peers = new ArrayList<>();

        Resource(String name) {
            this.name = name;
        }
    }

    public static List<DrbdResource> read(List<String> lines) {
        DrbdStatus status = new DrbdStatus();
        lines.forEach(status::line);
        status.finish();
        return List.copyOf(status.done);
    }

    private void line(String line) {
        if (line.isBlank() || line.startsWith("#")) {
            return;
        }
        String[] words = line.strip().split("\\s+");
        int from = 0;
        if (words[0].indexOf(':') < 0) {
            if (Character.isWhitespace(line.charAt(0))) {
                if (resource == null) {
                    return;
                }
                peer = new Peer(words[0]);
                resource.peers.add(peer);
            } else {
                finish();
                resource = new Resource(words[0]);
                peer = null;
            }
            volume = null;
            from = 1;
        }
        for (int i = from; i < words.length && resource != null; i++) {
            int colon = words[i].indexOf(':');
            if (colon > 0) {
                take(words[i].substring(0, colon), words[i].substring(colon + 1));
            }
        }
    }

    private void take(String key, String value) {
        switch (key) {
            case "role" -> {
                if (peer == null) {
                    resource.role = value;
                } else {
                    peer.role = value;
                }
            }
            case "suspended" -> resource.suspended = !value.equals("no");
            case "quorum" -> resource.quorum &= !value.equals("no");
            case "connection" -> {
                if (peer != null) {
                    peer.connection = value;
                }
            }
            case "volume" -> begin().number = (int) number(value);
            case "minor" -> volume().minor = (int) number(value);
            case "disk", "peer-disk" -> volume().disk = value;
            case "replication" -> volume().replication = value;
            case "done" -> volume().done = value;
            case "out-of-sync" -> volume().outOfSyncKib = number(value);
            case "dbdt1" -> volume().mibPerSecond = fraction(value);
            case "eta" -> volume().etaSeconds = number(value);
            default -> {
                // Statistics that nobody has asked for.
            }
        }
    }

    private Volume begin() {
        volume = new Volume();
        (peer == null ? resource.volumes : peer.volumes).add(volume);
        return volume;
    }

    /** Where there is only one volume, its number is left out. */
    private Volume volume() {
        return volume == null ? begin() : volume;
    }

    private void finish() {
        if (resource == null) {
            return;
        }
        List<DrbdPeer> peers = new ArrayList<>();
        for (Peer each : resource.peers) {
            boolean connected = each.connection.equals("Connected");
            List<DrbdPeerVolume> volumes = new ArrayList<>();
            for (Volume v : each.volumes) {
                String replication = !v.replication.isEmpty() ? v.replication : connected ? "Established" : "Off";
                volumes.add(new DrbdPeerVolume(
                        v.number, replication, connected ? v.disk : "DUnknown", v.outOfSyncKib, sync(v)));
            }
            if (volumes.isEmpty()) {
                volumes.add(new DrbdPeerVolume(0, connected ? "Established" : "Off", "DUnknown", -1, null));
            }
            peers.add(new DrbdPeer(each.name, each.connection, each.role, volumes));
        }
        done.add(new DrbdResource(
                resource.name,
                resource.role,
                resource.suspended,
                resource.quorum,
                resource.volumes.stream()
                        .map(v -> new DrbdVolume(v.number, v.minor, v.disk))
                        .toList(),
                peers));
        resource = null;
    }

    private static DrbdSync sync(Volume v) {
        double percent = fraction(v.done);
        if (percent < 0) {
            return null;
        }
        long totalKib = v.outOfSyncKib < 0 || percent >= 100 ? -1 : Math.round(v.outOfSyncKib / (1 - percent / 100));
        return new DrbdSync(
                v.replication.startsWith("Verify"),
                percent,
                v.outOfSyncKib,
                totalKib,
                v.mibPerSecond < 0 ? -1 : Math.round(v.mibPerSecond * 1024),
                v.etaSeconds,
                false);
    }

    private static long number(String text) {
        return text.matches("[0-9]{1,15}") ? Long.parseLong(text) : -1;
    }

    private static double fraction(String text) {
        String plain = text.endsWith("%") ? text.substring(0, text.length() - 1) : text;
        return plain.matches("[0-9]{1,12}(\\.[0-9]{1,9})?") ? Double.parseDouble(plain) : -1;
    }
}
