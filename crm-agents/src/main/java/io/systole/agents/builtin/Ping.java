package io.systole.agents.builtin;

import io.systole.core.value.CrmInterval;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Counts the hosts that answer, and keeps the count as an attribute of this node for rules to look at. */
final class Ping implements BuiltinAgent {
    private static final long DAMPEN_MS = 5_000;
    private static final long TIMEOUT_MS = 2_000;
    private static final long TIMEOUT_MAX_MS = 300_000;

    @Override
    public String provider() {
        return "pacemaker";
    }

    @Override
    public String type() {
        return "ping";
    }

    @Override
    public Answer run(Act act) throws ActEnd, IOException {
        String attribute = act.text("name", "pingd");
        String given = act.text("pidfile");
        Path file = !given.isEmpty()
                ? Path.of(given)
                : act.surroundings().run().resolve("ping-" + (act.cloned() ? attribute : act.resource()));
        return switch (act.action()) {
            case "start" -> {
                if (!Files.exists(file)) {
                    Files.createFile(file);
                }
                // A target that does not answer is what the resource is there to find out; start is no place to fail.
                count(act, attribute);
                yield Answer.OK;
            }
            case "stop" -> {
                Files.deleteIfExists(file);
                act.attribute(attribute, null, timeMs(act, "dampen", DAMPEN_MS));
                yield Answer.OK;
            }
            case "monitor", "status" -> Files.exists(file) ? count(act, attribute) : Answer.NOT_RUNNING;
            case "validate-all" -> {
                act.required("host_list");
                yield Answer.OK;
            }
            case "reload-agent" -> Answer.OK;
            default -> Answer.UNKNOWN_ACTION;
        };
    }

    private static Answer count(Act act, String attribute) throws ActEnd {
        long timeoutMs = Math.min(TIMEOUT_MAX_MS, timeMs(act, "timeout", TIMEOUT_MS));
        int attempts = act.number("attempts", 3, 1);
        int alive = 0;
        for (String host : act.required("host_list").split("\\s+")) {
            alive += answers(act, host, attempts, (int) timeoutMs) ? 1 : 0;
        }
        int score = alive * act.number("multiplier", 1, 0);
        act.attribute(attribute, String.valueOf(score), timeMs(act, "dampen", DAMPEN_MS));
        int failure = act.number("failure_score", 0, 0);
        return score < failure
                ? Answer.failed(attribute + " is " + score + ", below failure_score " + failure)
                : Answer.OK;
    }

    private static boolean answers(Act act, String host, int attempts, int timeoutMs) throws ActEnd {
        String options = act.text("options");
        if (!options.isEmpty()) {
            // Options are those of ping(8), word by word: no shell sees them.
            List<String> words = new ArrayList<>(List.of(
                    "ping",
                    "-n",
                    "-q",
                    "-W",
                    String.valueOf(Math.max(1, timeoutMs / 1000)),
                    "-c",
                    String.valueOf(attempts)));
            words.addAll(List.of(options.strip().split("\\s+")));
            words.addAll(List.of("--", host));
            return act.run(words).exitCode() == 0;
        }
        try {
            for (InetAddress address : InetAddress.getAllByName(host)) {
                for (int i = 0; i < attempts; i++) {
                    if (act.leftMs() <= 0) {
                        throw ActEnd.outOfTime();
                    }
                    if (address.isReachable(timeoutMs)) {
                        return true;
                    }
                }
            }
        } catch (UnknownHostException e) {
            return false;
        } catch (IOException e) {
            // "Network is unreachable" is an answer too.
            return false;
        }
        return false;
    }

    private static long timeMs(Act act, String name, long otherwise) throws ActEnd {
        String text = act.text(name);
        if (text.isEmpty()) {
            return otherwise;
        }
        OptionalLong ms = CrmInterval.parseMs(text);
        if (ms.isEmpty()) {
            throw ActEnd.misconfigured("the parameter " + name + " must be a time such as 5s, not \"" + text + "\"");
        }
        return ms.getAsLong();
    }
}
