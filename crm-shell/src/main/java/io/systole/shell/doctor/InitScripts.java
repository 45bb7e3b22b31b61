package io.systole.shell.doctor;

import io.systole.agents.lsb.ScriptTrial;
import io.systole.core.xml.Element;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** An init script whose {@code status} lies gets a healthy service restarted. */
final class InitScripts implements Check {
    private static final long PATIENCE_MS = 10_000;
    private static final int SCRIPTS_MAX = 20;

    @Override
    public String name() {
        return "init-scripts";
    }

    @Override
    public List<Finding> findings(Machine machine) {
        TreeSet<String> scripts = new TreeSet<>();
        for (Element primitive : machine.primitives()) {
            String standard = primitive.attribute("class", "");
            String type = primitive.attribute("type", "");
            if (standard.equals("lsb") || standard.equals("service") && machine.exists("/etc/init.d/" + type)) {
                scripts.add("/etc/init.d/" + type);
            }
        }
        machine.names("/etc/init.d").stream()
                .filter(name -> name.matches("postgresql.*|pgsql.*"))
                .forEach(name -> scripts.add("/etc/init.d/" + name));
        List<Finding> found = new ArrayList<>();
        scripts.stream().limit(SCRIPTS_MAX).forEach(script -> found.add(look(machine, script)));
        return found.isEmpty() ? List.of(Finding.none("no init script of PostgreSQL or of a resource")) : found;
    }

    private static Finding look(Machine machine, String script) {
        Optional<TextFile> text = machine.file(script);
        if (text.isEmpty()) {
            return Finding.wrong(script, "a resource of the cluster needs it, and it is not there", "install it");
        }
        if (!machine.permissions(script).orElse("").contains("x")) {
            return Finding.wrong(script, "it may not be executed", "chmod 755 " + script);
        }
        return machine.live() ? tried(script) : read(text.get());
    }

    private static Finding tried(String script) {
        ScriptTrial trial = ScriptTrial.of(Path.of(script), PATIENCE_MS);
        return switch (trial.verdict()) {
            case HONEST -> Finding.ok(script, "\"status\" says " + trial.code() + " where nothing runs");
            case WRONG ->
                Finding.wrong(
                        script,
                        "\"status\" says " + trial.code()
                                + " where nothing runs; 3 is expected. The cluster takes the service"
                                + " for active on two nodes, and stops and starts the healthy one",
                        "end status with: pgrep -x PROGRAM >/dev/null && exit 0; exit 3");
            case UNKNOWN ->
                Finding.advice(
                        script,
                        "\"status\" did not end within " + PATIENCE_MS / 1000
                                + " s, or could not be tried where nothing runs (that takes root)",
                        "unshare --mount --pid --fork --net --mount-proc " + script + " status; echo $?");
        };
    }

    /** Without running it: the talk's script, which cannot say 3. */
    private static Finding read(TextFile text) {
        for (int i = 0; i < text.lines().size(); i++) {
            if (text.lines().get(i).strip().matches("set \\+e(\\s*#.*)?")) {
                return Finding.wrong(
                        text.place(i),
                        "\"set +e\": what the script's own status finds out is lost, and status says 0 on both nodes",
                        "remove the line, or use a script that says 3 where the service is stopped");
            }
        }
        return Finding.ok(text.path(), "nothing in it hides a status (read, not run)");
    }
}
