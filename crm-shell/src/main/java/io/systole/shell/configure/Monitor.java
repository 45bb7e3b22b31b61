package io.systole.shell.configure;

import io.systole.core.api.ClusterSession.NotConnectedException;
import io.systole.core.value.CrmExit;
import io.systole.core.xml.Element;
import io.systole.shell.command.Failure;
import io.systole.shell.command.UsageException;
import io.systole.shell.edit.Draft;
import io.systole.shell.grammar.ConfigParser;
import io.systole.shell.grammar.Definition;
import io.systole.shell.grammar.SyntaxException;
import io.systole.shell.level.Context;
import io.systole.shell.level.LevelCommand;
import java.util.ArrayList;
import java.util.List;

/** {@code monitor RSC[:ROLE] INTERVAL[:TIMEOUT]}: adds a monitor to a primitive. */
final class Monitor implements LevelCommand {
    @Override
    public String name() {
        return "monitor";
    }

    @Override
    public String arguments() {
        return "RSC[:ROLE] INTERVAL[:TIMEOUT]";
    }

    @Override
    public String summary() {
        return "add a monitor operation to a primitive";
    }

    @Override
    public int run(List<String> words, Context context) throws UsageException, Failure, NotConnectedException {
        if (words.size() != 2) {
            throw new UsageException("it takes a resource and an interval");
        }
        String[] target = words.get(0).split(":", 2);
        String[] times = words.get(1).split(":", 2);
        Draft draft = Editing.draft(context);
        Definition primitive = draft.get(target[0]);
        if (!primitive.element().name().equals("primitive")) {
            throw new Failure(CrmExit.CONFIG, target[0] + " is no primitive");
        }
        Element op = operation(primitive.id(), target, times);
        Element operations = primitive.element().child("operations");
        Element element = operations == null
                ? primitive.element().withChild(Element.of("operations").withChild(op))
                : primitive
                        .element()
                        .replacing(primitive.element().children().indexOf(operations), operations.withChild(op));
        draft.define(primitive.with(element), Draft.WhenThere.REPLACE, context.where());
        return CrmExit.OK.code();
    }

    /** The operation as the grammar makes it of a primitive's line. */
    private static Element operation(String id, String[] target, String[] times) throws UsageException {
        List<String> line = new ArrayList<>(
                List.of("primitive", id, "ocf:pacemaker:Dummy", "op", "monitor", "interval=" + times[0]));
        if (times.length > 1) {
            line.add("timeout=" + times[1]);
        }
        if (target.length > 1) {
            line.add("role=" + target[1]);
        }
        try {
            return ConfigParser.parse(line).element().child("operations").child("op");
        } catch (SyntaxException e) {
            throw new UsageException(e.getMessage());
        }
    }

    @Override
    public List<String> complete(List<String> words, Context context) throws NotConnectedException {
        return words.size() == 1 ? DefineCompletion.ids(context, "resources") : List.of();
    }
}
