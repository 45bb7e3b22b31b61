package io.systole.shell.offline;

import io.systole.core.api.ClusterApi;
import io.systole.core.api.ClusterSession;
import io.systole.core.api.CommandIo;
import java.util.Optional;

/** Work on a file in place of the cluster, as the environment says: {@code CIB_file}, {@code CIB_shadow}. */
public final class Offline {
    private static final String SHADOWS = "/var/lib/pacemaker/cib";

    private Offline() {}

    /** The session that the environment asks for; empty for the cluster itself. */
    public static Optional<ClusterSession> session(CommandIo io) {
        String file = io.environment("CIB_file");
        String shadow = io.environment("CIB_shadow");
        if (file != null && !file.isEmpty()) {
            return Optional.of(onFile(file, io));
        }
        return shadow == null || shadow.isEmpty() ? Optional.empty() : Optional.of(onShadow(shadow, io));
    }

    /** A shadow CIB by its name. */
    public static ClusterSession onShadow(String name, CommandIo io) {
        String directory = io.environment("CIB_shadow_dir");
        return onFile((directory == null ? SHADOWS : directory) + "/shadow." + name, io);
    }

    /** A CIB file by its path. */
    public static ClusterSession onFile(String path, CommandIo io) {
        return new ClusterSession() {
            private ClusterApi open;

            @Override
            public ClusterApi cluster() throws NotConnectedException {
                if (open == null) {
                    open = CibFile.open(path, io);
                }
                return open;
            }
        };
    }
}
