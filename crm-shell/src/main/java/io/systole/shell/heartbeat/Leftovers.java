package io.systole.shell.heartbeat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Directives that nothing here answers to, each with its reason. */
final class Leftovers implements Topic {
    private static final Map<String, String> REASONS = new LinkedHashMap<>();

    static {
        REASONS.put("compression", "messages are small and are not compressed");
        REASONS.put("compression_threshold", "messages are not compressed");
        REASONS.put("traditional_compression", "messages are not compressed");
        REASONS.put("hopfudge", "it is for rings of serial lines");
        REASONS.put("realtime", "the unit systoled.service sets the real-time priority");
        REASONS.put("rtprio", "the unit systoled.service sets the real-time priority");
        REASONS.put("memreserve", "systoled takes its memory when it starts (SYSTOLE_HEAP)");
        REASONS.put("coredumps", "systoled leaves no core files");
        REASONS.put("max_rexmit_delay", "lost messages are sent again after 100 ms");
        REASONS.put("rsc_path", "agents are looked for where the distribution puts them");
        REASONS.put("quorum_server", "no quorum server is asked; see quorum in corosync.conf");
        REASONS.put("quorumtype", "votequorum decides; see quorum in corosync.conf");
        REASONS.put("site", "sites are not told apart");
        REASONS.put("release2mode", "it has been replaced by crm");
    }

    @Override
    public List<String> names() {
        return List.copyOf(REASONS.keySet());
    }

    @Override
    public void convert(HaCf file, Machine machine, ClusterPlan plan, Report report) {
        file.all(names().toArray(String[]::new)).forEach(d -> report.unsupported(d.line(), REASONS.get(d.name())));
    }
}
