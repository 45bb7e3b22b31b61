package io.systole.shell.level;

import io.systole.core.api.ClusterSession.NotConnectedException;
import io.systole.core.api.wire.RemoteCluster;
import io.systole.core.value.CrmExit;
import io.systole.shell.command.Failure;
import io.systole.shell.command.UsageException;
import io.systole.shell.grammar.LogicalLines;
import io.systole.shell.grammar.SyntaxException;
import io.systole.shell.grammar.Words;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs lines in a stack of levels. One line may pass through levels ({@code configure primitive …}); it then comes back to
 * where it was typed, leaving the levels it entered, so that a one-shot command commits. A line that ends in a level stays
 * there.
 */
final class Shell {
    /** Longest that {@code -w} waits for the cluster to do what follows from a change, milliseconds. */
    private static final long SETTLE_MS = 3_600_000;

    private final Context context;
    private final List<Level> stack = new ArrayList<>();
    private boolean over;

    Shell(Level root, Context context) {
        this.context = context;
        stack.add(root);
    }

    /** Whether {@code quit} was typed. */
    boolean over() {
        return over;
    }

    /** The names of the levels that are open, without the root, for a prompt. */
    String place() {
        return String.join(" ", stack.stream().skip(1).map(Level::name).toList());
    }

    /** As crmsh's: {@code crm(live/node1)configure# }. */
    String prompt() {
        return "crm(" + context.worksOn() + ")" + place() + "# ";
    }

    Level level() {
        return stack.get(stack.size() - 1);
    }

    /** Whether the words end in a level rather than in a command. */
    boolean endsInLevel(List<String> words) {
        return target(words).command() == null;
    }

    /** Whether the command that the words lead to must run in the person's own process. */
    boolean needsOwnProcess(List<String> words) {
        Target target = target(words);
        return target.command() != null && target.command().needsOwnProcess(target.rest());
    }

    /**
     * Where words lead.
     *
     * @param entered the levels on the way
     * @param command null where they end in a level or where {@code unknown} is none of its words
     * @param guesses sentences about words that were neither names nor their beginnings
     */
    record Target(List<Level> entered, LevelCommand command, List<String> rest, String unknown, List<String> guesses) {}

    Target target(List<String> words) {
        Level level = level();
        List<Level> entered = new ArrayList<>();
        List<String> guesses = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            Vocabulary.Entry entry = new Vocabulary(level).find(words.get(i)).orElse(null);
            if (entry == null) {
                return new Target(entered, null, words.subList(i, words.size()), words.get(i), guesses);
            }
            if (!entry.begunBy(words.get(i))) {
                guesses.add("\"" + words.get(i) + "\" is accepted as \"" + entry.name() + "\"");
            }
            if (entry.command() != null) {
                return new Target(entered, entry.command(), words.subList(i + 1, words.size()), null, guesses);
            }
            level = entry.level();
            entered.add(level);
        }
        return new Target(entered, null, List.of(), null, guesses);
    }

    /** Runs one line as typed. Returns the exit status. */
    int run(LogicalLines.Line line) {
        try {
            return run(pasted(Words.split(line.text())));
        } catch (SyntaxException e) {
            context.failed();
            context.error(e.getMessage());
            return CrmExit.USAGE.code();
        }
    }

    /** People paste lines from documents as they would be typed to a shell: at the root, {@code crm} in front means nothing. */
    private List<String> pasted(List<String> words) {
        boolean named = stack.size() == 1 && words.size() > 1 && words.get(0).equals("crm");
        return named ? words.subList(1, words.size()) : words;
    }

    /** What may stand at the last place; nothing where the cluster cannot be asked. */
    List<String> complete(LevelCommand command, List<String> words) {
        try {
            return command.complete(words, context);
        } catch (NotConnectedException e) {
            return List.of();
        }
    }

    /** Runs the words of one line. Returns the exit status. */
    int run(List<String> words) {
        int code = passThrough(words);
        if (code != CrmExit.OK.code()) {
            context.failed();
        }
        return code;
    }

    private int passThrough(List<String> words) {
        if (words.isEmpty()) {
            return CrmExit.OK.code();
        }
        context.lineBegins();
        Target target = target(words);
        int mark = stack.size();
        target.guesses().forEach(context::info);
        stack.addAll(target.entered());
        context.path(stack);
        if (target.unknown() != null) {
            String elsewhere = Elsewhere.of(level(), target.unknown());
            context.error("there is no command \"" + target.unknown() + "\""
                    + (stack.size() > 1 ? " in " + place() : "") + "; "
                    + (elsewhere != null ? elsewhere : new Vocabulary(level()).hint(target.unknown())));
            drop(mark);
            return CrmExit.USAGE.code();
        }
        if (target.command() == null) {
            return CrmExit.OK.code();
        }
        int code = guarded(target.command(), () -> execute(target));
        code = code == CrmExit.OK.code() ? closeTo(mark, true) : code;
        // Where the line failed, or leaving did, what it began in the levels on its way goes with it.
        drop(mark);
        code = code == CrmExit.OK.code() ? move() : code;
        return code == CrmExit.OK.code() && context.options().waits() ? settle() : code;
    }

    private int execute(Target target) throws UsageException, Failure, NotConnectedException, IOException {
        List<String> rest = target.rest();
        if (!rest.isEmpty() && (rest.get(rest.size() - 1).equals("--help") || rest.equals(List.of("-h")))) {
            return new HelpCommand().run(List.of(target.command().name()), context);
        }
        return target.command().run(rest, context);
    }

    private int move() {
        return switch (context.takeMove()) {
            case STAY -> CrmExit.OK.code();
            case UP -> stack.size() > 1 ? closeTo(stack.size() - 1, false) : CrmExit.OK.code();
            case QUIT -> {
                int code = close();
                over = stack.size() == 1;
                yield code;
            }
        };
    }

    /** Leaves every level, as at the end of input. Returns the exit status. */
    int close() {
        return closeTo(1, false);
    }

    private int closeTo(int size, boolean passing) {
        int first = CrmExit.OK.code();
        while (stack.size() > size) {
            Level level = level();
            int code = guarded(null, () -> level.leave(context, passing));
            first = first == CrmExit.OK.code() ? code : first;
            if (code != CrmExit.OK.code() && context.person().there()) {
                break;
            }
            pop();
        }
        return first;
    }

    private void drop(int size) {
        while (stack.size() > size) {
            level().drop(context);
            pop();
        }
    }

    private void pop() {
        stack.remove(stack.size() - 1);
        context.path(stack);
    }

    private int settle() {
        return guarded(null, () -> {
            if (!context.cluster().awaitIdle(SETTLE_MS)) {
                throw new Failure(CrmExit.TIMEOUT, "the cluster is still at work after an hour");
            }
            return CrmExit.OK.code();
        });
    }

    private interface Act {
        int run() throws UsageException, Failure, NotConnectedException, IOException;
    }

    private int guarded(LevelCommand command, Act act) {
        String said = command == null ? "" : said(command);
        try {
            return act.run();
        } catch (UsageException e) {
            context.error(said + e.getMessage());
            if (command != null) {
                context.io().err().println("Usage: " + HelpCommand.usage(command));
            }
            return CrmExit.USAGE.code();
        } catch (Failure e) {
            context.error(e.getMessage());
            return e.exitCode();
        } catch (NotConnectedException e) {
            context.error("Could not connect to the cluster: " + e.getMessage());
            return CrmExit.DISCONNECT.code();
        } catch (RemoteCluster.LostException e) {
            context.error(e.getMessage());
            return CrmExit.DISCONNECT.code();
        } catch (IOException e) {
            context.error(said + e.getMessage());
            return CrmExit.NOINPUT.code();
        }
    }

    private String said(LevelCommand command) {
        return (place() + " " + command.name()).strip() + ": ";
    }
}
