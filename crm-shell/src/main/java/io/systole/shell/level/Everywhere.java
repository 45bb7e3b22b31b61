package io.systole.shell.level;

import io.systole.core.value.CrmExit;
import io.systole.shell.command.UsageException;
import java.util.List;

/** The words that every level has: {@code help}, {@code ls}, {@code up}, {@code quit}. */
final class Everywhere {
    private static final List<LevelCommand> COMMANDS = List.of(
            new HelpCommand(),
            new ListCommand(),
            new Go("up", List.of("cd", "..", "back", "end"), "go back one level", Context.Move.UP),
            new Go("quit", List.of("exit", "bye"), "leave the shell", Context.Move.QUIT));

    private Everywhere() {}

    static List<LevelCommand> commands() {
        return COMMANDS;
    }

    private record Go(String name, List<String> aliases, String summary, Context.Move move) implements LevelCommand {
        @Override
        public int run(List<String> words, Context context) throws UsageException {
            if (!words.isEmpty() && !(move == Context.Move.UP && words.equals(List.of("..")))) {
                throw new UsageException("it takes no words");
            }
            context.go(move);
            return CrmExit.OK.code();
        }
    }

    private static final class ListCommand implements LevelCommand {
        @Override
        public String name() {
            return "ls";
        }

        @Override
        public String summary() {
            return "list the words of this level";
        }

        @Override
        public int run(List<String> words, Context context) {
            Level level = context.path().get(context.path().size() - 1);
            context.io().out().println(String.join("\n", new Vocabulary(level).names()));
            return CrmExit.OK.code();
        }
    }
}
