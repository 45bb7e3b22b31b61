package io.systole.core.operation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OperationKeyTest {
    @Test
    void resourceAndOperationMayHoldUnderscores() {
        assertThat(OperationKey.parse("pg_fs_monitor_10000")).contains(new OperationKey("pg_fs", "monitor", 10_000));
        assertThat(OperationKey.parse("vm_1_migrate_from_0")).contains(new OperationKey("vm_1", "migrate_from", 0));
    }

    @Test
    void aNotificationIsNotTheActionThatItTellsOf() {
        assertThat(OperationKey.parse("disk:1_pre_notify_promote_0")).contains(new OperationKey("disk:1", "notify", 0));
        assertThat(OperationKey.parse("pg_disk_post_notify_start_0"))
                .contains(new OperationKey("pg_disk", "notify", 0));
        assertThat(OperationKey.parse("pre_notify_start_0")).contains(new OperationKey("pre_notify", "start", 0));
    }

    @Test
    void otherTextIsNoOperation() {
        assertThat(OperationKey.parse("start")).isEmpty();
        assertThat(OperationKey.parse("_start_0")).isEmpty();
        assertThat(OperationKey.parse("a_start_x")).isEmpty();
        assertThat(OperationKey.parse("a_start_99999999999999999999")).isEmpty();
    }
}
