package io.systole.shell.ra;

import io.systole.core.operation.AgentDescription;
import io.systole.core.port.AgentCatalog.AgentTrouble;
import io.systole.core.port.AgentCatalog.Resolution;
import io.systole.core.value.CrmExit;
import io.systole.shell.command.Failure;
import io.systole.shell.command.UsageException;
import io.systole.shell.level.Context;
import io.systole.shell.level.LevelCommand;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** {@code crm ra info AGENT}: what an agent says of itself. */
final class RaInfo implements LevelCommand {
    @Override
    public String name() {
        return "info";
    }

    @Override
    public List<String> aliases() {
        return List.of("meta");
    }

    @Override
    public String arguments() {
        return "[CLASS:[PROVIDER:]]TYPE";
    }

    @Override
    public String summary() {
        return "show the meta-data of an agent";
    }

    @Override
    public int run(List<String> words, Context context) throws UsageException, Failure {
        if (words.isEmpty() || words.size() > 3) {
            throw new UsageException("it takes an agent, for example ocf:heartbeat:IPaddr2");
        }
        // The old order of words: TYPE CLASS [PROVIDER].
        String name = words.size() == 1
                ? words.get(0)
                : words.get(1) + ":" + (words.size() == 3 ? words.get(2) + ":" : "") + words.get(0);
        Resolution resolution = context.agents().resolve(name);
        if (!resolution.found()) {
            throw new Failure(
                    CrmExit.NOT_INSTALLED,
                    resolution.notice().isEmpty() ? "there is no agent " + name + " here" : resolution.notice());
        }
        if (!resolution.notice().isEmpty()) {
            context.info(resolution.notice());
        }
        try {
            print(
                    context.agents().describe(resolution.agent().orElseThrow()),
                    context.io().out());
        } catch (AgentTrouble e) {
            throw new Failure(CrmExit.ERROR, e.getMessage());
        }
        return CrmExit.OK.code();
    }

    private static void print(AgentDescription agent, PrintStream out) {
        out.println(
                agent.shortDescription().isEmpty()
                        ? agent.agent().toString()
                        : agent.shortDescription() + " (" + agent.agent() + ")");
        out.println();
        if (!agent.longDescription().isBlank()) {
            out.println(agent.longDescription().strip());
            out.println();
        }
        if (!agent.parameters().isEmpty()) {
            out.println("Parameters (*: required, []: default):");
            out.println();
            agent.parameters().forEach(parameter -> print(parameter, out));
        }
        if (!agent.actions().isEmpty()) {
            out.println("Operations' defaults (advisory minimum):");
            out.println();
            for (AgentDescription.Action action : agent.actions()) {
                out.println(("    " + String.format("%-13s", action.name()) + " " + advice(action)).stripTrailing());
            }
        }
    }

    private static void print(AgentDescription.Parameter parameter, PrintStream out) {
        StringBuilder head = new StringBuilder(parameter.name());
        head.append(parameter.required() ? "*" : "");
        List<String> words = new ArrayList<>();
        words.add(parameter.type().isEmpty() ? "string" : parameter.type());
        if (!parameter.choices().isEmpty()) {
            words.add(String.join("|", parameter.choices()));
        }
        if (parameter.defaultValue() != null && !parameter.defaultValue().isEmpty()) {
            words.add("[" + parameter.defaultValue() + "]");
        }
        head.append(" (").append(String.join(", ", words)).append(")");
        head.append(parameter.deprecated() ? " (deprecated)" : "");
        head.append(parameter.shortDescription().isEmpty() ? "" : ": " + parameter.shortDescription());
        out.println(head);
        if (!parameter.longDescription().isBlank()) {
            parameter.longDescription().strip().lines().forEach(line -> out.println(("    " + line).stripTrailing()));
        }
        out.println();
    }

    private static String advice(AgentDescription.Action action) {
        List<String> words = new ArrayList<>();
        add(words, "timeout", action.timeout());
        add(words, "interval", action.interval());
        add(words, "role", action.role());
        add(words, "depth", action.depth());
        add(words, "start-delay", action.startDelay());
        return String.join(" ", words);
    }

    private static void add(List<String> words, String name, String value) {
        if (value != null && !value.isEmpty()) {
            words.add(name + "=" + value);
        }
    }

    /** As for the second word of a primitive. */
    @Override
    public List<String> complete(List<String> words, Context context) {
        return words.size() == 1 ? AgentNames.beginning(words.get(0), context.agents()) : List.of();
    }
}
