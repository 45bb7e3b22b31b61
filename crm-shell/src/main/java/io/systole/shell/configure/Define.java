package io.systole.shell.configure;

import io.systole.core.api.ClusterSession.NotConnectedException;
import io.systole.core.value.CrmExit;
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

/**
 * A word that defines an object: {@code primitive}, {@code group}, {@code property}…
 *
 * @param name also the keyword of the grammar
 */
record Define(String name, List<String> aliases, String arguments, String summary, String help)
        implements LevelCommand {
    @Override
    public int run(List<String> words, Context context) throws UsageException, Failure, NotConnectedException {
        if (words.isEmpty()) {
            throw new UsageException("it names nothing");
        }
        List<String> line = new ArrayList<>(List.of(name));
        line.addAll(words);
        Definition typed;
        try {
            typed = ConfigParser.parse(line).withComments(context.comments());
        } catch (SyntaxException e) {
            throw new UsageException(e.getMessage());
        }
        Draft draft = Editing.draft(context);
        for (Definition object : Intake.take(typed, context)) {
            draft.define(object, Draft.WhenThere.REFUSE, context.where());
        }
        return CrmExit.OK.code();
    }

    @Override
    public List<String> complete(List<String> words, Context context) throws NotConnectedException {
        return DefineCompletion.of(name, words, context);
    }
}
