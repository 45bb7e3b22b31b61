package io.systole.it.chaos;

import io.systole.it.lab.Lab;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A person who changes the configuration again and again, on any node. What was acknowledged must stay: in the configuration,
 * or, where the node was on the side that lost, in the copy that is kept beside it. The values of each name only grow, so a
 * name's last value tells what became of those before it.
 */
final class Changes extends Thread {
    private static final int NAMES = 100;
    private static final int REST_MS = 200;
    private static final int AGREED_S = 60;
    private static final Pattern CHANGE = Pattern.compile("name=\"change-(\\d+)\" value=\"(\\d+)\"");

    private record Acknowledged(int number, String node, long atNanos, boolean healthy) {
        int name() {
            return number % NAMES;
        }
    }

    private final Lab lab;
    private final Sick sick;
    private final Absences absences;
    private final Story story;
    private final Random chance;
    private final List<Acknowledged> open = new ArrayList<>();
    private final Map<Integer, Integer> kept = new TreeMap<>();
    private volatile boolean over;
    private int tried;
    private int acknowledged;
    private int beside;

    Changes(Lab lab, Sick sick, Absences absences, Story story, long seed) {
        super("changes");
        this.lab = lab;
        this.sick = sick;
        this.absences = absences;
        this.story = story;
        this.chance = new Random(seed);
    }

    @Override
    public void run() {
        try {
            List<String> nodes = lab.nodes();
            while (!over) {
                String node = nodes.get(chance.nextInt(nodes.size()));
                // Mostly where nothing is wrong: a node that stands still keeps its caller waiting for long.
                if (!sick.is(node) || chance.nextInt(8) == 0) {
                    change(node);
                }
                Thread.sleep(REST_MS);
            }
        } catch (IOException e) {
            story.violation("the client of the configuration failed: %s", e);
        } catch (InterruptedException e) {
            interrupt();
        }
    }

    /** Not while the nodes are compared: they must be able to agree. */
    private synchronized void change(String node) throws IOException, InterruptedException {
        int number = ++tried;
        String name = "change-" + number % NAMES;
        boolean healthy = !sick.is(node);
        long at = System.nanoTime();
        Lab.Run run = number % 2 == 0
                ? lab.attemptOn(node, 20, "crm_attribute", "--name", name, "--update", Integer.toString(number))
                : lab.attemptOn(
                        node,
                        20,
                        "cibadmin",
                        "--modify",
                        "--allow-create",
                        "--scope",
                        "crm_config",
                        "--xml-text",
                        "<cluster_property_set id='cib-bootstrap-options'><nvpair id='cib-bootstrap-options-" + name
                                + "' name='" + name + "' value='" + number + "'/></cluster_property_set>");
        if (run.ok()) {
            acknowledged++;
            open.add(new Acknowledged(number, node, at, healthy && !sick.is(node)));
        }
    }

    private static Map<Integer, Integer> values(String xml) {
        Map<Integer, Integer> values = new TreeMap<>();
        for (Matcher found = CHANGE.matcher(xml); found.find(); ) {
            values.merge(Integer.parseInt(found.group(1)), Integer.parseInt(found.group(2)), Math::max);
        }
        return values;
    }

    /**
     * What all nodes hold. They were together a moment ago, but on a machine with much other work they come apart again, and
     * then one of them alone knows nothing of what the others have acknowledged.
     */
    private Map<Integer, Integer> agreed() throws IOException, InterruptedException {
        Map<String, Map<Integer, Integer>> held = new TreeMap<>();
        for (int i = 0; i < AGREED_S; i++) {
            held.clear();
            for (String node : lab.nodes()) {
                Lab.Run query = lab.attemptOn(node, 20, "cibadmin", "--query", "--local", "--scope", "crm_config");
                held.put(node, query.ok() ? values(query.printed()) : Map.of());
            }
            if (new HashSet<>(held.values()).size() == 1) {
                break;
            }
            Thread.sleep(1_000);
        }
        String first = lab.nodes().get(0);
        held.forEach((node, values) -> {
            if (!values.equals(held.get(first))) {
                story.violation("%s and %s held different configurations for %d s", first, node, AGREED_S);
            }
        });
        return held.get(first);
    }

    /** Looks for all that was acknowledged; to be called while all nodes are together. */
    synchronized void check() throws IOException, InterruptedException {
        List<Acknowledged> asked = List.copyOf(open);
        Map<Integer, Integer> now = agreed();
        kept.forEach((name, value) -> {
            if (now.getOrDefault(name, 0) < value) {
                story.violation("change %d of change-%d was in the configuration and is lost", value, name);
            }
        });
        kept.clear();
        kept.putAll(now);
        List<String> copies = null;
        for (Acknowledged change : asked) {
            if (now.getOrDefault(change.name(), 0) >= change.number()) {
                continue;
            }
            if (copies == null) {
                copies = copies();
            }
            boolean found =
                    copies.stream().anyMatch(copy -> values(copy).getOrDefault(change.name(), 0) >= change.number());
            if (!found) {
                story.violation("change %d, acknowledged by %s, is lost", change.number(), change.node());
            } else if (change.healthy() && !absences.any(change.atNanos())) {
                story.violation(
                        "change %d, acknowledged by %s with which nothing was wrong, is kept beside only",
                        change.number(), change.node());
            } else {
                beside++;
            }
        }
        open.removeAll(asked);
    }

    /** Configurations that lost against another. */
    private List<String> copies() throws IOException {
        List<String> copies = new ArrayList<>();
        for (String node : lab.nodes()) {
            Path directory = lab.folder().resolve(node).resolve("var/lib/pacemaker/cib");
            try (Stream<Path> files = Files.list(directory)) {
                for (Path file : files.filter(f -> f.getFileName().toString().startsWith("cib.lost-"))
                        .toList()) {
                    copies.add(Files.readString(file));
                }
            }
        }
        return copies;
    }

    void end() throws InterruptedException {
        over = true;
        join();
    }

    synchronized String summary() {
        return acknowledged + " of " + tried + " changes acknowledged, " + beside
                + " of them on a side that lost and kept beside";
    }
}
