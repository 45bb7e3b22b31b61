package io.systole.shell.command;

import io.systole.core.api.ClusterSession;
import io.systole.core.api.ClusterSession.NotConnectedException;
import io.systole.core.api.Command;
import io.systole.core.api.CommandIo;
import io.systole.core.value.CrmExit;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What Pacemaker's command line tools have in common: options, {@code --help}, {@code --version}, text or XML, and how they
 * fail.
 */
public abstract class Tool implements Command {
    public static final String VERSION = "Systole 0.1.0 (speaks as Pacemaker 3.0.2)";

    private final String name;
    private final Options options;

    /** @param options beside those that every tool has: quiet, verbose, output-as, output-to, help, version */
    protected Tool(String name, Options options) {
        this.name = name;
        this.options = options.and("output-as=", "output-to=");
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final int run(List<String> arguments, CommandIo io, ClusterSession session) {
        if (arguments.contains("--version") || arguments.equals(List.of("-$"))) {
            io.out().println(VERSION);
            return CrmExit.OK.code();
        }
        if (arguments.contains("--help") || arguments.equals(List.of("-?"))) {
            io.out().println(usage());
            return CrmExit.OK.code();
        }
        try {
            Options.Parsed parsed = options.parse(arguments);
            List<String> words = new ArrayList<>(List.of(name));
            words.addAll(arguments);
            Answer answer = Answer.to(io, parsed, words);
            return answer.end(attempt(new Call(name, parsed, io, session, answer)));
        } catch (UsageException e) {
            return refuse(io, e);
        } catch (IOException e) {
            io.err().println(name + ": " + e.getMessage());
            return CrmExit.CANTCREAT.code();
        }
    }

    /**
     * Runs to its end as a part of another command, which prints what is thrown.
     *
     * @param words behind the tool's name
     * @return the exit status
     */
    public final int perform(List<String> words, CommandIo io, ClusterSession session)
            throws UsageException, Failure, NotConnectedException, IOException {
        Options.Parsed parsed = options.parse(words);
        List<String> request = new ArrayList<>(List.of(name));
        request.addAll(words);
        Answer answer = Answer.to(io, parsed, request);
        return answer.end(run(new Call(name, parsed, io, session, answer)));
    }

    /** The words as options, for deciding where to run them. */
    protected final Options.Parsed parse(List<String> arguments) throws UsageException {
        return options.parse(arguments);
    }

    /** What is printed of a failure behind the tool's name. */
    protected String text(Failure failure) {
        return failure.getMessage();
    }

    private int refuse(CommandIo io, UsageException e) {
        io.err().println(name + ": " + e.getMessage());
        io.err().println(usage());
        return CrmExit.USAGE.code();
    }

    private int attempt(Call call) throws UsageException {
        try {
            return run(call);
        } catch (UsageException e) {
            if (!call.answer().xml()) {
                throw e;
            }
            return complain(call, e.getMessage(), CrmExit.USAGE.code());
        } catch (Failure e) {
            return complain(call, text(e), e.exitCode());
        } catch (NotConnectedException e) {
            return complain(call, "Could not connect to the cluster: " + e.getMessage(), CrmExit.DISCONNECT.code());
        } catch (IOException e) {
            return complain(call, e.getMessage(), CrmExit.NOINPUT.code());
        }
    }

    private int complain(Call call, String sentence, int code) {
        call.answer().complain(name + ": " + sentence);
        return code;
    }

    /** The options that mean something, a line or a few. */
    protected abstract String usage();

    /** Runs to its end and returns the exit status; what it throws is printed behind the tool's name. */
    protected abstract int run(Call call) throws UsageException, Failure, NotConnectedException, IOException;
}
