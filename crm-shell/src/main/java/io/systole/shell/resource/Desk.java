package io.systole.shell.resource;

import io.systole.core.api.ClusterApi;
import io.systole.core.api.ClusterApi.ChangeOptions;
import io.systole.core.api.ClusterApi.ChangeReply;
import io.systole.core.cib.Cib;
import io.systole.core.cib.CibOperation;
import io.systole.policy.view.LiveState;
import io.systole.shell.command.Failure;
import java.util.List;
import java.util.function.Consumer;

/**
 * The cluster as one command works on it.
 *
 * @param who for the log: the command and its user
 * @param notes takes sentences beside the result
 * @param warnings takes sentences that the person should read
 */
record Desk(ClusterApi cluster, String who, Consumer<String> notes, Consumer<String> warnings) {
    Cib cib() {
        return cluster.cib();
    }

    /** The CIB as it is now, read. */
    LiveState state() {
        return LiveState.of(cluster.cib(), System.currentTimeMillis());
    }

    /**
     * Makes a change as one: all or nothing. Nothing to change is no change.
     *
     * @throws Failure with the reasons where it was refused
     */
    void change(List<CibOperation> operations) throws Failure {
        if (operations.isEmpty()) {
            return;
        }
        ChangeReply reply = cluster.change(operations, new ChangeOptions(null, false, who));
        if (!reply.ok()) {
            throw new Failure(reply.exitCode(), String.join("\n", reply.messages()));
        }
        reply.messages().forEach(warnings);
    }
}
