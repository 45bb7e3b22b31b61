package io.systole.node.loop;

/** The version of this software. */
public final class DaemonVersion {
    private DaemonVersion() {}

    /** As the build wrote it into the archive; {@code 0.1.0} where the classes do not come from an archive. */
    public static String text() {
        String version = DaemonVersion.class.getPackage().getImplementationVersion();
        return version == null ? "0.1.0" : version;
    }
}
