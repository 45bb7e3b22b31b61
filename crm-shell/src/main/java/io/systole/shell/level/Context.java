package io.systole.shell.level;

import io.systole.core.api.ClusterApi;
import io.systole.core.api.ClusterSession;
import io.systole.core.api.ClusterSession.NotConnectedException;
import io.systole.core.api.CommandIo;
import io.systole.core.port.AgentCatalog;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a command of a level has to work with: the person's streams and files, the cluster, the agents, the options of the
 * {@code crm} command, and what earlier commands of the same conversation left. One thread at a time.
 */
public final class Context {
    private final CommandIo io;
    private final ClusterSession session;
    private final AgentCatalog agents;
    private final ShellOptions options;
    private final Person person;
    private final Map<Class<?>, Object> states = new LinkedHashMap<>();
    private AgentCatalog asked;
    private ClusterApi cluster;
    private String where = "";
    private List<String> comments = List.of();
    private List<Level> path = List.of();
    private Move move = Move.STAY;
    private int failures;

    /** Where the conversation goes after a command. */
    enum Move {
        STAY,
        UP,
        QUIT
    }

    public Context(CommandIo io, ClusterSession session, AgentCatalog agents, ShellOptions options, Person person) {
        this.io = io;
        this.session = session;
        this.agents = agents;
        this.asked = new AskedAgents(agents);
        this.options = options;
        this.person = person;
    }

    public CommandIo io() {
        return io;
    }

    /** The cluster, or the CIB file that stands for it; connected when first asked. */
    public ClusterApi cluster() throws NotConnectedException {
        if (cluster == null) {
            cluster = session.cluster();
        }
        return cluster;
    }

    /** {@code live/NODE}, or the file or shadow that stands for the cluster: for the prompt. */
    String worksOn() {
        String shadow = io.environment("CIB_shadow");
        if (shadow != null) {
            return shadow;
        }
        if (io.environment("CIB_file") != null) {
            return "file";
        }
        try {
            return "live/" + cluster().facts().local();
        } catch (NotConnectedException e) {
            return "down";
        }
    }

    /** The agents of this machine, as they are while the line is run. */
    public AgentCatalog agents() {
        return asked;
    }

    void lineBegins() {
        asked = new AskedAgents(agents);
    }

    public ShellOptions options() {
        return options;
    }

    public Person person() {
        return person;
    }

    /** What the conversation keeps under this type, made when first asked; gone when it is {@link #forget forgotten}. */
    public <T> T state(Class<T> type, Supplier<T> first) {
        return type.cast(states.computeIfAbsent(type, t -> first.get()));
    }

    /** What the conversation keeps under this type, if anything. */
    public <T> Optional<T> state(Class<T> type) {
        return Optional.ofNullable(type.cast(states.get(type)));
    }

    public void forget(Class<?> type) {
        states.remove(type);
    }

    /** Where the line being run was typed, for example {@code cluster.crm:12}; empty on a command line. */
    public String where() {
        return where;
    }

    /** The comment lines above the line being run, each with its {@code #}. */
    public List<String> comments() {
        return comments;
    }

    void at(String place, List<String> above) {
        where = place;
        comments = List.copyOf(above);
    }

    /** How many lines have failed so far. */
    public int failures() {
        return failures;
    }

    void failed() {
        failures++;
    }

    /** The levels that are open, the root first. */
    List<Level> path() {
        return path;
    }

    void path(List<Level> levels) {
        path = List.copyOf(levels);
    }

    void go(Move next) {
        move = next;
    }

    /** Where to go, told once. */
    Move takeMove() {
        Move taken = move;
        move = Move.STAY;
        return taken;
    }

    /** A sentence beside the result. */
    public void info(String sentence) {
        say("INFO", sentence);
    }

    /** A sentence that the person should read though the command goes on. */
    public void warn(String sentence) {
        say("WARNING", sentence);
    }

    /** Why something was not done; the command then ends with a status other than 0. */
    public void error(String sentence) {
        say("ERROR", sentence);
    }

    private void say(String level, String sentence) {
        io.out().flush();
        io.err().println(level + ": " + (where.isEmpty() ? "" : where + ": ") + sentence);
    }

    /**
     * Asks for a yes. With {@code -F} the answer is yes; where nobody can be asked, it is {@code otherwise}.
     *
     * @param question without question mark and choices
     */
    public boolean confirm(String question, boolean otherwise) throws IOException {
        if (options.force()) {
            return true;
        }
        while (person.there()) {
            String answer = person.answer(question + " (y/n)? ");
            switch (answer == null ? "n" : answer.strip().toLowerCase(Locale.ROOT)) {
                case "y", "yes" -> {
                    return true;
                }
                case "n", "no" -> {
                    return false;
                }
                default -> io.out().println("Please answer y or n.");
            }
        }
        return otherwise;
    }
}
