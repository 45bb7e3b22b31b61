package io.systole.shell.level;

import io.systole.shell.command.UsageException;
import java.util.List;

/** A word of a level that is told its names when it is made; levels of many short words extend it. */
public abstract class NamedCommand implements LevelCommand {
    private final String name;
    private final List<String> aliases;
    private final String arguments;
    private final String summary;

    /**
     * @param aliases see {@link #aliases()}
     * @param arguments see {@link #arguments()}
     */
    protected NamedCommand(String name, List<String> aliases, String arguments, String summary) {
        this.name = name;
        this.aliases = aliases;
        this.arguments = arguments;
        this.summary = summary;
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final List<String> aliases() {
        return aliases;
    }

    @Override
    public final String arguments() {
        return arguments;
    }

    @Override
    public final String summary() {
        return summary;
    }

    /** @throws UsageException where there are more words */
    protected static void atMost(List<String> words, int most) throws UsageException {
        if (words.size() > most) {
            throw new UsageException(
                    "there are too many words: " + String.join(" ", words.subList(most, words.size())));
        }
    }
}
