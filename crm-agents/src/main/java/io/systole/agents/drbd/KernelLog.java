package io.systole.agents.drbd;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** DRBD's lines in the kernel's log, those of 8.3 to 9. */
public final class KernelLog {
    /** {@code [ 123.456789] block drbd0: …}, {@code drbd pg: …}, {@code drbd pg/0 drbd0 HA-node2: …}. */
    private static final Pattern LINE = Pattern.compile(
            "(?:<[0-9]+>)?\\[\\s*([0-9]{1,10})\\.([0-9]{3})[0-9]*\\]\\s*(?:block (drbd[0-9]+)|drbd ([^\\s:/]+)\\S*(?: drbd[0-9]+)?(?: [^\\s:]+)?):\\s(.*)");

    private static final Pattern LOST = Pattern.compile(
            "\\bconn\\( (?:Connected|Sync\\w+|Verify\\w|PausedSync\\w|WFBitMap\\w|WFSyncUUID|Ahead|Behind|StartingSync\\w) ->"
                    + " (?:NetworkFailure|Timeout|BrokenPipe|Disconnecting|TearDown|ProtocolError|Unconnected|StandAlone)");

    /** 8.4 says it of the device: the peer is not there any more. */
    private static final Pattern PEER_GONE = Pattern.compile("\\bpeer\\( (?:Primary|Secondary) -> Unknown \\)");

    private static final Pattern CONNECTED = Pattern.compile(
            "\\b(?:conn|repl)\\( \\w+ -> (?:Connected|WFBitMap\\w|SyncSource|SyncTarget|Established)\\b");

    private KernelLog() {}

    /**
     * Whether the log's last word on a resource's connection is that both sides have written alone.
     *
     * @param lines of dmesg(1), oldest first
     * @param minors of the resource's devices here, for lines that only name these
     */
    public static boolean splitBrain(List<String> lines, String resource, Set<Integer> minors) {
        List<DrbdNames.Device> names = minors.stream()
                .map(minor -> new DrbdNames.Device(minor, resource, 0, ""))
                .toList();
        return read(lines, 0, names).stream()
                .anyMatch(history -> history.resource().equals(resource) && history.splitMs() >= 0);
    }

    /**
     * What happened to each resource since it was last connected.
     *
     * @param bootMs when the kernel's clock began, milliseconds since the epoch
     * @param names of this node's devices, for lines that only name these
     */
    static List<DrbdHistory> read(List<String> lines, long bootMs, List<DrbdNames.Device> names) {
        TreeMap<String, DrbdHistory> histories = new TreeMap<>();
        for (String line : lines) {
            Matcher matcher = LINE.matcher(line);
            if (!matcher.lookingAt()) {
                continue;
            }
            long atMs = bootMs + Long.parseLong(matcher.group(1)) * 1000 + Long.parseLong(matcher.group(2));
            String resource = matcher.group(4) == null ? named(matcher.group(3), names) : matcher.group(4);
            DrbdHistory before = histories.getOrDefault(resource, DrbdHistory.none(resource));
            histories.put(resource, after(before, atMs, matcher.group(5)));
        }
        return new ArrayList<>(histories.values());
    }

    private static String named(String device, List<DrbdNames.Device> names) {
        return names.stream()
                .filter(name -> ("drbd" + name.minor()).equals(device))
                .map(DrbdNames.Device::resource)
                .findFirst()
                .orElse(device);
    }

    private static DrbdHistory after(DrbdHistory before, long atMs, String said) {
        // A new split brain is found while connecting, in the line after "conn( WFReportParams … )": it is looked at
        // first.
        if (said.contains("Split-Brain detected") && !said.contains("automatically solved")) {
            return before.split(atMs);
        }
        if (LOST.matcher(said).find() || PEER_GONE.matcher(said).find()) {
            return before.lost(atMs);
        }
        if (CONNECTED.matcher(said).find()) {
            return DrbdHistory.none(before.resource());
        }
        return said.contains("new current UUID") ? before.written(atMs) : before;
    }
}
