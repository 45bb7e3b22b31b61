package io.systole.agents.builtin;

import io.systole.agents.process.AgentProcess;
import io.systole.core.operation.OcfExit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Runs any program in the background and remembers its process number. */
final class Anything implements BuiltinAgent {
    /** Between two looks at a process that was asked to end, milliseconds. */
    private static final long AGAIN_MS = 100;

    @Override
    public String provider() {
        return "heartbeat";
    }

    @Override
    public String type() {
        return "anything";
    }

    @Override
    public Answer run(Act act) throws ActEnd, IOException {
        String program = act.required("binfile");
        String given = act.text("pidfile");
        Path pidFile = given.isEmpty()
                ? act.surroundings().run().resolve("anything_" + act.resource() + ".pid")
                : Path.of(given);
        return switch (act.action()) {
            case "start" -> start(act, program, pidFile);
            case "stop" -> stop(act, pidFile);
            case "monitor" -> {
                Answer status = status(pidFile);
                yield status.exitCode() == OcfExit.OK ? hook(act) : status;
            }
            case "status" -> status(pidFile);
            case "validate-all" -> validate(act, program);
            default -> Answer.UNKNOWN_ACTION;
        };
    }

    private static Answer validate(Act act, String program) throws ActEnd {
        if (!Files.isExecutable(Path.of(program))) {
            throw ActEnd.notInstalled("the program " + program + " is missing or may not be run");
        }
        String directory = act.text("workdir");
        if (!directory.isEmpty() && !Files.isDirectory(Path.of(directory))) {
            throw ActEnd.notInstalled("the directory " + directory + " is missing");
        }
        return Answer.OK;
    }

    /** The process of the file, if it lives; a dead one that nobody has buried does not. */
    private static Optional<ProcessHandle> process(Path pidFile) throws IOException {
        String text = Files.readString(pidFile).strip();
        if (!text.matches("[0-9]{1,10}")) {
            return Optional.empty();
        }
        return ProcessHandle.of(Long.parseLong(text)).filter(Anything::lives);
    }

    private static boolean lives(ProcessHandle process) {
        try {
            String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
            char state = stat.charAt(stat.lastIndexOf(')') + 2);
            return state != 'Z' && state != 'X';
        } catch (IOException e) {
            return false;
        }
    }

    private static Answer status(Path pidFile) throws IOException {
        if (!Files.isRegularFile(pidFile)) {
            return Answer.NOT_RUNNING;
        }
        return process(pidFile).isPresent() ? Answer.OK : Answer.failed("the process of " + pidFile + " has ended");
    }

    private static Answer start(Act act, String program, Path pidFile) throws ActEnd, IOException {
        if (status(pidFile).exitCode() == OcfExit.OK) {
            return Answer.OK;
        }
        validate(act, program);
        Files.createDirectories(pidFile.toAbsolutePath().getParent());
        String user = act.text("user", "root");
        AgentProcess.Result result = act.run(
                user.equals("root")
                        ? List.of("sh", "-c", commandLine(act, program))
                        : List.of("su", "-s", "/bin/sh", "-", user, "-c", commandLine(act, program)));
        String[] lines = result.output().strip().split("\n");
        String pid = lines[lines.length - 1].strip();
        if (result.exitCode() != 0 || !pid.matches("[0-9]+")) {
            return Answer.failed(program + " could not be started: " + Act.said(result));
        }
        Files.writeString(pidFile, pid + "\n");
        return status(pidFile).exitCode() == OcfExit.OK
                ? hook(act)
                : Answer.failed(
                        program + " has ended at once; see " + act.text("logfile", "its log") + " (parameter logfile)");
    }

    /** The parameters are text for a shell, as the distribution's agent takes them. */
    private static String commandLine(Act act, String program) {
        String directory = act.text("workdir");
        String log = act.text("logfile", "/dev/null");
        String errors = act.text("errlogfile");
        return (directory.isEmpty() ? "" : "cd " + directory + "; ")
                + "nohup " + program + " " + act.text("cmdline_options") + " </dev/null >> " + log + " 2>"
                + (errors.isEmpty() ? "&1" : "> " + errors) + " & echo $!";
    }

    private static Answer stop(Act act, Path pidFile) throws ActEnd, IOException {
        if (!Files.isRegularFile(pidFile)) {
            return Answer.OK;
        }
        Optional<ProcessHandle> process = process(pidFile);
        if (process.isPresent()) {
            int seconds = act.number("stop_timeout", 0, 0);
            // Two thirds of the time for a clean end, as the distribution's agent has it.
            long cleanMs = seconds > 0 ? seconds * 1000L : act.timeoutMs() * 2 / 3;
            long killBelowMs = act.leftMs() - cleanMs;
            process.get().destroy();
            while (lives(process.get()) && act.leftMs() > killBelowMs) {
                act.pause(AGAIN_MS);
            }
            while (lives(process.get())) {
                process.get().destroyForcibly();
                act.pause(AGAIN_MS);
            }
        }
        Files.deleteIfExists(pidFile);
        return Answer.OK;
    }

    private static Answer hook(Act act) throws ActEnd {
        String hook = act.text("monitor_hook");
        if (hook.isEmpty()) {
            return Answer.OK;
        }
        AgentProcess.Result result = act.run("sh", "-c", hook);
        return result.exitCode() == 0 ? Answer.OK : Answer.failed("the monitor_hook says: " + Act.said(result));
    }
}
