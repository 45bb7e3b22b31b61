package io.systole.it.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Frames of the cluster's own traffic are recorded on the cable and sent again, as they were: nothing comes of it. */
class ReplayTest extends UnfencedPair {
    /** Longer than a life that was asked may keep silent before it is told of. */
    private static final long TOLD_MS = 6_000;

    @TempDir
    static Path folder;

    private static void set(String node, String value) throws Exception {
        lab.on(node, "crm_attribute", "--name", "replayed", "--update", value);
    }

    private static void restart(String node) throws Exception {
        lab.on(
                node,
                "bash",
                "-c",
                "kill $(cat /run/systoled.pid); timeout 30 tail --pid=$(cat /run/systoled.pid) -f /dev/null");
        lab.run(10, "start", node);
        lab.run(130, "wait", "2");
    }

    private static String frames() {
        return Lab.top().resolve("it-tests/src/lab/frames").toString();
    }

    /** All that the nodes say while one of them comes back, and while each changes the configuration. */
    private static Path record(String name) throws Exception {
        Path file = folder.resolve(name);
        // Each life of a daemon tells of a source again; within one it does so once a minute.
        restart("node1");
        Process recorder = lab.process("exec", "client", frames(), "record", "port1", "5405", file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            for (int i = 0; i < 100 && !Files.exists(file); i++) {
                Thread.sleep(100);
            }
            restart("node2");
            set("node1", "old");
            set("node2", "older");
            Thread.sleep(2_000);
        } finally {
            recorder.destroy();
            recorder.waitFor(10, TimeUnit.SECONDS);
        }
        set("node1", "new");
        lab.on("node1", "crm_resource", "--wait");
        return file;
    }

    /** What one can see of the cluster: each daemon's life, and the whole CIB, its status and its version with it. */
    private static List<String> state() throws Exception {
        return List.of(
                lab.on("node1", "cat", "/run/systoled.pid"),
                lab.on("node2", "cat", "/run/systoled.pid"),
                lab.on("node1", "cibadmin", "--query", "--local"),
                lab.on("node2", "cibadmin", "--query", "--local"),
                lab.on("node2", "crm_node", "--partition"));
    }

    private static List<String> log(String node) throws Exception {
        return Files.readAllLines(lab.folder().resolve(node).resolve("var/log/systole/systole.log"));
    }

    /** Puts the recording on both cables, time and again, and returns what each node's log tells of that. */
    private static Map<String, List<String>> toldOf(Path recording) throws Exception {
        Map<String, List<String>> before = new LinkedHashMap<>();
        for (String node : lab.nodes()) {
            before.put(node, log(node));
        }
        for (int pass = 0; pass < 5; pass++) {
            for (String port : List.of("port1", "port2")) {
                String sent = lab.run(60, "exec", "client", frames(), "send", port, recording.toString());
                assertThat(Integer.parseInt(sent.strip())).isGreaterThan(100);
            }
        }
        Thread.sleep(TOLD_MS);
        Map<String, List<String>> told = new LinkedHashMap<>();
        for (String node : lab.nodes()) {
            List<String> now = log(node);
            told.put(node, now.subList(before.get(node).size(), now.size()));
        }
        return told;
    }

    private static void clusterGoesOn() throws Exception {
        set("node2", "newest");
        assertThat(lab.on("node1", "crm_attribute", "--name", "replayed", "--query", "--quiet"))
                .isEqualTo("newest\n");
    }

    @Test
    void whatIsSentAgainToThoseWhoHeardItHasNoEffectAndIsToldOnce() throws Exception {
        Path recording = record("heard");
        List<String> before = state();
        Map<String, List<String>> told = toldOf(recording);
        assertThat(state()).isEqualTo(before);
        assertThat(told.get("node1"))
                .singleElement()
                .asString()
                .contains("Dropped a datagram of ", " from 10.77.61.2:", "a repeated one");
        assertThat(told.get("node2"))
                .singleElement()
                .asString()
                .contains("Dropped a datagram of ", " from 10.77.61.1:", "a repeated one");
        clusterGoesOn();
    }

    @Test
    void whatEarlierLivesOfTheNodesSaidHasNoEffectAndIsToldOnce() throws Exception {
        Path recording = record("earlier");
        restart("node2");
        restart("node1");
        lab.on("node1", "crm_resource", "--wait");
        List<String> before = state();
        Map<String, List<String>> told = toldOf(recording);
        assertThat(state()).isEqualTo(before);
        assertThat(told.get("node1"))
                .singleElement()
                .asString()
                .contains("Dropped a datagram of ", " from 10.77.61.2:");
        assertThat(told.get("node2"))
                .singleElement()
                .asString()
                .contains("Dropped a datagram of ", " from 10.77.61.1:");
        clusterGoesOn();
    }
}
