package io.systole.it.chaos;

import io.systole.it.chaos.Witness.Conflict;
import io.systole.it.lab.Lab;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;

/** One run of chaos, from its options to its verdict. */
final class Chaos {
    private static final int SETTLED_S = 90;
    private static final int REST_MS = 4_000;

    private final Options options;
    private final Story story;
    private final Lab lab;
    private final Witness witness;
    private final RowStore store;
    private final Setup setup;
    private final Path directory;
    private final Sick sick = new Sick();
    private final Absences absences = new Absences();
    private final List<Cut> cuts = new ArrayList<>();
    private final Map<Fault, Integer> struck = new EnumMap<>(Fault.class);
    private int fenced;

    /** For all of this time the node had no cable, and no quorum soon after. */
    private record Cut(String node, long from, long to) {
        boolean forbids(Witness.Taken taken) {
            return taken.node().equals(node)
                    && taken.atNanos() - from > Absences.NOTICE_NANOS
                    && taken.atNanos() - to < 0;
        }
    }

    private Chaos(Options options, Story story, Lab lab, Witness witness, RowStore store, Path directory) {
        this.options = options;
        this.story = story;
        this.lab = lab;
        this.witness = witness;
        this.store = store;
        this.setup = new Setup(lab, store);
        this.directory = directory;
    }

    /** DIRECTORY for what is left behind, DISK with a database that all nodes reach, then the options. */
    public static void main(String[] words) throws Exception {
        Path directory = Path.of(words[0]);
        Options options;
        try {
            options = Options.parse(List.of(words).subList(2, words.length).toArray(String[]::new));
        } catch (Options.UsageException e) {
            System.err.println("bin/chaos: " + e.getMessage());
            System.exit(2);
            return;
        }
        boolean held;
        try (Story story = new Story(directory.resolve("story"))) {
            held = run(options, story, directory, Path.of(words[1]));
        }
        System.exit(held ? 0 : 1);
    }

    private static boolean run(Options options, Story story, Path directory, Path disk) throws Exception {
        story.tell(
                "seed %d, %d minutes, %d nodes, fencing %s%s",
                options.seed(),
                options.minutes(),
                options.nodes(),
                options.fencing() ? "on" : "off",
                options.soak() ? ", no faults" : "");
        String address = System.getenv("LAB_NET") + ".100";
        RowStore store =
                options.fencing() ? new PostgresRows(disk, address) : new FileRows(directory.resolve("rows"), address);
        try (Witness witness = new Witness(story);
                WitnessSocket socket = new WitnessSocket(directory.resolve("witness"), witness, story);
                Lab lab = new Lab(options.nodes(), System.getenv("PMLAB"), Map.of())) {
            for (String node : lab.nodes()) {
                witness.begins(node);
            }
            Chaos chaos = new Chaos(options, story, lab, witness, store, directory);
            chaos.setup.install(directory.resolve("witness"));
            boolean held = false;
            try {
                held = chaos.run();
            } catch (Exception | AssertionError e) {
                story.violation("the run cannot go on: %s", e);
            }
            if (!held) {
                chaos.keepLogs();
            }
            return held;
        }
    }

    private boolean run() throws Exception {
        setup.configure(directory, options.fencing());
        if (!settles()) {
            return false;
        }
        long silenceMs = Long.parseLong(System.getenv("TOKEN")) / 2;
        Changes changes = new Changes(lab, sick, absences, story, options.seed() + 1);
        Operator operator = new Operator(lab, sick, story, options.seed() + 2);
        try (Rows rows = new Rows(lab, store);
                Cable cable = new Cable(lab, sick, absences, System.getenv("LAB_NET"), silenceMs)) {
            changes.start();
            operator.start();
            if (options.soak()) {
                new Soak(lab, story).watch(options.minutes());
            } else {
                breakThings(changes);
            }
            operator.end();
            changes.end();
            settles();
            rows.close();
            changes.check();
            return verdict(changes, operator, rows, cable);
        }
    }

    private void breakThings(Changes changes) throws Exception {
        Random chance = new Random(options.seed());
        long end = System.nanoTime() + options.minutes() * 60_000_000_000L;
        while (System.nanoTime() - end < 0) {
            List<String> nodes = new ArrayList<>(lab.nodes());
            Collections.shuffle(nodes, chance);
            int many = 1 + chance.nextInt((nodes.size() - 1) / 2); // the rest keeps quorum
            List<Thread> under = new ArrayList<>();
            for (String node : nodes.subList(0, many)) {
                Blow blow = Blow.by(chance, node);
                sick.falls(node, blow.fault());
                Thread thread = new Thread(() -> strike(blow), "fault");
                thread.start();
                under.add(thread);
            }
            for (Thread thread : under) {
                thread.join();
            }
            together();
            nodes.forEach(sick::recovers);
            changes.check();
            Thread.sleep(chance.nextInt(REST_MS));
        }
    }

    /** On a machine with much other work a daemon alone may take two minutes to start. */
    private void together() throws IOException, InterruptedException {
        String all = Integer.toString(options.nodes());
        if (!lab.attempt(150, "wait", all).ok()) {
            story.tell("the nodes have not found together within two minutes");
            lab.run(150, "wait", all);
        }
    }

    private void strike(Blow blow) {
        Fault fault = blow.fault();
        String node = blow.node();
        long from = System.nanoTime();
        try {
            story.tell("%s %s for %d ms", node, fault.words(), blow.ms());
            fault.strike(lab, witness, node, blow.strength());
            long begun = System.nanoTime();
            Thread.sleep(blow.ms());
            if (fault == Fault.CUT) {
                synchronized (this) {
                    cuts.add(new Cut(node, begun, System.nanoTime()));
                }
            }
            boolean gone = fault == Fault.POWER;
            if (options.fencing() && blow.fenced() && (gone || fault.blinds())) {
                if (!gone) {
                    Fault.POWER.strike(lab, witness, node, 0);
                    gone = true;
                }
                confirm(node);
                Thread.sleep(blow.ms());
            }
            (gone ? Fault.POWER : fault).mend(lab, witness, node);
            story.tell("%s is let go", node);
        } catch (Exception | AssertionError e) {
            story.violation("the harness failed: %s", e);
        }
        if (fault.blinds()) {
            absences.add(node, from, System.nanoTime(), fault.sight() == Fault.Sight.COMES_AND_GOES);
        }
        synchronized (this) {
            struck.merge(fault, 1, Integer::sum);
        }
    }

    /** The node is down: somebody says so to the cluster. */
    private void confirm(String node) throws IOException, InterruptedException {
        Lab.Run run = lab.attemptOn(sick.healthy(lab.nodes()), 20, "crm", "-F", "node", "clearstate", node);
        story.tell(
                "%s is off, and confirmed to be%s",
                node, run.ok() ? "" : ": " + run.printed().strip());
        synchronized (this) {
            fenced++;
        }
    }

    private boolean settles() throws Exception {
        String trouble = "";
        for (int i = 0; i < SETTLED_S; i++) {
            trouble = setup.trouble(witness);
            if (trouble.isEmpty()) {
                return true;
            }
            Thread.sleep(1_000);
        }
        story.violation("%d seconds after the last fault %s", SETTLED_S, trouble);
        return false;
    }

    private boolean verdict(Changes changes, Operator operator, Rows rows, Cable cable)
            throws IOException, InterruptedException {
        int documented = 0;
        Map<Long, Long> missing = rows.missing(store.kept(lab));
        Map<Long, Long> unexcused = new TreeMap<>(missing);
        for (Conflict conflict : witness.conflicts()) {
            OptionalLong until = options.fencing() ? OptionalLong.empty() : absences.excuse(conflict);
            if (until.isEmpty()) {
                story.violation("%s took %s while %s held it", conflict.taker(), conflict.lock(), conflict.holder());
                continue;
            }
            documented++;
            if (conflict.lock().equals(RowStore.LOCK)) {
                // Two servers may have overwritten each other's rows, for as long as there were two.
                unexcused.values().removeIf(at -> at - conflict.atNanos() >= 0 && at - until.getAsLong() <= 0);
            }
        }
        if (!unexcused.isEmpty()) {
            story.violation("rows that were acknowledged are lost: %s", unexcused.keySet());
        }
        for (Witness.Taken taken : witness.taken()) {
            if (cuts.stream().anyMatch(cut -> cut.forbids(taken))) {
                story.violation("%s took %s long after it was cut off", taken.node(), taken.lock());
            }
        }
        if (rows.count() == 0) {
            story.violation("no row was ever committed");
        }
        story.tell(
                "seed %d: faults %s, fenced %d; deeds of the operator %d",
                options.seed(), struck, fenced, operator.deeds());
        story.tell(
                "%s; %d rows acknowledged, %d lost, longest time without service %.1f s",
                changes.summary(), rows.count(), missing.size(), rows.longestGapMs() / 1000.0);
        story.tell(
                "%d locks taken; held twice without fencing by a node that was out of sight: %d; %s; violations: %d",
                witness.taken().size(), documented, cable.summary(), story.violations());
        return story.violations() == 0;
    }

    private void keepLogs() throws IOException, InterruptedException {
        for (String node : lab.nodes()) {
            Path from = lab.folder().resolve(node);
            Process copy = new ProcessBuilder(
                            "cp",
                            "-r",
                            from.resolve("var/log/systole").toString(),
                            directory.resolve("log-" + node).toString())
                    .start();
            copy.waitFor();
            Files.copy(from.resolve("console"), directory.resolve("console-" + node));
        }
        System.err.println("bin/chaos: what happened is in " + directory + " (story, log-node*)");
    }
}
