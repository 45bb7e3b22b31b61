package io.systole.shell.mon;

import io.systole.core.api.ClusterApi;
import io.systole.core.api.ClusterSession;
import io.systole.core.api.ClusterSession.NotConnectedException;
import io.systole.core.api.CommandIo;
import io.systole.core.api.wire.RemoteCluster;
import io.systole.core.value.CrmExit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** Keeps a file with the status up to date until the process is ended. */
public final class StatusFile {
    private StatusFile() {}

    /** Does not return unless it is interrupted or the file cannot be written. */
    public static int keep(MonRequest request, CommandIo io, ClusterSession session) throws IOException {
        ClusterApi cluster = null;
        boolean said = false;
        while (!Thread.currentThread().isInterrupted()) {
            try {
                cluster = cluster == null ? session.cluster() : cluster;
                Snapshot snapshot = Snapshot.of(cluster, false);
                StatusReport report = StatusReport.of(request, snapshot, System.currentTimeMillis(), Zones.of(io));
                io.writeFile(request.outputTo(), report.text().getBytes(StandardCharsets.UTF_8));
                said = false;
                cluster.awaitChange(snapshot.cib().version(), request.intervalMs());
            } catch (NotConnectedException | RemoteCluster.LostException e) {
                cluster = null;
                if (!said) {
                    io.err().println("crm_mon: waiting until the cluster is available: " + e.getMessage());
                    said = true;
                }
                try {
                    TimeUnit.MILLISECONDS.sleep(Math.min(request.intervalMs(), 1_000));
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        }
        return CrmExit.OK.code();
    }
}
