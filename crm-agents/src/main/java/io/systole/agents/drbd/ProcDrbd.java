package io.systole.agents.drbd;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code /proc/drbd} of DRBD 8.0 to 8.4.
 *
 * @param version as its first line has it, for example {@code 8.4.11}; empty where there is none
 * @param devices in the file's order, those that are not configured left out
 */
public record ProcDrbd(String version, List<Device> devices) {
    private static final Pattern VERSION = Pattern.compile("version:\\s*([0-9]+(?:\\.[0-9]+)+\\S*).*");
    private static final Pattern DEVICE = Pattern.compile("\\s*([0-9]{1,7}): cs:(\\S+)(.*)");
    /** 8.0 has {@code synced}, some translations of it drop the quote. */
    private static final Pattern PROGRESS =
            Pattern.compile("\\s*\\[[=>.]*\\]\\s*(\\S+)\\s+([0-9.]+)%\\s+\\(([0-9]+)/([0-9]+)\\)\\s*([KMG]?).*");

    private static final Pattern FINISH =
            Pattern.compile("\\s*finish:\\s*([0-9]+):([0-9]{1,2}):([0-9]{1,2})\\s+speed:\\s*([0-9,]+).*");
    private static final Pattern OUT_OF_SYNC = Pattern.compile(".*\\boos:([0-9]+).*");
    private static final int LINES_MAX = 100_000;

    /** States of 8.x's one word for connection and replication in which there is no connection. */
    private static final Set<String> APART = Set.of(
            "StandAlone",
            "Disconnecting",
            "Unconnected",
            "Timeout",
            "BrokenPipe",
            "NetworkFailure",
            "ProtocolError",
            "TearDown",
            "WFConnection",
            "WFReportParams");

    public ProcDrbd {
        devices = List.copyOf(devices);
    }

    /**
     * One device: 8.x has one peer.
     *
     * @param state {@code cs:}: the connection's state, or while connected the replication's
     * @param suspended its input and output stand still
     * @param outOfSyncKib {@code oos:}; negative in 8.0, which does not tell
     * @param sync under way, or null
     */
    public record Device(
            int minor,
            String state,
            String role,
            String peerRole,
            String disk,
            String peerDisk,
            boolean suspended,
            long outOfSyncKib,
            DrbdSync sync) {

        public boolean connected() {
            return !APART.contains(state);
        }

        String connection() {
            return connected() ? "Connected" : state;
        }

        String replication() {
            return !connected() ? "Off" : state.equals("Connected") ? "Established" : state;
        }
    }

    /** What is not understood is passed over. */
    public static ProcDrbd read(List<String> lines) {
        String version = "";
        List<Device> devices = new ArrayList<>();
        for (String line : lines.subList(0, Math.min(lines.size(), LINES_MAX))) {
            Matcher head = VERSION.matcher(line);
            if (version.isEmpty() && head.matches()) {
                version = head.group(1);
            }
            Matcher matcher = DEVICE.matcher(line);
            if (matcher.matches()) {
                devices.add(device(Integer.parseInt(matcher.group(1)), matcher.group(2), matcher.group(3)));
            } else if (!devices.isEmpty()) {
                devices.add(more(devices.remove(devices.size() - 1), line));
            }
        }
        devices.removeIf(device -> device.role().isEmpty());
        return new ProcDrbd(version, devices);
    }

    private static Device device(int minor, String state, String rest) {
        String[] roles = {"", ""};
        String[] disks = {"DUnknown", "DUnknown"};
        boolean suspended = false;
        for (String word : rest.strip().split("\\s+")) {
            String[] pair = word.length() > 3 ? word.substring(3).split("/", 2) : new String[0];
            if (pair.length == 2 && (word.startsWith("ro:") || word.startsWith("st:"))) {
                roles = pair;
            } else if (pair.length == 2 && word.startsWith("ds:")) {
                disks = pair;
            } else if (word.matches("[rs][-a-zA-Z]{3,}")) {
                suspended = word.charAt(0) == 's';
            }
        }
        return new Device(minor, state, roles[0], roles[1], disks[0], disks[1], suspended, -1, null);
    }

    private static Device more(Device device, String line) {
        Matcher progress = PROGRESS.matcher(line);
        if (progress.matches()) {
            long unit = switch (progress.group(5)) {
                case "M" -> 1024;
                case "G" -> 1024 * 1024;
                default -> 1;
            };
            return with(
                    device,
                    device.outOfSyncKib(),
                    new DrbdSync(
                            progress.group(1).startsWith("verif"),
                            Double.parseDouble(progress.group(2)),
                            number(progress.group(3)) * unit,
                            number(progress.group(4)) * unit,
                            -1,
                            -1,
                            false));
        }
        Matcher finish = FINISH.matcher(line);
        DrbdSync sync = device.sync();
        if (sync != null && finish.matches()) {
            boolean stalled = line.contains("stalled");
            long seconds = number(finish.group(1)) * 3600 + number(finish.group(2)) * 60 + number(finish.group(3));
            return with(
                    device,
                    device.outOfSyncKib(),
                    new DrbdSync(
                            sync.verify(),
                            sync.percent(),
                            sync.leftKib(),
                            sync.totalKib(),
                            number(finish.group(4).replace(",", "")),
                            stalled ? -1 : seconds,
                            stalled));
        }
        Matcher outOfSync = OUT_OF_SYNC.matcher(line);
        return outOfSync.matches() ? with(device, number(outOfSync.group(1)), sync) : device;
    }

    private static Device with(Device device, long outOfSyncKib, DrbdSync sync) {
        return new Device(
                device.minor(),
                device.state(),
                device.role(),
                device.peerRole(),
                device.disk(),
                device.peerDisk(),
                device.suspended(),
                outOfSyncKib,
                sync);
    }

    private static long number(String digits) {
        return digits.length() > 15 ? (Long.MAX_VALUE >> 21) : Long.parseLong(digits);
    }

    /** The devices as resources, with the names that the configuration gives them on this node. */
    public List<DrbdResource> resources(List<DrbdNames.Device> names) {
        List<DrbdResource> resources = new ArrayList<>();
        for (Device device : devices) {
            DrbdNames.Device named = names.stream()
                    .filter(n -> n.minor() == device.minor())
                    .findFirst()
                    .orElse(new DrbdNames.Device(device.minor(), "drbd" + device.minor(), 0, ""));
            DrbdResource one = new DrbdResource(
                    named.resource(),
                    device.role(),
                    device.suspended(),
                    true,
                    List.of(new DrbdVolume(named.volume(), device.minor(), device.disk())),
                    List.of(new DrbdPeer(
                            named.peer(),
                            device.connection(),
                            device.peerRole(),
                            List.of(new DrbdPeerVolume(
                                    named.volume(),
                                    device.replication(),
                                    device.peerDisk(),
                                    device.outOfSyncKib(),
                                    device.sync())))));
            int same = indexOf(resources, named.resource());
            if (same < 0) {
                resources.add(one);
            } else {
                resources.set(same, joined(resources.get(same), one));
            }
        }
        return List.copyOf(resources);
    }

    private static int indexOf(List<DrbdResource> resources, String name) {
        for (int i = 0; i < resources.size(); i++) {
            if (resources.get(i).name().equals(name)) {
                return i;
            }
        }
        return -1;
    }

    /** Volumes of one resource share their connection (8.4). */
    private static DrbdResource joined(DrbdResource first, DrbdResource second) {
        List<DrbdVolume> volumes = new ArrayList<>(first.volumes());
        volumes.addAll(second.volumes());
        DrbdPeer peer = first.peers().get(0);
        List<DrbdPeerVolume> peerVolumes = new ArrayList<>(peer.volumes());
        peerVolumes.addAll(second.peers().get(0).volumes());
        return new DrbdResource(
                first.name(),
                first.role(),
                first.suspended() || second.suspended(),
                true,
                volumes,
                List.of(new DrbdPeer(peer.name(), peer.connection(), peer.role(), peerVolumes)));
    }
}
