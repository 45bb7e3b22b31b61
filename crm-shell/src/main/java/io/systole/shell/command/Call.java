package io.systole.shell.command;

import io.systole.core.api.ClusterApi;
import io.systole.core.api.ClusterApi.ChangeOptions;
import io.systole.core.api.ClusterApi.ChangeReply;
import io.systole.core.api.ClusterSession;
import io.systole.core.api.ClusterSession.NotConnectedException;
import io.systole.core.api.CommandIo;
import io.systole.core.cib.CibOperation;
import io.systole.core.value.NodeName;
import io.systole.policy.view.LiveState;
import java.util.List;

/** One run of a tool: what was typed, by whom, the cluster it is about, and where the answer goes. One thread at a time. */
public final class Call {
    private final String tool;
    private final Options.Parsed options;
    private final CommandIo io;
    private final ClusterSession session;
    private final Answer answer;
    private ClusterApi cluster;
    private LiveState state;

    Call(String tool, Options.Parsed options, CommandIo io, ClusterSession session, Answer answer) {
        this.tool = tool;
        this.options = options;
        this.io = io;
        this.session = session;
        this.answer = answer;
    }

    public Options.Parsed options() {
        return options;
    }

    public boolean has(String option) {
        return options.has(option);
    }

    /** The option's last value, or null. */
    public String value(String option) {
        return options.value(option);
    }

    /** The tool and its user, for the log. */
    public String who() {
        return tool + " (" + io.caller().name() + ")";
    }

    public CommandIo io() {
        return io;
    }

    public Answer answer() {
        return answer;
    }

    /** The cluster, or the CIB file that stands for it; connected when first asked. */
    public ClusterApi cluster() throws NotConnectedException {
        if (cluster == null) {
            cluster = session.cluster();
        }
        return cluster;
    }

    /** The CIB as it was when first asked for, read. */
    public LiveState state() throws NotConnectedException {
        if (state == null) {
            state = LiveState.of(cluster().cib(), System.currentTimeMillis());
        }
        return state;
    }

    /** The node that the option names, or the local one where it is missing or says {@code localhost}. */
    public NodeName nodeOrLocal(String option) throws NotConnectedException, UsageException {
        String name = options.value(option);
        if (name == null || name.equals("localhost")) {
            return cluster().facts().local();
        }
        if (name.isEmpty()) {
            throw new UsageException("--" + option + " takes the name of a node");
        }
        return NodeName.of(name);
    }

    /**
     * Makes a change as one: all or nothing. Warnings are passed on.
     *
     * @return the cluster's reply
     * @throws Failure with the reasons where it was refused
     */
    public ChangeReply change(List<CibOperation> operations) throws Failure, NotConnectedException {
        return change(operations, false);
    }

    /** @param dryRun check and answer, but change nothing */
    ChangeReply change(List<CibOperation> operations, boolean dryRun) throws Failure, NotConnectedException {
        ChangeReply reply = cluster()
                .change(
                        operations,
                        new ChangeOptions(
                                null, dryRun, tool + " (" + io.caller().name() + ")"));
        if (!reply.ok()) {
            throw new Failure(reply.exitCode(), String.join("\n", reply.messages()));
        }
        reply.messages().forEach(answer::complain);
        state = null;
        return reply;
    }
}
