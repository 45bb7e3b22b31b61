package io.systole.shell.level;

import io.systole.core.value.CrmExit;
import io.systole.shell.command.UsageException;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;

/** {@code help [LEVEL] [COMMAND]}: what there is, how it is typed, what it does. */
final class HelpCommand implements LevelCommand {
    @Override
    public String name() {
        return "help";
    }

    @Override
    public List<String> aliases() {
        return List.of("?", "man");
    }

    @Override
    public String arguments() {
        return "[LEVEL] [COMMAND]";
    }

    @Override
    public String summary() {
        return "show help";
    }

    @Override
    public int run(List<String> words, Context context) throws UsageException {
        Level level = context.path().get(context.path().size() - 1);
        for (String word : words) {
            Optional<Vocabulary.Entry> found = new Vocabulary(level).find(word);
            if (found.isEmpty() && level == context.path().get(context.path().size() - 1)) {
                // From inside a level the whole path may be typed too.
                found = new Vocabulary(context.path().get(0)).find(word);
            }
            if (found.isEmpty()) {
                throw new UsageException("there is no \"" + word + "\"; " + new Vocabulary(level).hint(word));
            }
            if (found.get().command() != null) {
                explain(found.get().command(), context.io().out());
                return CrmExit.OK.code();
            }
            level = found.get().level();
        }
        list(level, context.io().out());
        return CrmExit.OK.code();
    }

    private static void list(Level level, PrintStream out) {
        out.println(capital(level.summary()) + ".");
        out.println();
        for (LevelCommand command : level.commands()) {
            line(out, command.name(), command.summary());
        }
        for (Level inner : level.levels()) {
            line(out, inner.name() + "/", inner.summary());
        }
        for (LevelCommand command : Everywhere.commands()) {
            line(out, command.name(), command.summary());
        }
        out.println();
        out.println("\"help WORD\" tells more about each. Words may be shortened as long as they stay unique.");
    }

    private static void line(PrintStream out, String name, String summary) {
        out.println(String.format("\t%-20s %s", name, summary));
    }

    private static void explain(LevelCommand command, PrintStream out) {
        out.println(capital(command.summary()) + ".");
        out.println();
        out.println("Usage: " + usage(command));
        if (!command.aliases().isEmpty()) {
            out.println("Also:  " + String.join(", ", command.aliases()));
        }
        if (!command.help().isEmpty()) {
            out.println();
            out.println(command.help().strip());
        }
    }

    static String usage(LevelCommand command) {
        return command.arguments().isEmpty() ? command.name() : command.name() + " " + command.arguments();
    }

    private static String capital(String text) {
        return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
