package io.systole.agents.builtin;

import io.systole.agents.executor.ProcessOutcome;
import io.systole.agents.ocf.AgentEnvironment;
import io.systole.agents.ocf.OcfDirectory;
import io.systole.agents.process.AgentProcess;
import io.systole.core.operation.AgentCall;
import io.systole.core.operation.AgentId;
import io.systole.core.operation.AgentOutcome;
import io.systole.core.operation.ExecutionStatus;
import io.systole.core.operation.OperationKey;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Runs built-in agents for a {@link Sandbox}, a line each: agent, action and parameters, separated by tabs. */
public final class SandboxMain {
    private SandboxMain() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        Files.createDirectories(folder.resolve("run"));
        Map<String, String> attributes = Collections.synchronizedMap(new TreeMap<>());
        NodeAttributes manager = (name, value, dampeningMs) -> {
            if (value == null) {
                attributes.remove(name);
            } else {
                attributes.put(name, value);
            }
        };
        BuiltinRunner runner = new BuiltinRunner(
                new OcfDirectory(folder.resolve("none")),
                (call, queuedMs, handle) ->
                        ProcessOutcome.of(5, ExecutionStatus.NOT_INSTALLED, "no such agent: " + call.agent(), queuedMs),
                new AgentEnvironment("/none", folder.resolve("bin").toString(), new TreeMap<>()),
                new Surroundings(
                        folder.resolve("states"), folder.resolve("run"), folder.resolve("bin/announce"), manager));
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        System.out.println("ready");
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (line.equals("attributes")) {
                System.out.println(Sandbox.line("attributes", attributes));
                continue;
            }
            AgentOutcome outcome = runner.run(call(line.split("\t")), 0, new AgentProcess.Handle());
            System.out.println(Sandbox.line("outcome", outcome.exitCode(), outcome.status(), outcome.exitReason()));
        }
    }

    private static AgentCall call(String[] fields) {
        SortedMap<String, String> parameters = new TreeMap<>();
        Arrays.stream(fields).skip(2).filter(field -> !field.isEmpty()).forEach(field -> {
            String[] pair = field.split("=", 2);
            parameters.put(pair[0], pair[1]);
        });
        String[] agent = fields[0].split(":");
        long timeoutMs = Long.parseLong(parameters.getOrDefault("timeoutMs", "20000"));
        long intervalMs = Long.parseLong(parameters.getOrDefault("intervalMs", "0"));
        String resource = parameters.getOrDefault("resource", "r");
        return new AgentCall(
                1,
                new OperationKey(resource, fields[1], intervalMs),
                new AgentId(agent[0], agent[1], agent[2]),
                fields[1],
                parameters,
                timeoutMs);
    }
}
