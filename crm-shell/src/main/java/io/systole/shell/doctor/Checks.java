package io.systole.shell.doctor;

import java.util.List;

/** Every check there is, in the order in which it is told. */
final class Checks {
    private Checks() {}

    static List<Check> all() {
        return List.of(
                new DrbdFile(),
                new DrbdNodeNames(),
                new DrbdProtocol(),
                new DrbdPing(),
                new DrbdActivityLog(),
                new DrbdResync(),
                new DrbdFlushes(),
                new DrbdFencing(),
                new DrbdSplitBrainPolicy(),
                new LvmFilter(),
                new LvmCache(),
                StartedAtBoot.drbd(),
                StartedAtBoot.postgresql(),
                new KernelPanic(),
                new BindNetwork(),
                new CorosyncMeanings(),
                new AuthKeys(),
                new HostsFile(),
                new Clocks(),
                new PostgresDurability(),
                new PostgresData(),
                new PostgresRecovery(),
                new InitScripts(),
                new Unread());
    }
}
