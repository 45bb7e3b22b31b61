package io.systole.agents.builtin;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A small machine inside this one: a network, mounts and a host name of its own, in which built-in agents run and commands
 * can be typed. Needs root, and says so.
 */
final class Sandbox implements AutoCloseable {
    private final Process agents;
    private final PrintStream toAgents;
    private final BufferedReader fromAgents;

    /** What became of an agent's call. */
    record Outcome(int exitCode, String status, String reason) {}

    /** @param folder for state files and helper programs: {@code states}, {@code run}, {@code bin} */
    Sandbox(Path folder) throws IOException {
        if (!Files.isWritable(Path.of("/proc/sys/kernel/hostname"))) {
            throw new AssertionError(
                    "this test makes network and mount namespaces, which takes root; run it as root (bin/test does)");
        }
        List<String> words = List.of(
                "unshare",
                "--net",
                "--mount",
                "--uts",
                "--propagation",
                "private",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                SandboxMain.class.getName(),
                folder.toString());
        agents = new ProcessBuilder(words)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        toAgents = new PrintStream(agents.getOutputStream(), true, StandardCharsets.UTF_8);
        fromAgents = new BufferedReader(new InputStreamReader(agents.getInputStream(), StandardCharsets.UTF_8));
        // Until then the process may still be in this machine's own namespaces.
        answer("ready");
    }

    /** @param parameters {@code name=value} each; {@code timeoutMs=N} and {@code intervalMs=N} are the call's own */
    Outcome run(String agent, String action, String... parameters) throws IOException {
        toAgents.println(agent + "\t" + action + "\t" + String.join("\t", parameters));
        String[] fields = answer("outcome").split("\t", -1);
        return new Outcome(Integer.parseInt(fields[1]), fields[2], fields[3]);
    }

    /** The attributes that agents have set, {@code name=value}; a deleted one is gone. */
    String attributes() throws IOException {
        toAgents.println("attributes");
        return answer("attributes");
    }

    private String answer(String kind) throws IOException {
        String line;
        while ((line = fromAgents.readLine()) != null) {
            if (line.startsWith(kind)) {
                return line;
            }
        }
        throw new AssertionError("the agents' process has ended");
    }

    long pid() {
        return agents.pid();
    }

    /** Types a command line in the sandbox; it must succeed. */
    String sh(String commandLine) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        "nsenter", "-t", String.valueOf(agents.pid()), "-n", "-m", "-u", "sh", "-c", commandLine)
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new AssertionError(commandLine + ": exit code " + process.exitValue() + "\n" + output);
        }
        return output;
    }

    @Override
    public void close() {
        toAgents.close();
        agents.destroyForcibly();
    }

    static String line(Object... fields) {
        return Arrays.stream(fields)
                .map(field -> String.valueOf(field).replace('\t', ' ').replace('\n', ' '))
                .collect(Collectors.joining("\t"));
    }
}
