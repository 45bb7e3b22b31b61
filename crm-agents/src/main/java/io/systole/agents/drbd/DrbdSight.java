package io.systole.agents.drbd;

import io.systole.agents.process.AgentProcess;
import io.systole.core.xml.Element;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A look at this machine's DRBD: a file for 8.x, one short program for 9, and the kernel's log only where a connection is
 * missing.
 */
final class DrbdSight {
    private static final long COMMAND_MS = 1_000;
    private static final int RESOURCES_MAX = 200;
    private static final Path UPTIME = Path.of("/proc/uptime");

    /** The newest lines: the kernel keeps more of them than are wanted. */
    private static final List<String> LOG = List.of("sh", "-c", "dmesg | grep drbd | tail -n 1000");

    private final PeerConnection.Machine machine;

    DrbdSight(PeerConnection.Machine machine) {
        this.machine = machine;
    }

    /** @param nowMs milliseconds since the epoch, by this machine's clock */
    Element look(long nowMs) {
        Element sight = Element.of("machine", "now-ms", Long.toString(nowMs));
        if (!Files.exists(machine.proc())) {
            return sight;
        }
        try {
            ProcDrbd proc = ProcDrbd.read(Files.readAllLines(machine.proc()));
            List<DrbdNames.Device> names = DrbdNames.on(
                    DrbdConf.read("/etc/drbd.conf", machine.files()),
                    Files.readString(machine.host()).strip());
            List<DrbdResource> resources = proc.version().startsWith("8.")
                    ? proc.resources(names)
                    : DrbdStatus.read(run(List.of("drbdsetup", "status", "--verbose", "--statistics")));
            List<Element> children = new ArrayList<>();
            resources.stream().limit(RESOURCES_MAX).forEach(resource -> children.add(DrbdXml.encode(resource)));
            if (resources.stream().flatMap(r -> r.peers().stream()).anyMatch(peer -> !peer.connected())) {
                KernelLog.read(run(LOG), nowMs - uptimeMs(), names)
                        .forEach(history -> children.add(DrbdXml.encode(history)));
            }
            return sight.with("drbd", proc.version()).withChildren(children);
        } catch (IOException e) {
            return sight.with("trouble", "DRBD's state cannot be read: " + e.getMessage());
        }
    }

    private List<String> run(List<String> command) {
        return AgentProcess.run(command, machine.environment(), new byte[0], COMMAND_MS, new AgentProcess.Handle())
                .output()
                .lines()
                .toList();
    }

    private static long uptimeMs() throws IOException {
        String seconds = Files.readString(UPTIME).split(" ")[0];
        return Math.round(Double.parseDouble(seconds) * 1000);
    }
}
