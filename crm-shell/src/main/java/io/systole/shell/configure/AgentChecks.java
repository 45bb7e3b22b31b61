package io.systole.shell.configure;

import io.systole.core.cib.rule.CibFinding;
import io.systole.core.operation.AgentDescription;
import io.systole.core.operation.AgentId;
import io.systole.core.port.AgentCatalog;
import io.systole.core.port.AgentCatalog.AgentTrouble;
import io.systole.core.value.CrmInterval;
import io.systole.core.value.Nearest;
import io.systole.core.xml.Element;
import io.systole.shell.edit.Draft;
import io.systole.shell.grammar.Definition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Checks primitives against what their agents say of themselves: parameters, operations, timeouts. */
final class AgentChecks {
    /** Parameters that the cluster itself gives a meaning, for fence agents, and those that any agent may have. */
    private static final List<String> ANY = List.of("OCF_CHECK_LEVEL", "trace_ra", "trace_file", "CRM_meta_timeout");

    private final AgentCatalog agents;
    private final Draft draft;

    AgentChecks(AgentCatalog agents, Draft draft) {
        this.agents = agents;
        this.draft = draft;
    }

    /** What there is to tell about these objects, as far as they are primitives or templates. */
    List<CibFinding> check(List<String> ids) {
        List<CibFinding> findings = new ArrayList<>();
        if (agents.standards().isEmpty()) {
            return findings; // Nothing is known about this machine's agents.
        }
        for (String id : ids) {
            draft.find(id).ifPresent(object -> check(object, findings));
        }
        return findings;
    }

    private void check(Definition object, List<CibFinding> findings) {
        Element element = object.element();
        if (!element.name().equals("primitive") && !element.name().equals("template")) {
            return;
        }
        Element source = element;
        if (element.has("template")) {
            source = draft.find(element.attribute("template"))
                    .map(Definition::element)
                    .orElse(null);
            if (source == null) {
                return;
            }
        }
        AgentId agent =
                new AgentId(source.attribute("class", ""), source.attribute("provider"), source.attribute("type", ""));
        AgentCatalog.Resolution resolution = agents.resolve(agent.toString());
        if (!resolution.found()) {
            findings.add(new CibFinding(
                    true,
                    object.id(),
                    object.id() + ": "
                            + (resolution.notice().isEmpty()
                                    ? "there is no agent " + agent + " on this node"
                                    : resolution.notice())));
            return;
        }
        AgentDescription description;
        try {
            description = agents.describe(resolution.agent().orElse(agent));
        } catch (AgentTrouble e) {
            findings.add(new CibFinding(false, object.id(), object.id() + ": " + e.getMessage()));
            return;
        }
        Map<String, String> given = parameters(source);
        given.putAll(parameters(element));
        parameters(object, description, given, findings);
        operations(object, description, findings);
    }

    private static Map<String, String> parameters(Element primitive) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (Element set : primitive.children("instance_attributes")) {
            if (set.has("id-ref")) {
                pairs.put("", "");
            }
            for (Element pair : set.children("nvpair")) {
                pairs.put(pair.attribute("name", ""), pair.attribute("value", ""));
            }
        }
        return pairs;
    }

    private static void parameters(
            Definition object, AgentDescription agent, Map<String, String> given, List<CibFinding> findings) {
        List<String> names = agent.parameters().stream()
                .map(AgentDescription.Parameter::name)
                .toList();
        // What a referenced set holds is not looked at: nothing is called missing then. Templates may leave gaps.
        boolean complete = object.element().name().equals("primitive") && !given.containsKey("");
        for (AgentDescription.Parameter parameter : agent.parameters()) {
            if (complete && parameter.required() && !given.containsKey(parameter.name())) {
                findings.add(new CibFinding(
                        true,
                        object.id(),
                        object.id() + ": required parameter \"" + parameter.name() + "\" not defined (" + agent.agent()
                                + ": " + parameter.shortDescription() + ")"));
            }
        }
        boolean fence = agent.agent().standard().equals("stonith");
        for (String name : given.keySet()) {
            // The arguments of a resource.d script are numbered.
            boolean argument = agent.agent().standard().equals("heartbeat") && name.matches("[1-9][0-9]?");
            boolean known = name.isEmpty() || names.contains(name) || ANY.contains(name) || argument;
            if (!known && !(fence && (name.startsWith("pcmk_") || name.equals("provides")))) {
                findings.add(new CibFinding(
                        false,
                        object.id(),
                        object.id() + ": unknown parameter \"" + name + "\" for " + agent.agent()
                                + Nearest.hint(name, names)));
            }
        }
    }

    private static void operations(Definition object, AgentDescription agent, List<CibFinding> findings) {
        Element operations = object.element().child("operations");
        Map<String, Element> typed = new LinkedHashMap<>();
        if (operations != null) {
            for (Element op : operations.children("op")) {
                typed.put(op.attribute("name", ""), op);
                if (!agent.actions().isEmpty() && !agent.has(op.attribute("name", ""))) {
                    findings.add(new CibFinding(
                            false,
                            object.id(),
                            object.id() + ": action \"" + op.attribute("name") + "\" is not one that " + agent.agent()
                                    + " advertises"));
                }
                advice(agent, op).ifPresent(action -> timeout(object, op, action, findings));
            }
        }
    }

    /** What the agent advises for an operation: the action of its role, or of its name. */
    private static java.util.Optional<AgentDescription.Action> advice(AgentDescription agent, Element op) {
        String role = io.systole.core.cib.Aliases.role(op.attribute("role"));
        java.util.Optional<AgentDescription.Action> first = java.util.Optional.empty();
        for (AgentDescription.Action action : agent.actions()) {
            if (!action.name().equals(op.attribute("name"))) {
                continue;
            }
            String advised = io.systole.core.cib.Aliases.role(action.role());
            if (role != null && role.equals(advised)) {
                return java.util.Optional.of(action);
            }
            first = first.isPresent() ? first : java.util.Optional.of(action);
        }
        return first;
    }

    private static void timeout(
            Definition object, Element op, AgentDescription.Action action, List<CibFinding> findings) {
        OptionalLong advised = CrmInterval.parseMs(action.timeout());
        OptionalLong set = CrmInterval.parseMs(op.attribute("timeout"));
        if (advised.isPresent() && set.isPresent() && set.getAsLong() < advised.getAsLong()) {
            findings.add(new CibFinding(
                    false,
                    object.id(),
                    object.id() + ": specified timeout " + op.attribute("timeout") + " for " + action.name()
                            + " is smaller than the advised " + action.timeout()));
        }
    }
}
