package io.systole.agents.ocf;

import static org.assertj.core.api.Assertions.assertThat;

import io.systole.core.operation.AgentCall;
import io.systole.core.operation.AgentId;
import io.systole.core.operation.OperationKey;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class AgentEnvironmentTest {
    private static SortedMap<String, String> of(Map<String, String> attributes, long intervalMs) {
        return new AgentEnvironment("/usr/lib/ocf", "/helpers", new TreeMap<>())
                .of(new AgentCall(
                        1,
                        new OperationKey("drbd_pg", "monitor", intervalMs),
                        new AgentId("ocf", "linbit", "drbd"),
                        "monitor",
                        new TreeMap<>(attributes),
                        20_000));
    }

    @Test
    void parametersAndMetaDataHaveTheirPrefixAndTheCheckLevelHasNone() {
        SortedMap<String, String> environment = of(
                Map.of(
                        "drbd_resource",
                        "pg",
                        "CRM_meta_timeout",
                        "30000",
                        "OCF_CHECK_LEVEL",
                        "10",
                        "crm_feature_set",
                        "3.20.1"),
                15_000);
        assertThat(environment)
                .containsEntry("OCF_RESKEY_drbd_resource", "pg")
                .containsEntry("OCF_RESKEY_CRM_meta_timeout", "30000")
                .containsEntry("OCF_RESKEY_CRM_meta_interval", "15000")
                .containsEntry("OCF_RESKEY_crm_feature_set", "3.20.1")
                .containsEntry("OCF_CHECK_LEVEL", "10")
                .doesNotContainKey("OCF_RESKEY_OCF_CHECK_LEVEL")
                .containsEntry("OCF_RESOURCE_INSTANCE", "drbd_pg")
                .containsEntry("OCF_RESOURCE_TYPE", "drbd")
                .containsEntry("OCF_RESOURCE_PROVIDER", "linbit")
                .containsEntry("OCF_RA_VERSION_MAJOR", "1")
                .containsEntry("OCF_RA_VERSION_MINOR", "1")
                .containsEntry("OCF_EXIT_REASON_PREFIX", "ocf-exit-reason:")
                .containsEntry("HA_RSCTMP", "/run/resource-agents");
        assertThat(environment.get("PATH")).startsWith("/helpers:");
    }

    @Test
    void aProbeIsRecognisedByItsIntervalOfNought() {
        assertThat(of(Map.of(), 0)).containsEntry("OCF_RESKEY_CRM_meta_interval", "0");
    }

    @Test
    void rolesAreThereUnderTheirOldAndTheirNewNames() {
        assertThat(of(
                        Map.of(
                                "CRM_meta_notify_promoted_uname",
                                "HA-node1",
                                "CRM_meta_notify_unpromoted_resource",
                                "drbd_pg:1",
                                "CRM_meta_promoted_max",
                                "1",
                                "CRM_meta_master_node_max",
                                "1",
                                "CRM_meta_notify_promote_uname",
                                "HA-node2"),
                        0))
                .containsEntry("OCF_RESKEY_CRM_meta_notify_master_uname", "HA-node1")
                .containsEntry("OCF_RESKEY_CRM_meta_notify_promoted_uname", "HA-node1")
                .containsEntry("OCF_RESKEY_CRM_meta_notify_slave_resource", "drbd_pg:1")
                .containsEntry("OCF_RESKEY_CRM_meta_master_max", "1")
                .containsEntry("OCF_RESKEY_CRM_meta_promoted_node_max", "1")
                .containsEntry("OCF_RESKEY_CRM_meta_notify_promote_uname", "HA-node2");
    }

    @Test
    void aNameThatIsNoVariablesCannotSmuggleOneIn() {
        assertThat(of(Map.of("x=1\nPATH", "/evil", "a b", "c", "with-dash", "d", "nul", "a\0b"), 0))
                .containsEntry("OCF_RESKEY_with_dash", "d")
                .doesNotContainKeys("OCF_RESKEY_a b", "OCF_RESKEY_nul")
                .allSatisfy(
                        (name, value) -> assertThat(name).doesNotContain("=").doesNotContain("\n"));
    }
}
