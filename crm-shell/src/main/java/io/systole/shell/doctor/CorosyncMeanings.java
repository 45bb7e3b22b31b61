package io.systole.shell.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Lines of {@code corosync.conf} that meant something else, or anything at all, in another version. */
final class CorosyncMeanings implements Check {
    /** A line, and what to know of it. */
    private record Changed(String path, String values, String sentence, String mend) {}

    private static final List<Changed> CHANGED = List.of(
            new Changed(
                    "service.name",
                    "pacemaker",
                    "Corosync 1 started Pacemaker by this section; no later version reads it",
                    "remove the section service { … }"),
            new Changed(
                    "totem.rrp_mode",
                    ".*",
                    "redundant rings are gone since Corosync 3 (several links with knet take their place); the line does"
                            + " nothing",
                    "remove the line"),
            new Changed(
                    "totem.secauth",
                    "on|yes",
                    "secauth is the old word: it stands for crypto_cipher aes256 and crypto_hash sha256 since Corosync"
                            + " 3, and for aes128 and sha1 before; nodes of different versions do not understand each"
                            + " other",
                    "crypto_cipher: aes256"),
            new Changed(
                    "totem.interface.ringnumber", ".*", "ringnumber is the old word for linknumber", "linknumber: 0"),
            new Changed(
                    "totem.compatibility",
                    ".*",
                    "compatibility was for openais of before 2009; the line does nothing",
                    "remove the line"),
            new Changed("totem.threads", ".*", "threads does nothing since Corosync 2", "remove the line"),
            new Changed(
                    "amf.mode", ".*", "the section amf does nothing since Corosync 2", "remove the section amf { … }"));

    @Override
    public String name() {
        return "corosync-lines";
    }

    @Override
    public List<Finding> findings(Machine machine) {
        Optional<List<CorosyncLines.Line>> lines = CorosyncLines.of(machine);
        if (lines.isEmpty()) {
            return List.of(Finding.none("there is no " + CorosyncLines.FILE));
        }
        List<Finding> found = new ArrayList<>();
        for (CorosyncLines.Line line : lines.get()) {
            CHANGED.stream()
                    .filter(c -> c.path().equals(line.path()) && line.value().matches(c.values()))
                    .forEach(c -> found.add(Finding.advice(line.place(), line.text() + ": " + c.sentence(), c.mend())));
        }
        String token = "totem.token";
        if (CorosyncLines.last(lines.get(), token).isEmpty()) {
            found.add(Finding.advice(
                    CorosyncLines.FILE,
                    "token is not set: 1000 ms in Corosync 1 and 2, 3000 since 3.0.3; a dead node is noticed that much"
                            + " later (measured: a takeover of 30.5 s instead of 26.3 s)",
                    "token: 1000"));
        }
        boolean two = CorosyncLines.last(lines.get(), "quorum.two_node")
                .filter(line -> line.value().equals("1"))
                .isPresent();
        if (two && CorosyncLines.last(lines.get(), "quorum.wait_for_all").isEmpty()) {
            found.add(Finding.advice(
                    CorosyncLines.last(lines.get(), "quorum.two_node").get().place(),
                    "two_node: 1 also means wait_for_all: 1: after both nodes were down, one alone does not start"
                            + " anything; write it down so that nobody is surprised",
                    "wait_for_all: 1"));
        }
        return found.isEmpty()
                ? List.of(Finding.ok(CorosyncLines.FILE, "no line has another meaning than it had"))
                : found;
    }
}
