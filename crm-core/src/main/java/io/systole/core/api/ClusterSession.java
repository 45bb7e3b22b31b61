package io.systole.core.api;

/** The way from a command to a cluster; nothing is opened before it is asked for. */
public interface ClusterSession {
    /** The daemon on this node, or the CIB file named by {@code CIB_file}. */
    ClusterApi cluster() throws NotConnectedException;

    /** No daemon answers. Commands end with {@link io.systole.core.value.CrmExit#DISCONNECT} (102). */
    final class NotConnectedException extends Exception {
        private static final long serialVersionUID = 1L;

        public NotConnectedException(String message) {
            super(message);
        }
    }
}
