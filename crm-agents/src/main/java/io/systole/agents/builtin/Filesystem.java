package io.systole.agents.builtin;

import io.systole.agents.process.AgentProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Mounts and unmounts a file system. */
final class Filesystem implements BuiltinAgent {
    @Override
    public String provider() {
        return "heartbeat";
    }

    @Override
    public String type() {
        return "Filesystem";
    }

    @Override
    public Answer run(Act act) throws ActEnd, IOException {
        MountSpec spec = MountSpec.of(act);
        return switch (act.action()) {
            case "start" -> start(act, spec);
            case "stop" -> new Unmount(act, spec).run();
            case "monitor", "status" -> monitor(act, spec);
            case "validate-all" -> Answer.OK;
            default -> Answer.UNKNOWN_ACTION;
        };
    }

    private static Answer start(Act act, MountSpec spec) throws ActEnd, IOException {
        refuseUnsafeClone(act, spec);
        Mounts mounts = Mounts.now();
        Mounts.Mount mounted = mounts.on(spec.directory());
        if (mounted != null) {
            return alreadyMounted(spec, mounted);
        }
        List<String> below = mounts.below(spec.directory());
        if (!below.isEmpty()) {
            throw ActEnd.misconfigured(
                    "something is mounted below " + spec.directory() + " already: " + String.join(", ", below));
        }
        if (spec.isPath() && spec.needsBlockDevice() && !Files.exists(Path.of(spec.device()))) {
            throw ActEnd.notInstalled("there is no device " + spec.device());
        }
        check(act, spec);
        Files.createDirectories(Path.of(spec.directory()));
        AgentProcess.Result result = act.run(spec.mountCommand());
        if (result.exitCode() != 0) {
            return Answer.failed("cannot mount " + spec.device() + " on " + spec.directory() + ": " + Act.said(result));
        }
        if (spec.isBind() && !spec.options().equals("bind")) {
            // A bind mount takes its other options only when it is mounted anew.
            act.must("mount", "-o", spec.options().replaceFirst("\\br?bind\\b", "remount,bind"), spec.directory());
        }
        return Answer.OK;
    }

    private static Answer alreadyMounted(MountSpec spec, Mounts.Mount mounted) {
        return spec.mayBe(mounted)
                ? Answer.OK
                : Answer.failed(mounted.device() + " is mounted on " + spec.directory() + ", not " + spec.device());
    }

    private static void refuseUnsafeClone(Act act, MountSpec spec) throws ActEnd {
        if (act.cloned()
                && !FilesystemType.SHARED.is(spec.type())
                && !spec.hasOption("ro")
                && !act.flag("force_clones", false)) {
            throw ActEnd.misconfigured(
                    spec.type() + " on " + spec.device()
                            + " must not be mounted on several nodes at once, and this is a clone: the data would be destroyed");
        }
    }

    private static void check(Act act, MountSpec spec) throws ActEnd {
        boolean wanted = switch (act.text("run_fsck", "auto")) {
            case "force" -> true;
            case "no" -> false;
            default -> !FilesystemType.UNCHECKED.is(spec.type());
        };
        if (!wanted || !spec.isPath()) {
            return;
        }
        List<String> words = new ArrayList<>(List.of("fsck"));
        if (!spec.type().isEmpty()) {
            words.addAll(List.of("-t", spec.type()));
        }
        words.addAll(List.of("-p", spec.device()));
        AgentProcess.Result result = act.run(words);
        // 1 and 2: errors were found and mended.
        if (result.exitCode() >= 4) {
            throw ActEnd.failed("fsck cannot mend " + spec.device() + ": " + Act.said(result));
        }
    }

    private static Answer monitor(Act act, MountSpec spec) throws ActEnd, IOException {
        if (Mounts.now().on(spec.directory()) == null) {
            return act.probe()
                    ? Answer.NOT_RUNNING
                    : new Answer(Answer.NOT_RUNNING.exitCode(), spec.directory() + " is not mounted");
        }
        return switch (act.checkLevel()) {
            case 0 -> Answer.OK;
            case 10 -> read(act, spec);
            case 20 -> write(act, spec);
            default ->
                throw ActEnd.misconfigured(
                        "OCF_CHECK_LEVEL may be 0, 10 (read the device) or 20 (write a file), not " + act.checkLevel());
        };
    }

    /** Past every cache: what counts is whether the disk still answers. A program, because a dead disk never lets go. */
    private static Answer read(Act act, MountSpec spec) throws ActEnd {
        if (!spec.needsBlockDevice() || !spec.isPath()) {
            return Answer.OK;
        }
        AgentProcess.Result result =
                act.run("dd", "if=" + spec.device(), "of=/dev/null", "iflag=direct", "bs=4k", "count=1");
        return result.exitCode() == 0
                ? Answer.OK
                : Answer.failed("cannot read " + spec.device() + ": " + Act.said(result));
    }

    private static Answer write(Act act, MountSpec spec) throws ActEnd, IOException {
        Path file = spec.statusFile(act);
        Files.createDirectories(file.getParent());
        AgentProcess.Result result = act.run(
                "dd",
                "if=/proc/sys/kernel/hostname",
                "of=" + file,
                spec.needsBlockDevice() ? "oflag=direct,sync" : "oflag=sync",
                "bs=4k",
                "conv=fsync,sync");
        if (result.exitCode() != 0) {
            return Answer.failed("cannot write " + file + ": " + Act.said(result));
        }
        result = act.run("dd", "if=" + file, "of=/dev/null", "bs=4k");
        return result.exitCode() == 0 ? Answer.OK : Answer.failed("cannot read " + file + ": " + Act.said(result));
    }
}
