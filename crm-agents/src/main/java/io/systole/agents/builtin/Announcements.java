package io.systole.agents.builtin;

import io.systole.agents.process.AgentProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the network in the background who serves an address now (gratuitous ARP, unsolicited neighbour advertisement).
 * Java has no raw sockets for it, so a small program of ours does it, or arping(8) where that is missing.
 */
final class Announcements {
    private static final Logger LOG = LoggerFactory.getLogger(Announcements.class);

    /** By address, those that still run. They last a second; nothing is lost when a new daemon does not know of them. */
    private final Map<String, Process> running = new ConcurrentHashMap<>();

    /** Where the network cannot be told, the address works all the same for whoever asks anew: a warning, no failure. */
    void send(Act act, AddressSpec spec, String nic, int count) throws ActEnd {
        if (count == 0) {
            return;
        }
        int intervalMs = act.number("arp_interval", 200, 1);
        Path own = act.surroundings().announcer();
        List<String> command = own != null && Files.isExecutable(own)
                ? List.of(own.toString(), nic, spec.text(), String.valueOf(count), String.valueOf(intervalMs))
                : List.of("arping", "-U", "-q", "-c", String.valueOf(count), "-I", nic, spec.text());
        try {
            Process process = AgentProcess.launch(command, act.environment());
            running.put(spec.text(), process);
            process.onExit().thenAccept(ended -> running.remove(spec.text(), ended));
            // The other way round for IPv6, as the distribution's agent has it: the address is told of before start
            // ends.
            if (!act.flag("arp_bg", !spec.v6())) {
                process.waitFor(act.leftMs(), TimeUnit.MILLISECONDS);
            }
        } catch (IOException e) {
            LOG.warn("The network could not be told that {} is on {} now: {}", spec.text(), nic, e.getMessage());
        } catch (InterruptedException e) {
            throw ActEnd.cancelled();
        }
    }

    void stop(AddressSpec spec) {
        Process process = running.remove(spec.text());
        if (process != null) {
            process.destroy();
        }
    }
}
