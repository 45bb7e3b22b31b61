package io.systole.agents.builtin;

import io.systole.core.operation.OcfExit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Runs nothing, in two roles: a file that says which. For tests and first steps with promotable clones. */
final class Stateful implements BuiltinAgent {
    private static final String PROMOTED = "Promoted";
    private static final String UNPROMOTED = "Unpromoted";
    private static final int SCORE_PROMOTED = 10;
    private static final int SCORE_UNPROMOTED = 5;

    @Override
    public String provider() {
        return "pacemaker";
    }

    @Override
    public String type() {
        return "Stateful";
    }

    @Override
    public Answer run(Act act) throws ActEnd, IOException {
        EnvironmentFile.append(act);
        String given = act.text("state");
        Path file = given.isEmpty()
                ? act.surroundings().run().resolve("Stateful-" + act.resource() + ".state")
                : Path.of(given);
        String role = Files.isRegularFile(file) ? Files.readString(file).strip() : "";
        return switch (act.action()) {
            case "start" -> start(act, file, role);
            case "promote" -> role.isEmpty() ? Answer.NOT_RUNNING : become(act, file, PROMOTED, SCORE_PROMOTED);
            case "demote" -> role.isEmpty() ? Answer.NOT_RUNNING : become(act, file, UNPROMOTED, SCORE_UNPROMOTED);
            case "stop" -> stop(act, file, role);
            case "monitor", "status" -> monitor(act, file, role);
            case "notify" -> {
                act.pause(act.number("notify_delay", 0, 0) * 1000L);
                yield Answer.OK;
            }
            case "validate-all", "reload-agent" -> Answer.OK;
            default -> Answer.UNKNOWN_ACTION;
        };
    }

    private static Answer start(Act act, Path file, String role) throws ActEnd, IOException {
        return role.equals(PROMOTED)
                ? new Answer(OcfExit.RUNNING_PROMOTED, "it is promoted already")
                : become(act, file, UNPROMOTED, SCORE_UNPROMOTED);
    }

    private static Answer stop(Act act, Path file, String role) throws ActEnd, IOException {
        act.score(null);
        if (role.equals(PROMOTED)) {
            return new Answer(OcfExit.RUNNING_PROMOTED, "it must be demoted before it is stopped");
        }
        Files.deleteIfExists(file);
        return Answer.OK;
    }

    private static Answer become(Act act, Path file, String role, int score) throws ActEnd, IOException {
        Files.writeString(file, role + "\n");
        act.score(score);
        return Answer.OK;
    }

    private static Answer monitor(Act act, Path file, String role) throws ActEnd, IOException {
        Path forced = file.resolveSibling(file.getFileName() + ".rc");
        if (Files.isRegularFile(forced)) {
            String rc = Files.readString(forced).strip();
            return rc.matches("[0-9]{1,3}")
                    ? new Answer(Integer.parseInt(rc), "the file " + forced + " says " + rc)
                    : Answer.failed("the file " + forced + " must hold an exit code, not \"" + rc + "\"");
        }
        boolean promoted = role.equals(PROMOTED);
        if (!promoted && !role.equals(UNPROMOTED)) {
            return role.isEmpty()
                    ? Answer.NOT_RUNNING
                    : Answer.failed(
                            "the state file " + file + " must say Promoted or Unpromoted, not \"" + role + "\"");
        }
        if (act.probe()) {
            // The score is lost when a node leaves the cluster; a probe that finds the resource brings it back.
            act.score(promoted ? SCORE_PROMOTED : SCORE_UNPROMOTED);
        }
        return promoted ? Answer.PROMOTED : Answer.OK;
    }
}
