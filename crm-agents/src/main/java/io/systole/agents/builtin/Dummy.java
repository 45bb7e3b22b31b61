package io.systole.agents.builtin;

import io.systole.core.operation.OcfExit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;

/** Runs nothing: a file that is there or not. For tests and first steps. */
final class Dummy implements BuiltinAgent {
    private final String provider;

    private Dummy(String provider) {
        this.provider = provider;
    }

    static Dummy heartbeat() {
        return new Dummy("heartbeat");
    }

    /** Has more parameters; where they are not given it behaves as heartbeat's. */
    static Dummy pacemaker() {
        return new Dummy("pacemaker");
    }

    @Override
    public String provider() {
        return provider;
    }

    @Override
    public String type() {
        return "Dummy";
    }

    @Override
    public Answer run(Act act) throws ActEnd, IOException {
        EnvironmentFile.append(act);
        Path state = state(act);
        return switch (act.action()) {
            case "start", "migrate_from", "reload-agent" -> start(act, state);
            case "stop", "migrate_to" -> stop(act, state);
            case "monitor", "status" -> monitor(act, state);
            case "reload" -> Answer.OK;
            case "validate-all" -> validate(act, state);
            default -> Answer.UNKNOWN_ACTION;
        };
    }

    private Path state(Act act) throws IOException {
        String given = act.text("state");
        if (!given.isEmpty()) {
            return Path.of(given);
        }
        String name = "Dummy-" + act.resource() + ".state";
        return provider.equals("heartbeat")
                ? act.state(name)
                : act.surroundings().run().resolve(name);
    }

    private static Answer start(Act act, Path state) throws ActEnd, IOException {
        sleep(act);
        if (!Files.exists(state)) {
            Files.createFile(state);
        }
        return Host.name().equals(act.text("fail_start_on"))
                ? Answer.failed("start fails on " + Host.name() + " because fail_start_on says so")
                : Answer.OK;
    }

    private static Answer stop(Act act, Path state) throws ActEnd, IOException {
        sleep(act);
        Files.deleteIfExists(state);
        return Answer.OK;
    }

    private static void sleep(Act act) throws ActEnd {
        int seconds = act.number("op_sleep", 0, 0);
        if (seconds > 0) {
            act.pause(seconds * 1000L);
        }
    }

    private static Answer monitor(Act act, Path state) throws ActEnd, IOException {
        sleep(act);
        if (!Files.isRegularFile(state)) {
            return act.probe()
                    ? Answer.NOT_RUNNING
                    : new Answer(OcfExit.NOT_RUNNING, "the state file " + state + " is gone");
        }
        // Deeper levels exist to try out how failures are treated.
        return switch (act.checkLevel()) {
            case 10 -> {
                act.pause(30_000);
                yield Answer.OK;
            }
            case 20 ->
                ThreadLocalRandom.current().nextInt(5) == 1 ? Answer.failed("level 20 fails now and then") : Answer.OK;
            case 30 -> Answer.failed("level 30 always fails");
            case 40 -> asWritten(Files.readString(state).strip());
            default -> Answer.OK;
        };
    }

    private static Answer asWritten(String text) {
        return text.matches("[1-9][0-9]{0,2}")
                ? new Answer(Integer.parseInt(text), "the state file says " + text)
                : Answer.OK;
    }

    private static Answer validate(Act act, Path state) throws ActEnd {
        act.number("op_sleep", 0, 0);
        Path folder = state.toAbsolutePath().getParent();
        return Files.isWritable(folder)
                ? Answer.OK
                : new Answer(OcfExit.INVALID_PARAM, "the state file's directory " + folder + " cannot be written");
    }
}
