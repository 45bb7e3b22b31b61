package io.systole.it.chaos;

import io.systole.it.lab.Lab;
import java.io.IOException;
import java.util.List;
import java.util.Random;

/** A person who moves things about while all else goes on. */
final class Operator extends Thread {
    private static final int REST_MS = 6_000;
    private static final int LATE_S = 40;

    private final Lab lab;
    private final Sick sick;
    private final Story story;
    private final Random chance;
    private volatile boolean over;
    private int deeds;

    Operator(Lab lab, Sick sick, Story story, long seed) {
        super("operator");
        this.lab = lab;
        this.sick = sick;
        this.story = story;
        this.chance = new Random(seed);
    }

    @Override
    public void run() {
        try {
            while (!over) {
                deed();
                Thread.sleep(chance.nextInt(REST_MS));
            }
        } catch (IOException e) {
            story.violation("the operator failed: %s", e);
        } catch (InterruptedException e) {
            interrupt();
        }
    }

    private void deed() throws IOException, InterruptedException {
        List<String> nodes = lab.nodes();
        String node = nodes.get(chance.nextInt(nodes.size()));
        String resource = "p" + (1 + chance.nextInt(Setup.PRIMITIVES));
        deeds++;
        switch (chance.nextInt(4)) {
            case 0 -> {
                crm("node", "standby", node);
                Thread.sleep(chance.nextInt(REST_MS));
                crm("node", "online", node);
            }
            case 1 -> {
                crm("resource", "move", resource, node);
                Thread.sleep(chance.nextInt(REST_MS));
                crm("resource", "clear", resource);
            }
            case 2 -> {
                crm("resource", "stop", resource);
                Thread.sleep(chance.nextInt(REST_MS));
                crm("resource", "start", resource);
            }
            default -> crm("resource", "cleanup", resource);
        }
    }

    private void crm(String... words) throws IOException, InterruptedException {
        String[] command = new String[words.length + 1];
        command[0] = "crm";
        System.arraycopy(words, 0, command, 1, words.length);
        Lab.Run run = lab.attemptOn(sick.healthy(lab.nodes()), LATE_S, command);
        story.note(
                "%s%s",
                String.join(" ", command), run.ok() ? "" : ": " + run.printed().strip());
    }

    int deeds() {
        return deeds;
    }

    /** Ends, and takes back all that may be half done. */
    void end() throws IOException, InterruptedException {
        over = true;
        join();
        for (String node : lab.nodes()) {
            crm("node", "online", node);
        }
        for (int i = 1; i <= Setup.PRIMITIVES; i++) {
            crm("resource", "clear", "p" + i);
            crm("resource", "start", "p" + i);
        }
    }
}
