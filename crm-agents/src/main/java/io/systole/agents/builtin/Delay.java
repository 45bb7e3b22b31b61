package io.systole.agents.builtin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Runs nothing, slowly: waits at start, stop and monitor. */
final class Delay implements BuiltinAgent {
    private static final int START_S = 20;
    private static final int STOP_S = 30;
    private static final int MONITOR_S = 30;

    @Override
    public String provider() {
        return "heartbeat";
    }

    @Override
    public String type() {
        return "Delay";
    }

    @Override
    public Answer run(Act act) throws ActEnd, IOException {
        long startMs = delayMs(act, "startdelay", START_S);
        long stopMs = delayMs(act, "stopdelay", STOP_S);
        long monitorMs = delayMs(act, "mondelay", MONITOR_S);
        Path state = act.state("Delay_" + act.resource());
        boolean running = Files.exists(state);
        switch (act.action()) {
            case "start" -> {
                if (!running) {
                    Files.createFile(state);
                    act.pause(startMs);
                }
                return Answer.OK;
            }
            case "stop" -> {
                if (running) {
                    Files.delete(state);
                    act.pause(stopMs);
                }
                return Answer.OK;
            }
            case "monitor" -> act.pause(monitorMs);
            case "status" -> {}
            case "validate-all" -> {
                return Answer.OK;
            }
            default -> {
                return Answer.UNKNOWN_ACTION;
            }
        }
        return Files.exists(state) ? Answer.OK : Answer.NOT_RUNNING;
    }

    /** Seconds, with a fraction where somebody wants it. */
    private static long delayMs(Act act, String name, int defaultSeconds) throws ActEnd {
        String text = act.text(name, String.valueOf(defaultSeconds));
        if (!text.matches("[0-9]{1,9}(\\.[0-9]{1,9})?")) {
            throw ActEnd.with(
                    io.systole.core.operation.OcfExit.INVALID_PARAM,
                    "the parameter " + name + " must be a number of seconds, not \"" + text + "\"");
        }
        return (long) (Double.parseDouble(text) * 1000);
    }
}
