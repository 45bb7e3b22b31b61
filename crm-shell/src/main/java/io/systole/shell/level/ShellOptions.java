package io.systole.shell.level;

/**
 * The options of the {@code crm} command itself.
 *
 * @param force do what would otherwise be refused or asked about ({@code -F})
 * @param waits wait after each change until the cluster has done what follows from it ({@code -w})
 * @param plain no colours ({@code -D plain}), for scripts
 */
public record ShellOptions(boolean force, boolean waits, boolean plain) {
    public static final ShellOptions NONE = new ShellOptions(false, false, false);
}
