package io.systole.shell.sim;

import io.systole.core.value.CrmExit;
import io.systole.core.value.CrmInterval;
import io.systole.shell.command.Failure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Reads scenarios: a line a step, {@code #} begins a comment.
 *
 * <pre>
 * kill NODE        power loss             start NODE      power, and the daemon
 * crash NODE       only the daemon dies   stop NODE       the daemon is told to leave
 * freeze NODE      it stands still        thaw NODE       it goes on
 * cut A B | C      the network falls apart, each side hears itself only
 * heal             the network is whole
 * fail RSC OP      the operation fails wherever it runs;  mend RSC OP: it works again
 * wait 10s
 * crm WORDS        a command of the shell, typed on the first node that is up
 * expect RSC [promoted] on NODE within 30s
 * expect RSC stopped within 30s
 * </pre>
 */
final class ScenarioReader {
    private static final Set<String> DEEDS = Set.of("kill", "start", "crash", "stop", "freeze", "thaw");

    private static final List<String> OPERATIONS =
            List.of("start", "stop", "promote", "demote", "monitor", "migrate_to", "migrate_from");
    private static final long LONGEST_MS = 86_400_000;

    private ScenarioReader() {}

    /** @throws Failure with file, line and what was expected */
    static List<Step.Line> read(String file, String text) throws Failure {
        List<Step.Line> lines = new ArrayList<>();
        int number = 0;
        for (String raw : text.split("\n", -1)) {
            number++;
            int hash = raw.indexOf('#');
            String line = (hash < 0 ? raw : raw.substring(0, hash)).strip();
            if (line.isEmpty()) {
                continue;
            }
            try {
                lines.add(new Step.Line(number, line, step(Arrays.asList(line.split("\\s+")))));
            } catch (IllegalArgumentException e) {
                throw new Failure(CrmExit.DATAERR, file + ":" + number + ": " + e.getMessage());
            }
        }
        if (lines.isEmpty()) {
            throw new Failure(
                    CrmExit.DATAERR,
                    file + ": there is no step in it; write for example \"kill node1\" and"
                            + " \"expect RESOURCE on node2 within 30s\"");
        }
        return lines;
    }

    private static Step step(List<String> words) {
        String verb = words.get(0);
        List<String> rest = words.subList(1, words.size());
        if (DEEDS.contains(verb)) {
            require(!rest.isEmpty(), verb + " takes the names of nodes");
            return new Step.Deed(verb, rest);
        }
        return switch (verb) {
            case "heal" -> {
                require(rest.isEmpty(), "heal takes nothing; it makes the whole network whole");
                yield new Step.Deed("heal", List.of());
            }
            case "cut" -> cut(rest);
            case "wait" -> {
                require(rest.size() == 1, "wait takes one time, for example 10s");
                yield new Step.Wait(time(rest.get(0)));
            }
            case "fail", "mend" -> {
                require(
                        rest.size() == 2 && OPERATIONS.contains(rest.get(1)),
                        verb + " takes a resource and one of " + String.join(", ", OPERATIONS)
                                + ", for example pg_fs start");
                yield new Step.Fail(rest.get(0), rest.get(1), verb.equals("fail"));
            }
            case "crm" -> {
                require(!rest.isEmpty(), "crm takes a command, for example crm node standby node1");
                require(!rest.get(0).equals("sim"), "a scenario cannot rehearse another one");
                yield new Step.Typed(rest);
            }
            case "expect" -> expect(rest);
            default ->
                throw new IllegalArgumentException(
                        "\"" + verb
                                + "\" is none of kill, start, crash, stop, freeze, thaw, cut, heal, fail, mend, wait, crm, expect");
        };
    }

    private static void require(boolean right, String otherwise) {
        if (!right) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    private static long time(String word) {
        long ms = CrmInterval.parseMs(word)
                .orElseThrow(() -> new IllegalArgumentException("\"" + word + "\" is no time, for example 10s"));
        require(ms <= LONGEST_MS, "\"" + word + "\" is too long; a scenario waits a day at most");
        return ms;
    }

    private static Step cut(List<String> words) {
        List<List<String>> sides = new ArrayList<>();
        sides.add(new ArrayList<>());
        for (String word : words) {
            if (word.equals("|")) {
                sides.add(new ArrayList<>());
            } else {
                sides.get(sides.size() - 1).add(word);
            }
        }
        require(sides.size() > 1 && sides.stream().noneMatch(List::isEmpty), "cut takes sides, for example a b | c");
        List<String> named = sides.stream().flatMap(List::stream).toList();
        for (String node : named) {
            require(
                    named.stream().filter(node::equalsIgnoreCase).count() == 1,
                    "node " + node + " is named twice; a node is on one side of a cut");
        }
        return new Step.Cut(sides);
    }

    private static Step expect(List<String> words) {
        String form = "expect takes RESOURCE [promoted] on NODE within TIME, or RESOURCE stopped within TIME";
        List<String> left = new ArrayList<>(words);
        require(left.size() >= 4 && left.get(left.size() - 2).equals("within"), form);
        long withinMs = time(left.get(left.size() - 1));
        left = left.subList(0, left.size() - 2);
        if (left.size() == 2 && left.get(1).equals("stopped")) {
            return new Step.Expect(left.get(0), null, null, withinMs);
        }
        String role = left.size() == 4 && left.get(1).equals("promoted") ? "promoted" : null;
        require(
                left.size() == (role == null ? 3 : 4)
                        && left.get(left.size() - 2).equals("on"),
                form);
        return new Step.Expect(left.get(0), role, left.get(left.size() - 1), withinMs);
    }
}
