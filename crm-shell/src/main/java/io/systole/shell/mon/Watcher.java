package io.systole.shell.mon;

import io.systole.core.api.ClusterApi;
import io.systole.core.api.ClusterSession;
import io.systole.core.api.ClusterSession.NotConnectedException;
import io.systole.core.api.wire.RemoteCluster;
import java.util.concurrent.TimeUnit;

/**
 * Follows the cluster in a thread of its own: tells of every change at once, and when the daemon goes and comes back.
 * Between changes it tells of the present state every interval, as time alone may change what is shown.
 */
final class Watcher implements Runnable {
    /** While DRBD copies, people want to see it move, milliseconds. */
    private static final long MOVING_MS = 2_000;

    private static final long RETRY_MS = 500;

    private final ClusterSession session;
    private final long intervalMs;
    private final Listener listener;

    /** Called in the watcher's thread. */
    interface Listener {
        void heard(Snapshot snapshot);

        /** @param why a sentence; told again at every attempt */
        void lost(String why);
    }

    Watcher(ClusterSession session, long intervalMs, Listener listener) {
        this.session = session;
        this.intervalMs = intervalMs;
        this.listener = listener;
    }

    /** Until the thread is interrupted. */
    @Override
    public void run() {
        while (!Thread.currentThread().isInterrupted()) {
            ClusterApi cluster = null;
            try {
                cluster = session.cluster();
                follow(cluster);
            } catch (NotConnectedException | RemoteCluster.LostException e) {
                listener.lost(e.getMessage());
            } finally {
                close(cluster);
            }
            try {
                TimeUnit.MILLISECONDS.sleep(RETRY_MS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void follow(ClusterApi cluster) {
        while (!Thread.currentThread().isInterrupted()) {
            Snapshot snapshot = Snapshot.of(cluster, false);
            listener.heard(snapshot);
            long waitMs = snapshot.drbd().moves() ? Math.min(MOVING_MS, intervalMs) : intervalMs;
            cluster.awaitChange(snapshot.cib().version(), waitMs);
        }
    }

    private static void close(ClusterApi cluster) {
        if (cluster instanceof RemoteCluster remote) {
            remote.close();
        }
    }
}
