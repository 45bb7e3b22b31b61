package io.systole.core.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.systole.core.operation.AgentDescription.Action;
import io.systole.core.operation.AgentDescription.Parameter;
import io.systole.core.xml.Element;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReloadDigestsTest {
    private static final AgentId DUMMY = new AgentId("ocf", "pacemaker", "Dummy");
    /** What Pacemaker writes for no parameters at all. */
    private static final String OF_NOTHING = "f2317cad3d54cec5d7d7aa7d0bf35cf8";

    private static final Map<String, String> GIVEN =
            Map.of("state", "/run/a", "fake", "1", "passwd", "secret", "CRM_meta_timeout", "20000");

    private static Parameter parameter(String name, boolean reloadable, boolean unique) {
        return new Parameter(
                name, "string", null, false, unique ? name : null, reloadable, false, false, List.of(), "", "");
    }

    private static AgentDescription agent(String version, String action, Parameter... parameters) {
        List<Action> actions = List.of(new Action(action, null, null, null, null, null));
        return new AgentDescription(DUMMY, "1", version, "", "", List.of(parameters), actions);
    }

    private static AgentDescription dummy() {
        return agent(
                "1.1",
                "reload-agent",
                parameter("state", false, true),
                parameter("passwd", false, false),
                parameter("fake", true, false));
    }

    private static Element entry(String operation, long intervalMs, Map<String, String> given, AgentDescription agent) {
        Optional<AgentDescription> description = Optional.ofNullable(agent);
        return HistoryEntry.of(
                        new OperationKey("a", operation, intervalMs),
                        new TransitionKey(1, 2, 0, "dc"),
                        given,
                        new AgentOutcome(0, ExecutionStatus.DONE, "", "", 0, 0, 0, description),
                        7,
                        "node1",
                        0)
                .get(0);
    }

    @Test
    void theRestartDigestIsOverTheParametersThatAreNotReloadable() {
        Element start = entry("start", 0, GIVEN, dummy());
        assertThat(start.attribute("op-force-restart")).isEqualTo("  passwd state  ");
        assertThat(start.attribute("op-restart-digest"))
                .isEqualTo(ParameterDigest.of(Map.of("state", "/run/a", "passwd", "secret")));
    }

    @Test
    void aReloadableParameterChangesTheDigestOfAllButNotThatOfTheRest() {
        Element before = entry("start", 0, Map.of("state", "/run/a", "fake", "1"), dummy());
        Element after = entry("reload-agent", 0, Map.of("state", "/run/a", "fake", "2"), dummy());
        assertThat(after.attribute("operation")).isEqualTo("start");
        assertThat(after.attribute("op-digest")).isNotEqualTo(before.attribute("op-digest"));
        assertThat(after.attribute("op-restart-digest")).isEqualTo(before.attribute("op-restart-digest"));
    }

    @Test
    void anAgentThatReloadsEverythingSaysSoByAnEmptyList() {
        Element start = entry("start", 0, GIVEN, agent("1.1", "reload-agent", parameter("fake", true, false)));
        assertThat(start.attribute("op-force-restart")).isEmpty();
        assertThat(start.attribute("op-restart-digest")).isEqualTo(OF_NOTHING);
    }

    @Test
    void beforeVersionOneDotOneUniqueParametersTakeARestart() {
        AgentDescription old = agent("1.0", "reload", parameter("state", false, true), parameter("fake", false, false));
        assertThat(entry("start", 0, GIVEN, old).attribute("op-force-restart")).isEqualTo("  state  ");
    }

    @Test
    void anAgentThatCannotReloadHasNoRestartDigest() {
        Element start = entry("start", 0, GIVEN, agent("1.0", "reload-agent", parameter("fake", true, false)));
        assertThat(start.attribute("op-force-restart")).isNull();
        assertThat(start.attribute("op-restart-digest")).isNull();
    }

    @Test
    void theSecureDigestLeavesTheSecretsOut() {
        Element start = entry("start", 0, GIVEN, dummy());
        assertThat(start.attribute("op-secure-params")).isEqualTo("  passwd  ");
        assertThat(start.attribute("op-secure-digest"))
                .isEqualTo(ParameterDigest.of(Map.of("state", "/run/a", "fake", "1")));
    }

    @Test
    void aRecurringMonitorHasNoRestartDigestAndItsTimeoutCountsInTheSecureOne() {
        Map<String, String> given =
                Map.of("state", "/run/a", "passwd", "x", "CRM_meta_interval", "10000", "CRM_meta_timeout", "20000");
        Element monitor = entry("monitor", 10_000, given, dummy());
        assertThat(monitor.attribute("op-restart-digest")).isNull();
        assertThat(monitor.attribute("op-secure-digest"))
                .isEqualTo(ParameterDigest.of(
                        Map.of("state", "/run/a", "CRM_meta_interval", "10000", "CRM_meta_timeout", "20000")));
    }

    @Test
    void aStopHasTheDigestOfAllOnly() {
        Element stop = entry("stop", 0, GIVEN, dummy());
        assertThat(stop.attribute("op-digest")).isNotNull();
        assertThat(stop.attribute("op-force-restart")).isNull();
        assertThat(stop.attribute("op-secure-digest")).isNull();
    }

    @Test
    void withoutTheAgentsDescriptionThereIsTheDigestOfAllOnly() {
        Element start = entry("start", 0, GIVEN, null);
        assertThat(start.attribute("op-digest")).isEqualTo(ParameterDigest.of(GIVEN));
        assertThat(start.attribute("op-restart-digest")).isNull();
    }
}
