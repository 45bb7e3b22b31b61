package io.systole.shell.configure;

import io.systole.core.api.ClusterSession.NotConnectedException;
import io.systole.core.value.CrmExit;
import io.systole.shell.command.Failure;
import io.systole.shell.command.UsageException;
import io.systole.shell.edit.Draft;
import io.systole.shell.level.Context;
import io.systole.shell.level.LevelCommand;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** {@code save [xml] [ID…] FILE}; {@code -} is standard output. */
final class Save implements LevelCommand {
    @Override
    public String name() {
        return "save";
    }

    @Override
    public String arguments() {
        return "[xml] [ID..] FILE";
    }

    @Override
    public String summary() {
        return "save the configuration to a file (\"-\": standard output)";
    }

    @Override
    public String help() {
        return "The text holds everything, passwords too, and \"load\" reads it back without loss.";
    }

    @Override
    public int run(List<String> words, Context context)
            throws UsageException, Failure, NotConnectedException, IOException {
        if (words.isEmpty()) {
            throw new UsageException("it names no file");
        }
        Draft draft = Editing.draft(context);
        int last = words.size() - 1;
        String text = Shown.text(Selection.of(words.subList(0, last), draft), draft, List.of());
        try {
            context.io().writeFile(words.get(last), text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new Failure(CrmExit.CANTCREAT, e.getMessage());
        }
        return CrmExit.OK.code();
    }
}
