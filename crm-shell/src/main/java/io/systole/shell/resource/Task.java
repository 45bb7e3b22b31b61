package io.systole.shell.resource;

import io.systole.core.api.ClusterSession.NotConnectedException;
import io.systole.shell.command.Failure;
import io.systole.shell.command.UsageException;
import java.io.IOException;

/** One thing that {@code crm_resource} can be asked for. Keeps no state. */
interface Task {
    /** Runs to its end and returns the exit status. */
    int run(ResourceCall call) throws UsageException, Failure, NotConnectedException, IOException;
}
