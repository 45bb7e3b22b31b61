package io.systole.shell.configure;

import io.systole.core.api.ClusterSession.NotConnectedException;
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

/** {@code set ID.NAME VALUE}, {@code set ID.OPERATION[.INTERVAL].NAME VALUE}: changes one value that is there. */
final class SetValue implements LevelCommand {
    @Override
    public String name() {
        return "set";
    }

    @Override
    public String arguments() {
        return "ID.[OPERATION.[INTERVAL.]]NAME VALUE";
    }

    @Override
    public String summary() {
        return "set one value, for example: set vip.ip 192.0.2.30, set vip.monitor.10s.timeout 40s";
    }

    @Override
    public int run(List<String> words, Context context) throws UsageException, Failure, NotConnectedException {
        if (words.size() != 2) {
            throw new UsageException("it takes a path and a value");
        }
        Draft draft = Editing.draft(context);
        String path = words.get(0);
        // Ids may hold points themselves: the longest object that begins the path is meant.
        Definition object = null;
        for (Definition candidate : draft.objects()) {
            if (path.startsWith(candidate.id() + ".")
                    && (object == null || candidate.id().length() > object.id().length())) {
                object = candidate;
            }
        }
        if (object == null) {
            throw new Failure(CrmExit.NOSUCH, path + ": it begins with the name of no object");
        }
        List<String> steps = List.of(path.substring(object.id().length() + 1).split("\\."));
        Element changed = steps.size() == 1
                ? pair(object.element(), steps.get(0), words.get(1))
                : operation(object.element(), steps, words.get(1));
        if (changed == null) {
            throw new Failure(CrmExit.NOSUCH, path + ": there is no such value in " + object.id());
        }
        draft.define(object.with(changed), Draft.WhenThere.REPLACE, context.where());
        return CrmExit.OK.code();
    }

    /** The element with the value of its pair of this name changed; null where it has none. */
    private static Element pair(Element element, String name, String value) {
        if (element.name().equals("nvpair")) {
            return name.equals(element.attribute("name")) ? element.with("value", value) : null;
        }
        List<Element> children = new ArrayList<>(element.children());
        for (int i = 0; i < children.size(); i++) {
            if (children.get(i).name().equals("operations")) {
                continue;
            }
            Element changed = pair(children.get(i), name, value);
            if (changed != null) {
                children.set(i, changed);
                return element.withChildren(children);
            }
        }
        return null;
    }

    private static Element operation(Element element, List<String> steps, String value) {
        Element operations = element.child("operations");
        if (operations == null) {
            return null;
        }
        String attribute = steps.get(steps.size() - 1);
        for (int i = 0; i < operations.childCount(); i++) {
            Element op = operations.child(i);
            boolean meant = steps.get(0).equals(op.attribute("name"))
                    && (steps.size() == 2
                            || CrmInterval.parseMs(steps.get(1))
                                    .equals(CrmInterval.parseMs(op.attribute("interval", "0"))));
            if (meant) {
                Element inner = pair(op, attribute, value);
                Element changed = inner == null ? op.with(attribute, value) : inner;
                return element.replacing(element.children().indexOf(operations), operations.replacing(i, changed));
            }
        }
        return null;
    }
}
