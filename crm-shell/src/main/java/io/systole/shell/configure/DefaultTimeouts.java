package io.systole.shell.configure;

import io.systole.core.api.ClusterSession.NotConnectedException;
import io.systole.core.operation.AgentDescription;
import io.systole.core.operation.AgentId;
import io.systole.core.port.AgentCatalog.AgentTrouble;
import io.systole.core.value.CrmExit;
import io.systole.core.value.CrmInterval;
import io.systole.core.xml.Element;
import io.systole.shell.command.Failure;
import io.systole.shell.command.UsageException;
import io.systole.shell.edit.Draft;
import io.systole.shell.grammar.Definition;
import io.systole.shell.level.Context;
import io.systole.shell.level.LevelCommand;
import java.util.ArrayList;
import java.util.List;

/** {@code default-timeouts ID…}: gives operations without a timeout, or with too small a one, what their agent advises. */
final class DefaultTimeouts implements LevelCommand {
    @Override
    public String name() {
        return "default-timeouts";
    }

    @Override
    public List<String> aliases() {
        return List.of("default_timeouts");
    }

    @Override
    public String arguments() {
        return "ID..";
    }

    @Override
    public String summary() {
        return "set the timeouts of operations to what the agents advise";
    }

    @Override
    public int run(List<String> words, Context context) throws UsageException, Failure, NotConnectedException {
        if (words.isEmpty()) {
            throw new UsageException("it names no resource");
        }
        Draft draft = Editing.draft(context);
        for (String id : words) {
            Definition primitive = draft.get(id);
            Element operations = primitive.element().child("operations");
            if (!primitive.element().has("class") || operations == null) {
                context.warn(id + " has no agent or no operations of its own");
                continue;
            }
            AgentDescription agent = describe(primitive.element(), context);
            List<Element> changed = new ArrayList<>();
            for (Element op : operations.children()) {
                changed.add(op.name().equals("op") ? advised(op, agent) : op);
            }
            Element element = primitive.element();
            draft.define(
                    primitive.with(element.replacing(
                            element.children().indexOf(operations), operations.withChildren(changed))),
                    Draft.WhenThere.REPLACE,
                    context.where());
        }
        return CrmExit.OK.code();
    }

    private static AgentDescription describe(Element primitive, Context context) throws Failure {
        AgentId agent =
                new AgentId(primitive.attribute("class"), primitive.attribute("provider"), primitive.attribute("type"));
        try {
            return context.agents().describe(agent);
        } catch (AgentTrouble e) {
            throw new Failure(CrmExit.NOT_INSTALLED, primitive.id() + ": " + e.getMessage());
        }
    }

    private static Element advised(Element op, AgentDescription agent) {
        Element changed = op;
        for (AgentDescription.Action action : agent.actions()) {
            long advice = CrmInterval.parseMs(action.timeout()).orElse(0);
            long now = CrmInterval.parseMs(changed.attribute("timeout")).orElse(0);
            if (action.name().equals(op.attribute("name")) && advice > now) {
                changed = changed.with("timeout", action.timeout());
            }
        }
        return changed;
    }

    @Override
    public List<String> complete(List<String> words, Context context) throws NotConnectedException {
        return DefineCompletion.ids(context, "resources");
    }
}
