package io.systole.shell.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Settings with which a commit that was acknowledged may be gone after a takeover, and one that hides the server. */
final class PostgresDurability implements Check {
    private record Rule(String key, String wrong, boolean fatal, String why, String right) {}

    private static final String OFF = "(?i)off|false|no|0|of";

    private static final List<Rule> RULES = List.of(
            new Rule("fsync", OFF, true, "nothing is surely on the disk; a takeover finds a broken database", "on"),
            new Rule(
                    "full_page_writes",
                    OFF,
                    true,
                    "a page that was half written when the power went cannot be repaired",
                    "on"),
            new Rule(
                    "synchronous_commit",
                    OFF,
                    false,
                    "commits are acknowledged before they are on the disk: a takeover loses the last ones",
                    "on"),
            new Rule(
                    "listen_addresses",
                    "(?i)localhost|127\\.0\\.0\\.1|",
                    false,
                    "the server does not answer on the cluster's virtual address",
                    "'*'"));

    @Override
    public String name() {
        return "postgresql";
    }

    @Override
    public List<Finding> findings(Machine machine) {
        List<PostgresFiles.Server> servers = PostgresFiles.of(machine);
        List<Finding> found = new ArrayList<>();
        for (PostgresFiles.Server server : servers) {
            int before = found.size();
            RULES.forEach(rule -> look(server, rule, found));
            if (found.size() == before) {
                found.add(Finding.ok(server.file(), "a commit that is acknowledged is on the disk"));
            }
        }
        return found.isEmpty() ? List.of(Finding.none("no postgresql.conf is found")) : found;
    }

    private static void look(PostgresFiles.Server server, Rule rule, List<Finding> found) {
        Optional<TextFile.Setting> setting = server.setting(rule.key());
        String mend = rule.key() + " = " + rule.right();
        if (setting.isPresent() && setting.get().value().matches(rule.wrong())) {
            String sentence = setting.get() + ": " + rule.why();
            found.add(
                    rule.fatal()
                            ? Finding.wrong(setting.get().place(), sentence, mend)
                            : Finding.advice(setting.get().place(), sentence, mend));
        } else if (setting.isEmpty() && rule.key().equals("listen_addresses")) {
            found.add(Finding.advice(
                    server.file(), "listen_addresses is not set, which means localhost: " + rule.why(), mend));
        }
    }
}
