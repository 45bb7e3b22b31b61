package io.systole.agents.builtin;

import io.systole.agents.drbd.DrbdConf;
import io.systole.agents.drbd.DrbdFiles;
import io.systole.agents.drbd.DrbdNames;
import io.systole.agents.drbd.KernelLog;
import io.systole.agents.process.AgentProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The programs and files of DRBD, for one resource. */
final class DrbdTools {
    /** The identifiers of the data that is here, that the peer had when it went, and of two before. */
    private static final Pattern GENERATIONS = Pattern.compile("(?:[0-9A-F]{16}:){4}");

    private static final String NAME = "[-%+./0-9:=@A-Z_a-z]+";

    private final Act act;
    private final String resource;
    private final String configuration;
    private final Path proc;

    DrbdTools(Act act, Path proc) throws ActEnd {
        this.act = act;
        this.resource = act.required("drbd_resource");
        this.configuration = act.text("drbdconf", "/etc/drbd.conf");
        this.proc = proc;
        for (String word : List.of(resource, configuration)) {
            if (!word.matches(NAME) || word.startsWith("-")) {
                throw ActEnd.misconfigured("\"" + word + "\" cannot be the name of a DRBD resource or file");
            }
        }
    }

    String resource() {
        return resource;
    }

    String configuration() {
        return configuration;
    }

    AgentProcess.Result adm(String verb) throws ActEnd {
        return configuration.equals("/etc/drbd.conf")
                ? act.run("drbdadm", verb, resource)
                : act.run("drbdadm", "-c", configuration, verb, resource);
    }

    /**
     * Device numbers of the volumes; empty where the resource is not in the configuration. Our own reader of it saves a
     * process in every action; drbdadm has the last word where that finds none.
     */
    Set<Integer> minors() throws ActEnd, IOException {
        Set<Integer> minors = new TreeSet<>();
        for (DrbdNames.Device device : DrbdNames.on(DrbdConf.read(configuration, new DrbdFiles()), Host.name())) {
            if (device.resource().equals(resource)) {
                minors.add(device.minor());
            }
        }
        return minors.isEmpty() ? minorsByProgram() : minors;
    }

    private Set<Integer> minorsByProgram() throws ActEnd {
        AgentProcess.Result result = adm("sh-minor");
        Set<Integer> minors = new TreeSet<>();
        if (result.exitCode() == 0) {
            for (String word : result.output().strip().split("\\s+")) {
                if (word.matches("[0-9]{1,7}")) {
                    minors.add(Integer.parseInt(word));
                }
            }
        }
        return minors;
    }

    /** Why a node in this state must not be promoted; empty where nothing is known against it. */
    Optional<String> against(DrbdState state, Set<Integer> minors) throws ActEnd {
        boolean splitBrain = state.standsAlone()
                && KernelLog.splitBrain(act.run("dmesg").output().lines().toList(), resource, minors);
        return DrbdFitness.against(state, resource, splitBrain);
    }

    /**
     * The generations of the data on the disks here, a volume each, the newest first: DRBD gives the data another identifier
     * when it goes on without a peer.
     *
     * @return nothing where DRBD does not tell, as DRBD 9, which keeps identifiers for each peer
     */
    List<List<String>> generations() throws ActEnd {
        AgentProcess.Result result = adm("get-gi");
        return result.exitCode() != 0
                ? List.of()
                : result.output()
                        .lines()
                        .map(GENERATIONS::matcher)
                        .filter(Matcher::lookingAt)
                        .map(line -> Arrays.stream(line.group().split(":"))
                                // The last bit only says that the node was Primary.
                                .map(word -> Long.toHexString(Long.parseUnsignedLong(word, 16) & ~1L))
                                .toList())
                        .toList();
    }

    boolean allowsTwoPrimaries() throws ActEnd {
        return Pattern.compile("\\ballow-two-primaries(\\s+yes)?\\s*;")
                .matcher(adm("dump").output())
                .find();
    }

    void loadModule() throws ActEnd {
        if (!Files.exists(proc)) {
            AgentProcess.Result result = act.run("modprobe", "drbd");
            if (result.exitCode() != 0) {
                throw ActEnd.notInstalled("the kernel module drbd cannot be loaded: " + Act.said(result));
            }
        }
    }

    DrbdState state(Set<Integer> minors) throws ActEnd, IOException {
        if (!Files.exists(proc)) {
            return DrbdState.NONE;
        }
        List<String> lines = Files.readAllLines(proc);
        if (lines.stream().anyMatch(line -> line.startsWith("version: 8."))) {
            return DrbdState.ofProc(lines, minors);
        }
        AgentProcess.Result status = act.run("drbdsetup", "status", resource);
        return status.exitCode() == 0
                ? DrbdState.ofStatus(status.output().lines().toList())
                : DrbdState.NONE;
    }
}
