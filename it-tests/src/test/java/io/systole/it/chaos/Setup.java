package io.systole.it.chaos;

import io.systole.it.lab.Lab;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What runs on the nodes: some primitives, a promotable clone, and a service with its address. */
final class Setup {
    static final int PRIMITIVES = 4;

    /** Where agents of the harness are on a node. */
    static final String AGENTS = "usr/lib/ocf/resource.d/chaos";

    private final Lab lab;
    private final RowStore rows;

    Setup(Lab lab, RowStore rows) {
        this.lab = lab;
        this.rows = rows;
    }

    /** @param witness the witness's socket */
    void install(Path witness) throws IOException {
        try (InputStream script = Setup.class.getResourceAsStream("/chaos/Witness")) {
            String agent =
                    new String(script.readAllBytes(), StandardCharsets.UTF_8).replace("@WITNESS@", witness.toString());
            for (String node : lab.nodes()) {
                Path folder = lab.folder().resolve(node);
                rows.furnish(folder);
                Path file = folder.resolve(AGENTS).resolve("Witness");
                Files.writeString(file, agent);
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
        }
    }

    void configure(Path directory, boolean fencing) throws IOException, InterruptedException {
        List<String> lines = new ArrayList<>();
        lines.add("property no-quorum-policy=stop stonith-enabled=" + fencing);
        for (int i = 1; i <= PRIMITIVES; i++) {
            lines.add("primitive p" + i + " ocf:chaos:Witness op monitor interval=5s");
        }
        lines.add(
                "primitive m ocf:chaos:Witness op monitor interval=5s role=Promoted op monitor interval=6s role=Unpromoted");
        lines.add("clone m-clone m meta promotable=true");
        lines.addAll(rows.primitives());
        lines.add("group service"
                + rows.primitives().stream()
                        .map(line -> " " + line.split(" ")[1])
                        .collect(Collectors.joining()));
        Path file = directory.resolve("configuration.crm");
        Files.write(file, lines);
        if (fencing) {
            // Nobody fences by it: the harness does, and confirms. Without one, no resource may be started at all.
            lab.on(
                    lab.nodes().get(0),
                    "cibadmin",
                    "--create",
                    "--scope",
                    "resources",
                    "--xml-text",
                    "<primitive id='by-hand' class='stonith' type='fence_by_hand'><meta_attributes id='by-hand-meta'>"
                            + "<nvpair id='by-hand-stopped' name='target-role' value='Stopped'/></meta_attributes>"
                            + "</primitive>");
        }
        lab.on(lab.nodes().get(0), "crm", "configure", "load", "update", file.toString());
    }

    /** Why not everything runs exactly once and the witness agrees; empty where all is well. */
    String trouble(Witness witness) throws Exception {
        Map<String, String> active = new TreeMap<>();
        for (String node : lab.nodes()) {
            for (String name : names()) {
                String wanted = name.endsWith(".promoted") ? "promoted" : "started";
                if (state(node, name.replace(".promoted", "")).equals(wanted)) {
                    String other = active.put(name, node);
                    if (other != null) {
                        return name + " is active on " + other + " and on " + node;
                    }
                }
            }
        }
        for (String name : names()) {
            if (!active.containsKey(name)) {
                return name + " is not active";
            }
        }
        Map<String, String> held = witness.held();
        if (!held.equals(active)) {
            return "the witness has " + held + " where the nodes have " + active;
        }
        String first = null;
        for (String node : lab.nodes()) {
            String this_ = lab.attemptOn(node, 20, "cibadmin", "--query", "--local", "--scope", "configuration")
                    .printed();
            if (first != null && !first.equals(this_)) {
                return node + " has another configuration than " + lab.nodes().get(0);
            }
            first = this_;
        }
        return "";
    }

    private static List<String> names() {
        List<String> names = new ArrayList<>(List.of("m.promoted", RowStore.LOCK));
        for (int i = 1; i <= PRIMITIVES; i++) {
            names.add("p" + i);
        }
        return names;
    }

    private String state(String node, String name) throws IOException {
        try {
            return lab.seenBy(node, "/run/chaos-" + name)
                    .map(file -> {
                        try {
                            return Files.readString(file).strip();
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    })
                    .orElse("");
        } catch (UncheckedIOException e) {
            return ""; // it was being removed
        }
    }
}
