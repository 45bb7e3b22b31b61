package io.systole.agents.builtin;

import io.systole.agents.process.AgentProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stops a file system: everything mounted below and beside it first, then itself. Where processes hold it, they are asked
 * to end for half of the time, and killed for the other half.
 */
final class Unmount {
    private static final Logger LOG = LoggerFactory.getLogger(Unmount.class);

    /** With {@code fast_stop}, so long in all, milliseconds. */
    private static final long FAST_MS = 6_000;

    /** Between two tries, milliseconds; a process that was asked to end needs a moment. */
    private static final long AGAIN_MS = 200;

    private final Act act;
    private final MountSpec spec;
    private final String force;

    Unmount(Act act, MountSpec spec) {
        this.act = act;
        this.spec = spec;
        this.force = act.text("force_unmount", "true");
    }

    Answer run() throws ActEnd, IOException {
        Mounts mounts = Mounts.now();
        Mounts.Mount mounted = mounts.on(spec.directory());
        if (mounted == null) {
            return Answer.OK;
        }
        if (act.checkLevel() == 20) {
            Files.deleteIfExists(spec.statusFile(act));
        }
        List<String> directories = new ArrayList<>(mounts.below(spec.directory()));
        if (!spec.isBind() && mounted.device().startsWith("/dev/")) {
            // Bind mounts of the same device would keep it busy for whoever comes next.
            directories.addAll(mounts.alsoShowing(mounted));
        }
        directories.add(spec.directory());
        for (String directory : directories) {
            unmount(directory);
        }
        return Answer.OK;
    }

    private void unmount(String directory) throws ActEnd, IOException {
        // A little is kept back, so that the reason is told before the time is over.
        long budgetMs = (act.flag("fast_stop", false) ? Math.min(FAST_MS, act.leftMs()) : act.leftMs()) * 9 / 10;
        long endMs = act.leftMs() - budgetMs;
        long killBelowMs = act.leftMs() - budgetMs / 2;
        while (true) {
            AgentProcess.Result result =
                    spec.isNetwork() ? act.run("umount", "-f", directory) : act.run("umount", directory);
            if (Mounts.now().on(directory) == null) {
                return;
            }
            List<Holders.Holder> holders = Holders.of(Path.of(directory), !force.equals("safe"));
            if (act.leftMs() <= endMs + AGAIN_MS) {
                throw ActEnd.failed("cannot unmount " + directory + ": " + Act.said(result) + held(holders));
            }
            if (force.equals("safe") || act.flag("force_unmount", true)) {
                signal(directory, holders, act.leftMs() < killBelowMs);
            }
            act.pause(AGAIN_MS);
        }
    }

    private static String held(List<Holders.Holder> holders) {
        return holders.isEmpty()
                ? ""
                : "; held by " + holders.stream().map(Object::toString).collect(Collectors.joining(", "));
    }

    private static void signal(String directory, List<Holders.Holder> holders, boolean kill) {
        for (Holders.Holder holder : holders) {
            LOG.info("{} holds {} and is {}", holder, directory, kill ? "killed" : "asked to end");
            ProcessHandle.of(holder.pid()).ifPresent(process -> {
                if (kill) {
                    process.destroyForcibly();
                } else {
                    process.destroy();
                }
            });
        }
    }
}
