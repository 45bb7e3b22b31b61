package io.systole.agents.drbd;

import io.systole.agents.process.AgentProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connection of one resource to a node that is lost. DRBD finds out by itself that a peer is dead, with its defaults
 * after 6 to 16 seconds, and no write ends before. Where the peer still answers at its address, only the cluster's link to it
 * is broken: the connection lives, and without it both sides could write.
 */
final class PeerConnection {
    private static final Logger LOG = LoggerFactory.getLogger(PeerConnection.class);
    private static final int ECHO_MS = 120;
    private static final int ECHOES = 2;
    private static final long COMMAND_MS = 10_000;
    private static final int TRIES = 3;
    private static final long AGAIN_MS = 1_000;

    /** The way back for a lost peer gives way to a takeover for so long, milliseconds; the peer needs longer to start. */
    private static final long QUIET_WAIT_MS = 10_000;

    /** Between two agents of one takeover nothing runs for a moment. */
    private static final long QUIET_MS = 200;

    private final Machine machine;
    private final String file;
    private final String resource;
    private final String peer;

    /**
     * What is asked of this machine.
     *
     * @param proc by convention /proc/drbd
     * @param host {@code uname -n}
     * @param answers whether an address answers an echo
     * @param busy whether this node does what somebody waits for
     */
    record Machine(
            SortedMap<String, String> environment,
            DrbdConf.Source files,
            Path proc,
            Path host,
            Predicate<String> answers,
            BooleanSupplier busy) {
        static Machine real(SortedMap<String, String> environment, BooleanSupplier busy) {
            return new Machine(
                    environment,
                    new DrbdFiles(),
                    Path.of("/proc/drbd"),
                    Path.of("/proc/sys/kernel/hostname"),
                    PeerConnection::echoes,
                    busy);
        }
    }

    PeerConnection(Machine machine, String file, String resource, String peer) {
        this.machine = machine;
        this.file = file;
        this.resource = resource;
        this.peer = peer;
    }

    static void warmUp(SortedMap<String, String> environment) {
        Machine machine = Machine.real(environment, () -> false);
        PeerConnection none = new PeerConnection(machine, "/etc/drbd.conf", "", "");
        DrbdConf.Section empty = new DrbdConf.Section("resource", List.of(), null, List.of(), List.of());
        try {
            DrbdNames.on(DrbdConf.read(none.file, machine.files()), none.host());
            none.proc().resources(List.of());
        } catch (IOException e) {
            LOG.debug("DRBD's state cannot be read: {}", e.toString());
        }
        DrbdAddresses.of(empty, "");
        DrbdAddresses.ends(empty, "", "");
        LOG.debug("This machine answers itself: {}", machine.answers().test("127.0.0.1"));
    }

    private static boolean echoes(String address) {
        for (int i = 0; i < ECHOES; i++) {
            try {
                if (InetAddress.getByName(address).isReachable(ECHO_MS)) {
                    return true;
                }
            } catch (IOException e) {
                // "No route to host" comes early and says no more than silence.
                continue;
            }
        }
        return false;
    }

    String resource() {
        return resource;
    }

    /** Whether the peer answers at an address of this resource. */
    boolean answers() {
        return section(DrbdConf.read(file, machine.files()))
                .map(section -> DrbdAddresses.of(section, peer).stream().anyMatch(machine.answers()))
                .orElse(false);
    }

    private Optional<DrbdConf.Section> section(DrbdConf conf) {
        return conf.resources().stream().filter(s -> s.name().equals(resource)).findFirst();
    }

    /** Lets the peer go where it is really gone. Ends within seconds; what went wrong is in the log. */
    void letGo() {
        try {
            DrbdConf conf = DrbdConf.read(file, machine.files());
            Optional<DrbdConf.Section> section = section(conf);
            if (section.isEmpty()) {
                LOG.warn(
                        "DRBD resource {} is not in {}, so nothing is known of its connection to the lost node {}."
                                + " Its writes may wait until DRBD itself finds the node dead",
                        resource,
                        file,
                        peer);
                return;
            }
            Set<String> addresses = DrbdAddresses.of(section.get(), peer);
            if (addresses.isEmpty()) {
                LOG.info(
                        "Node {} is lost; DRBD resource {} has no host of this name ({} names {}), and its connections"
                                + " are left as they are",
                        peer,
                        resource,
                        file,
                        DrbdAddresses.hosts(section.get()));
                return;
            }
            letGo(conf, section.get(), addresses);
        } catch (IOException e) {
            LOG.warn("The state of DRBD resource {} cannot be read: {}", resource, e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void letGo(DrbdConf conf, DrbdConf.Section section, Set<String> addresses)
            throws IOException, InterruptedException {
        String version = proc().version();
        if (!connected(conf)) {
            LOG.info("Node {} is lost; DRBD resource {} does not wait for it", peer, resource);
            return;
        }
        for (String address : addresses) {
            if (machine.answers().test(address)) {
                LOG.warn(
                        "Node {} is lost to the cluster but answers at {}, the address of DRBD resource {}: the connection"
                                + " is left as it is, since both sides could write without it",
                        peer,
                        address,
                        resource);
                return;
            }
        }
        String which = version.startsWith("8.") ? resource : resource + ":" + peer;
        List<String> ends = version.startsWith("8.4") ? DrbdAddresses.ends(section, host(), peer) : List.of();
        if (drop(conf, version, which, ends)) {
            awaitQuiet();
            reconnect(conf, which);
        }
    }

    private ProcDrbd proc() throws IOException {
        return ProcDrbd.read(Files.exists(machine.proc()) ? Files.readAllLines(machine.proc()) : List.of());
    }

    private String host() throws IOException {
        return Files.readString(machine.host()).strip();
    }

    private boolean connected(DrbdConf conf) throws IOException {
        return connections(conf).stream().anyMatch(DrbdPeer::connected);
    }

    private List<DrbdPeer> connections(DrbdConf conf) throws IOException {
        ProcDrbd proc = proc();
        List<DrbdResource> known;
        if (proc.version().startsWith("8.")) {
            known = proc.resources(DrbdNames.on(conf, host()));
        } else {
            known = DrbdStatus.read(run(List.of("drbdsetup", "status", resource))
                    .output()
                    .lines()
                    .toList());
        }
        return known.stream()
                .filter(r -> r.name().equals(resource))
                .flatMap(r -> r.peers().stream())
                .filter(p -> p.name().isEmpty() || p.name().equalsIgnoreCase(peer))
                .toList();
    }

    /**
     * What counts is the state afterwards: a program that was slow, or came second to DRBD itself, may have failed all the
     * same.
     *
     * @param ends where they are known, drbdadm and what it reads and starts can be saved
     */
    private boolean drop(DrbdConf conf, String version, String which, List<String> ends) throws IOException {
        long begin = System.nanoTime();
        AgentProcess.Result result = null;
        boolean done = ends.size() == 2
                && run(List.of("drbdsetup", "disconnect", ends.get(0), ends.get(1), "--force"))
                                .exitCode()
                        == 0;
        if (!done && (ends.isEmpty() || connected(conf))) {
            result = version.matches("8\\.[0-3].*")
                    ? adm("--", "--force", "disconnect", which)
                    : adm("disconnect", "--force", which);
        }
        if (result != null && result.exitCode() != 0 && connected(conf)) {
            LOG.error(
                    "Node {} is lost, but DRBD's connection to it could not be taken down: {}. Writes to {} wait until DRBD"
                            + " itself finds the node dead; \"drbdadm disconnect --force {}\" ends that",
                    peer,
                    said(result),
                    resource,
                    which);
            return false;
        }
        LOG.info(
                "Node {} is lost and does not answer: DRBD resource {} goes on without it (taken down in {} ms)",
                peer,
                resource,
                (System.nanoTime() - begin) / 1_000_000);
        return true;
    }

    private void awaitQuiet() throws InterruptedException {
        long begin = System.nanoTime();
        boolean busy = machine.busy().getAsBoolean();
        boolean before = true;
        while ((busy || before) && System.nanoTime() - begin < QUIET_WAIT_MS * 1_000_000) {
            Thread.sleep(QUIET_MS);
            before = busy;
            busy = machine.busy().getAsBoolean();
        }
    }

    private void reconnect(DrbdConf conf, String which) throws IOException, InterruptedException {
        AgentProcess.Result result = null;
        for (int i = 0; i < TRIES; i++) {
            result = adm("connect", which);
            // An agent's "adjust" may have come first.
            if (result.exitCode() == 0 || connections(conf).stream().noneMatch(DrbdPeer::standsAlone)) {
                LOG.info("DRBD resource {} waits for {} to return", resource, peer);
                return;
            }
            Thread.sleep(AGAIN_MS);
        }
        LOG.error(
                "DRBD resource {} does not wait for {} to return: {}. Once the node is back, \"drbdadm connect {}\" on this"
                        + " node brings its copy up to date; until then there is only this one",
                resource,
                peer,
                said(result),
                which);
    }

    private AgentProcess.Result adm(String... words) {
        List<String> command = new ArrayList<>(List.of("drbdadm"));
        if (!file.equals("/etc/drbd.conf")) {
            command.addAll(List.of("-c", file));
        }
        command.addAll(List.of(words));
        return run(command);
    }

    private AgentProcess.Result run(List<String> command) {
        return AgentProcess.run(command, machine.environment(), new byte[0], COMMAND_MS, new AgentProcess.Handle());
    }

    private static String said(AgentProcess.Result result) {
        if (result.timedOut()) {
            return "drbdadm did not end within " + COMMAND_MS / 1000 + " s";
        }
        String text =
                !result.trouble().isEmpty() ? result.trouble() : result.error().strip();
        return text.isEmpty()
                ? "exit code " + result.exitCode()
                : text.lines().reduce((a, b) -> b).orElse("");
    }
}
