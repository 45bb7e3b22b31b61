package io.systole.shell.resource;

import io.systole.agents.Agents;
import io.systole.core.api.ClusterApi;
import io.systole.core.api.ClusterApi.AttributeUpdate;
import io.systole.core.api.ClusterSession.NotConnectedException;
import io.systole.core.operation.AgentCall;
import io.systole.core.operation.AgentId;
import io.systole.core.operation.AgentOutcome;
import io.systole.core.operation.ExecutionStatus;
import io.systole.core.operation.HistoryEntry;
import io.systole.core.operation.OperationKey;
import io.systole.core.port.AgentExecutor;
import io.systole.core.value.CrmExit;
import io.systole.core.xml.Element;
import io.systole.policy.model.Node;
import io.systole.policy.model.Resource;
import io.systole.policy.model.Variant;
import io.systole.shell.command.Failure;
import io.systole.shell.command.UsageException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/**
 * {@code --force-start}, {@code --force-check} and their kin, and {@code --validate}: run an agent here and now, past the
 * cluster. Runs in the caller's own process, with the caller's rights. The exit status is the agent's.
 */
final class AgentRun {
    static final List<String> TASKS =
            List.of("force-start", "force-stop", "force-check", "force-promote", "force-demote", "validate");

    private static final long TIMEOUT_MS = 20_000;

    private AgentRun() {}

    /**
     * What is run.
     *
     * @param resource null where only an agent was named
     */
    private record Plan(
            String resource, AgentId agent, String action, SortedMap<String, String> values, long timeoutMs) {}

    static int run(ResourceCall call) throws UsageException, Failure, NotConnectedException, IOException {
        String task = call.call().options().last(TASKS);
        String action = switch (task) {
            case "validate" -> "validate-all";
            case "force-check" -> "monitor";
            default -> task.substring("force-".length());
        };
        Plan plan = call.has("class") || call.has("agent") || call.has("provider")
                ? ofAgent(call, task, action)
                : ofResource(call, task, action);
        overrides(call).forEach(plan.values()::put);
        String level = call.value(task);
        if (level != null && !level.isEmpty()) {
            plan.values().put("OCF_CHECK_LEVEL", level);
        }
        plan.values().put("CRM_meta_timeout", Long.toString(plan.timeoutMs()));
        plan.values().put("crm_feature_set", HistoryEntry.FEATURE_SET);
        AgentOutcome outcome = execute(call, plan);
        return tell(call, task, plan, outcome);
    }

    private static Plan ofAgent(ResourceCall call, String task, String action) throws UsageException, Failure {
        String standard = call.value("class");
        if (call.resourceId() != null) {
            throw new UsageException("--class, --agent, and --provider cannot be used with -r/--resource");
        }
        if (!task.equals("validate")) {
            throw new UsageException("--class, --agent, and --provider go with --validate");
        }
        if (standard == null || call.value("agent") == null || standard.equals("ocf") != call.has("provider")) {
            throw new UsageException("an agent is named by --class and --agent, and for ocf by --provider too");
        }
        AgentId agent = new AgentId(standard, call.value("provider"), call.value("agent"));
        if (!call.agents().resolve(agent.toString()).found()) {
            throw new Failure(CrmExit.USAGE, agent + " is not a known resource agent");
        }
        SortedMap<String, String> values = new TreeMap<>();
        for (String option : call.call().options().values("option")) {
            put(values, option);
        }
        return new Plan(null, agent, action, values, call.timeoutMs() == 0 ? TIMEOUT_MS : call.timeoutMs());
    }

    private static Plan ofResource(ResourceCall call, String task, String action)
            throws UsageException, Failure, NotConnectedException {
        Resource resource = call.resource();
        Node here = call.state()
                .cluster()
                .node(call.call().cluster().facts().local().text());
        refuseTwice(call, task, resource, here);
        if (resource.isClone() && !resource.children.isEmpty()) {
            resource = resource.children.get(0);
        }
        if (resource.variant != Variant.PRIMITIVE || resource.isBundled()) {
            throw new Failure(
                    CrmExit.UNIMPLEMENT_FEATURE,
                    "the " + task + " option runs one agent; " + resource.id + " is none: name one of its members");
        }
        SortedMap<String, String> values = new TreeMap<>(call.state().parameters(resource, here));
        for (Map.Entry<String, String> meta : resource.meta.entrySet()) {
            values.put("CRM_meta_" + meta.getKey().replace('-', '_'), meta.getValue());
        }
        long timeoutMs = call.timeoutMs() == 0 ? call.state().timeoutMs(resource, action) : call.timeoutMs();
        AgentId agent = new AgentId(
                resource.xml.attribute("class", ""),
                resource.xml.attribute("provider"),
                resource.xml.attribute("type", ""));
        String name =
                resource.parent != null && resource.parent.isAnonymousClone() ? resource.configuredId() : resource.id;
        return new Plan(name, agent, action, values, timeoutMs);
    }

    /** What is active somewhere already must not be started a second time. */
    private static void refuseTwice(ResourceCall call, String task, Resource resource, Node here) throws Failure {
        if (call.force()
                || !List.of("force-start", "force-promote", "force-demote").contains(task)) {
            return;
        }
        for (Node node : Finder.activeOn(Finder.collective(resource))) {
            if (resource.isClone() || task.equals("force-start") && node != here) {
                throw new Failure(
                        CrmExit.UNSAFE,
                        "It is not safe to " + task + " " + resource.id
                                + " here: the cluster claims it is already active on " + node.name
                                + "\nTry setting target-role=Stopped first or specifying the force option");
            }
        }
    }

    private static SortedMap<String, String> overrides(ResourceCall call) throws UsageException {
        SortedMap<String, String> values = new TreeMap<>();
        for (String word : call.call().options().rest()) {
            put(values, word);
        }
        return values;
    }

    private static void put(SortedMap<String, String> values, String word) throws UsageException {
        int equals = word.indexOf('=');
        if (equals <= 0) {
            throw new UsageException("Error parsing '" + word + "' as a name=value pair");
        }
        values.put(word.substring(0, equals), word.substring(equals + 1));
    }

    private static AgentOutcome execute(ResourceCall call, Plan plan) throws NotConnectedException, IOException {
        SortedMap<String, String> passed = new TreeMap<>();
        String socket = call.call().io().environment("SYSTOLE_SOCKET");
        if (socket != null) {
            passed.put("SYSTOLE_SOCKET", socket);
        }
        ClusterApi cluster = plan.resource() == null ? null : call.call().cluster();
        CompletableFuture<AgentOutcome> outcome = new CompletableFuture<>();
        try (AgentExecutor executor =
                Agents.executor(call.call().io().environment("PATH"), null, passed, (name, value, dampeningMs) -> {
                    if (cluster != null) {
                        cluster.updateAttribute(new AttributeUpdate(null, name, value, null, dampeningMs, false));
                    }
                })) {
            String resource = plan.resource() == null ? "test" : plan.resource();
            executor.execute(
                    new AgentCall(
                            1,
                            new OperationKey(resource, plan.action(), 0),
                            plan.agent(),
                            plan.action(),
                            plan.values(),
                            plan.timeoutMs()),
                    (done, ended) -> outcome.complete(ended));
            return outcome.join();
        }
    }

    private static int tell(ResourceCall call, String task, Plan plan, AgentOutcome outcome) {
        String what = "Operation " + task + (plan.resource() == null ? "" : " for " + plan.resource()) + " ("
                + plan.agent() + ")";
        String reason = outcome.exitReason().isEmpty() ? "" : ": " + outcome.exitReason();
        boolean done = outcome.status() == ExecutionStatus.DONE;
        if (done) {
            call.answer()
                    .line(what + " returned " + outcome.exitCode() + " (" + CrmExit.describe(outcome.exitCode())
                            + reason + ")");
        } else {
            call.answer()
                    .complain(
                            what + " could not be executed (" + outcome.status().description() + reason + ")");
        }
        if (!outcome.output().isEmpty() && (!task.equals("validate") || call.has("verbose"))) {
            call.answer().line(outcome.output().stripTrailing());
        }
        Element status = Element.of(
                "agent-status",
                "code",
                Integer.toString(outcome.exitCode()),
                "message",
                CrmExit.describe(outcome.exitCode()),
                "execution_code",
                Integer.toString(outcome.status().code()),
                "execution_message",
                outcome.status().description(),
                "reason",
                outcome.exitReason().isEmpty() ? null : outcome.exitReason());
        call.answer()
                .add(Element.of(
                                "resource-agent-action",
                                "action",
                                task,
                                "class",
                                plan.agent().standard(),
                                "type",
                                plan.agent().type(),
                                "rsc",
                                plan.resource(),
                                "provider",
                                plan.agent().provider())
                        .withChild(status));
        return done ? outcome.exitCode() : Math.max(CrmExit.ERROR.code(), outcome.exitCode());
    }
}
