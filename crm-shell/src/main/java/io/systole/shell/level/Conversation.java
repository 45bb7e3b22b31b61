package io.systole.shell.level;

import io.systole.core.api.CommandIo;
import io.systole.core.value.CrmExit;
import io.systole.shell.grammar.LogicalLines;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.jline.reader.Candidate;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.DefaultParser;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/** A conversation with a person: a prompt, history, completion, lines continued with a backslash. */
final class Conversation implements Person {
    private static final String CONTINUED = "   > ";

    private final LineReader reader;
    private Shell shell;

    private Conversation(Terminal terminal) {
        DefaultParser words = new DefaultParser();
        // A backslash at the end of a line is ours: it joins lines, and blanks may follow it.
        words.setEofOnEscapedNewLine(false);
        words.setEofOnUnclosedQuote(false);
        words.setEscapeChars(null);
        reader = LineReaderBuilder.builder()
                .terminal(terminal)
                .appName("crm")
                .parser(words)
                .variable(LineReader.HISTORY_FILE, history())
                .variable(LineReader.HISTORY_SIZE, 1000)
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .completer((line, parsed, candidates) -> Completion.of(
                                shell, parsed.line().substring(0, parsed.cursor()))
                        .forEach(word -> candidates.add(candidate(word))))
                .build();
    }

    private static Candidate candidate(String word) {
        // What ends in = or : goes on without a blank.
        boolean complete = !word.endsWith("=") && !word.endsWith(":") && !word.endsWith("/");
        return new Candidate(word, word, null, null, null, null, complete);
    }

    private static Path history() {
        String cache = System.getenv("XDG_CACHE_HOME");
        Path home = Path.of(System.getProperty("user.home", "/"));
        return (cache == null || cache.isEmpty() ? home.resolve(".cache") : Path.of(cache)).resolve("crm/history");
    }

    /**
     * Talks until the person leaves.
     *
     * @param first words given on the command line: levels to open
     */
    static int hold(List<String> first, CommandIo io, Function<Person, Shell> shellOf) {
        try (Terminal terminal = TerminalBuilder.builder().name("crm").build()) {
            Conversation conversation = new Conversation(terminal);
            conversation.shell = shellOf.apply(conversation);
            conversation.shell.run(first);
            return conversation.talk();
        } catch (IOException e) {
            io.err().println("crm: the terminal cannot be used: " + e.getMessage());
            return CrmExit.OSERR.code();
        }
    }

    private int talk() {
        while (true) {
            String line;
            try {
                line = line();
            } catch (UserInterruptException e) {
                // Ctrl-C drops the line, not the conversation: work that is not committed stays.
                continue;
            } catch (EndOfFileException e) {
                int code = shell.close();
                return shell.place().isEmpty() ? code : CrmExit.ERROR.code();
            }
            for (LogicalLines.Line logical : LogicalLines.of(line)) {
                shell.run(logical);
                if (shell.over()) {
                    return CrmExit.OK.code();
                }
            }
        }
    }

    private String line() {
        StringBuilder whole = new StringBuilder(reader.readLine(shell.prompt()));
        while (LogicalLines.continues(whole.toString())) {
            whole.append('\n').append(reader.readLine(CONTINUED));
        }
        return whole.toString();
    }

    @Override
    public boolean there() {
        return true;
    }

    @Override
    public String answer(String question) {
        try {
            return reader.readLine(question);
        } catch (UserInterruptException | EndOfFileException e) {
            return null;
        }
    }
}
