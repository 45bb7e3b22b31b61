package io.systole.shell.ha;

import io.systole.core.api.ClusterSession;
import io.systole.core.api.ClusterSession.NotConnectedException;
import io.systole.core.api.Command;
import io.systole.core.api.CommandIo;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code cl_status}: the cluster's state in Heartbeat's words and exit codes (cl_status(1)). */
public final class ClStatus implements Command {
    static final int FAILED = 1;
    static final int PARAMETER_ERROR = 11;
    static final int UNKNOWN_ERROR = 13;

    /** Subcommand, options, least number of words. */
    private static final Map<String, Form> FORMS = new LinkedHashMap<>();

    private record Form(String options, int words, String usage) {}

    static {
        FORMS.put("clientstatus", new Form("m", 2, "clientstatus <node-name> <client-id> [<timeout>]"));
        FORMS.put("hblinkstatus", new Form("m", 2, "hblinkstatus <node-name> <link-name>"));
        FORMS.put("hbstatus", new Form("mv", 0, "hbstatus"));
        FORMS.put("listnodes", new Form("mpnv", 0, "listnodes [-p|-n|-v]"));
        FORMS.put("listhblinks", new Form("mv", 1, "listhblinks [-v] <node-name>"));
        FORMS.put("nodestatus", new Form("m", 1, "nodestatus <node-name>"));
        FORMS.put("nodeweight", new Form("m", 1, "nodeweight <node-name>"));
        FORMS.put("nodetype", new Form("m", 1, "nodetype <node-name>"));
        FORMS.put("rscstatus", new Form("m", 0, "rscstatus"));
        FORMS.put("hbparameter", new Form("mp", 0, "hbparameter -p <parameter-name>"));
    }

    @Override
    public String name() {
        return "cl_status";
    }

    @Override
    public int run(List<String> arguments, CommandIo io, ClusterSession session) {
        if (arguments.isEmpty() || List.of("-h", "--help").contains(arguments.get(0))) {
            io.out().println("Usage: cl_status <sub-command> [<options>] [<parameters>]\n\nSub-commands:");
            FORMS.values().forEach(form -> io.out().println("\t" + form.usage()));
            io.out().println("-m, behind the sub-command, prints a sentence");
            return 0;
        }
        Form form = FORMS.get(arguments.get(0));
        if (form == null) {
            io.err().println("cl_status: " + arguments.get(0) + ": invalid sub-command.");
            return PARAMETER_ERROR;
        }
        Set<String> options = new LinkedHashSet<>();
        List<String> words = new ArrayList<>();
        for (String word : arguments.subList(1, arguments.size())) {
            if (word.matches("-[a-z]+")) {
                for (String letter : word.substring(1).split("")) {
                    if (!form.options().contains(letter)) {
                        io.err().println("cl_status: -" + letter + ": not an option; expected " + form.usage());
                        return PARAMETER_ERROR;
                    }
                    options.add(letter);
                }
            } else {
                words.add(word);
            }
        }
        if (words.size() < form.words()) {
            io.err().println("Not enough parameters. Expected: " + form.usage());
            return PARAMETER_ERROR;
        }
        try {
            return new ClAnswer(io, session.cluster(), options).of(arguments.get(0), words);
        } catch (NotConnectedException e) {
            if (arguments.get(0).equals("hbstatus")) {
                io.out().println("Heartbeat is stopped on this machine.");
            } else {
                io.err().println("ERROR: Cannot signon with heartbeat");
                io.err().println("ERROR: REASON: " + e.getMessage());
            }
            return FAILED;
        }
    }
}
