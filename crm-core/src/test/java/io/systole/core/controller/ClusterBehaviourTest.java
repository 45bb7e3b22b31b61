package io.systole.core.controller;

import static org.assertj.core.api.Assertions.assertThat;

import io.systole.core.cib.CibOperation;
import io.systole.core.membership.ClusterView;
import io.systole.core.message.Request;
import io.systole.core.sim.Habits;
import io.systole.core.sim.VirtualCluster;
import io.systole.core.status.StatusSection;
import io.systole.core.value.NodeName;
import io.systole.core.xml.Element;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the DC does beside planning: counts failures, forgets them, keeps a move's constraint, answers. */
class ClusterBehaviourTest {
    private final VirtualCluster cluster = new VirtualCluster(2, 7);

    private void started() {
        cluster.startAll();
        cluster.run(2_000);
    }

    private long change(CibOperation operation) {
        long token =
                cluster.ask(cluster.node(2), new Request.Change(List.of(operation), null, false, "crm_resource/root"));
        cluster.run(300);
        return token;
    }

    private static Element primitive(String id, String type) {
        return Element.of("primitive", "id", id, "class", "ocf", "provider", "heartbeat", "type", type);
    }

    private Published dc() {
        return cluster.node(1).published();
    }

    private static final NodeName NODE1 = NodeName.of("node1");

    @Test
    void failedStartCountsAsInfinity() {
        cluster.world.fail("a", "start", true);
        started();
        change(new CibOperation.Create("resources", primitive("a", "Dummy")));
        assertThat(StatusSection.attributes(dc().cib(), NODE1)).containsEntry("fail-count-a#start_0", "INFINITY");
    }

    @Test
    void failureIsForgottenWhenTheAgentChanges() {
        cluster.world.fail("a", "start", true);
        started();
        change(new CibOperation.Create("resources", primitive("a", "Dummy")));
        cluster.world.fail("a", "start", false);
        change(new CibOperation.Replace("resources", primitive("a", "Stateful")));
        cluster.run(2_000);
        assertThat(cluster.node(1).active()).containsOnlyKeys("a");
        assertThat(StatusSection.attributes(dc().cib(), NODE1)).isEmpty();
        assertThat(cluster.log)
                .anyMatch(l -> l.contains("the failure of a is forgotten: its agent is now ocf:heartbeat:Stateful"));
        assertThat(cluster.node(2).published().warnings())
                .contains("the failure of a is forgotten: its agent is now ocf:heartbeat:Stateful");
    }

    @Test
    void failureIsForgottenWhenTheResourceIsWrappedInAGroup() {
        cluster.world.fail("a", "start", true);
        started();
        change(new CibOperation.Create("resources", primitive("a", "Dummy")));
        Element group = Element.of("group", "id", "g").withChild(primitive("a", "Dummy"));
        change(new CibOperation.Replace("resources", Element.of("resources").withChild(group)));
        assertThat(cluster.log).anyMatch(l -> l.contains("the failure of a is forgotten: it is now part of group g"));
    }

    @Test
    void failureThatComesInAfterTheAgentHasChangedIsForgottenToo() {
        started();
        cluster.world.habits(new Habits(1_000, 1_000, 0, 0, 0, true, 500, 1_500, 0));
        cluster.world.fail("a", "start", true);
        change(new CibOperation.Create("resources", primitive("a", "Dummy")));
        cluster.run(2_200);
        assertThat(cluster.log).as("the start is under way").noneMatch(l -> l.contains("a_start_0 on node1 ended"));
        cluster.world.fail("a", "start", false);
        change(new CibOperation.Replace("resources", primitive("a", "Stateful")));
        cluster.run(8_000);
        assertThat(cluster.log)
                .anyMatch(l -> l.contains("a_start_0 on node1 ended with 1"))
                .anyMatch(l -> l.contains("the failure of a is forgotten: its agent is now ocf:heartbeat:Stateful"));
        assertThat(cluster.node(1).active()).containsOnlyKeys("a");
        assertThat(StatusSection.attributes(dc().cib(), NODE1)).isEmpty();
    }

    @Test
    void stoppingAResourceForgetsNothing() {
        cluster.world.fail("a", "start", true);
        started();
        change(new CibOperation.Create("resources", primitive("a", "Dummy")));
        Element meta = Element.of("meta_attributes", "id", "a-meta")
                .withChild(Element.of("nvpair", "id", "a-role", "name", "target-role", "value", "Stopped"));
        change(new CibOperation.Replace("resources", primitive("a", "Dummy").withChild(meta)));
        assertThat(StatusSection.attributes(dc().cib(), NODE1)).containsKey("fail-count-a#start_0");
    }

    @Test
    void cleanupForgetsCountsAndProbesAgain() {
        cluster.world.fail("a", "start", true);
        started();
        change(new CibOperation.Create("resources", primitive("a", "Dummy")));
        cluster.world.fail("a", "start", false);
        cluster.agentRuns.clear();
        long token = cluster.ask(cluster.node(2), new Request.Forget("a", null, null, null, true));
        cluster.run(1_000);
        assertThat(cluster.replies.get(token).sentences()).contains("Cleaned up a on node1");
        assertThat(cluster.agentRuns).contains("node1 a_monitor_0");
        assertThat(cluster.node(1).active()).containsOnlyKeys("a");
    }

    @Test
    void cleanupDoesNotForgetWhatWasFoundRunning() {
        started();
        change(new CibOperation.Create("resources", primitive("a", "Dummy")));
        cluster.world.killDaemon(cluster.node(1));
        cluster.world.start(cluster.node(1));
        cluster.run(5_000);
        cluster.agentRuns.clear();
        long token = cluster.ask(cluster.node(2), new Request.Forget(null, null, null, null, true));
        cluster.run(1_000);
        assertThat(cluster.replies.get(token).sentences()).isEmpty();
        assertThat(cluster.agentRuns).doesNotContain("node1 a_monitor_0");
    }

    @Test
    void awaitIdleIsAnsweredOnceTheTransitionIsOver() {
        started();
        cluster.ask(
                cluster.node(2),
                new Request.Change(
                        List.of(new CibOperation.Create("resources", primitive("a", "Dummy"))), null, false, "x"));
        cluster.run(5);
        long token = cluster.ask(cluster.node(2), new Request.AwaitIdle());
        while (!cluster.replies.containsKey(token) && cluster.world.nowMs() < 60_000) {
            assertThat(dc().state()).isNotEqualTo(ControllerState.S_IDLE);
            cluster.run(1);
            if (dc().state() == ControllerState.S_IDLE) {
                break;
            }
        }
        cluster.run(20);
        assertThat(cluster.replies).containsKey(token);
        assertThat(cluster.node(1).active()).containsOnlyKeys("a");
    }

    @Test
    void transitionIsOverAtOnceWhenItsLastActionIsOneThatTheDcDoesWithoutAnAgent() {
        started();
        change(new CibOperation.Create("resources", primitive("a", "Dummy")));
        cluster.run(2_000);
        change(new CibOperation.Delete("resources", primitive("a", "Dummy")));
        assertThat(StatusSection.resource(dc().cib(), NODE1, "a")).isNull();
        assertThat(dc().state()).isEqualTo(ControllerState.S_IDLE);
    }

    @Test
    void silentMemberIsLeftPendingAndTakenInWhenItSpeaks() {
        cluster.world.start(cluster.node(1));
        cluster.world.start(cluster.node(2));
        cluster.mute(cluster.node(2), true);
        cluster.run(5_000);
        assertThat(dc().state()).isEqualTo(ControllerState.S_IDLE);
        Element state = StatusSection.node(dc().cib(), NodeName.of("node2"));
        assertThat(state.attribute("join")).isEqualTo("pending");
        cluster.mute(cluster.node(2), false);
        ClusterView before = cluster.node(1).view();
        // Long enough for it to notice that it stood still, too short for the others to lose it.
        cluster.world.pause(cluster.node(2));
        cluster.run(601);
        cluster.world.resume(cluster.node(2));
        cluster.run(20_000);
        assertThat(cluster.node(1).view()).isSameAs(before);
        assertThat(StatusSection.node(dc().cib(), NodeName.of("node2")).attribute("join"))
                .isEqualTo("member");
    }

    /** A node that hears others who do not hear it sees a view with them, while they are in another by themselves. */
    @Test
    void aMemberThatSaysNothingGivesNoQuorum() {
        VirtualCluster three = new VirtualCluster(3, 7);
        three.world.start(three.node(1));
        three.world.start(three.node(2));
        three.mute(three.node(2), true);
        three.run(30_000);
        assertThat(three.node(1).leads()).isTrue();
        assertThat(three.node(1).view().members()).hasSize(2);
        assertThat(three.node(1).published().quorum().quorate()).isFalse();
        assertThat(three.node(1).published().cib().root().attribute("have-quorum"))
                .isEqualTo("0");
        three.mute(three.node(2), false);
        three.world.pause(three.node(2));
        three.run(601);
        three.world.resume(three.node(2));
        three.run(20_000);
        assertThat(three.node(1).published().quorum().quorate()).isTrue();
        assertThat(three.node(1).published().cib().root().attribute("have-quorum"))
                .isEqualTo("1");
    }

    /** Each has half of the votes and two_node lets half of them act: both would lead, in one view. */
    @Test
    void ofTwoMembersThatDoNotHearEachOtherOneLeads() {
        cluster.mute(cluster.node(1), true);
        cluster.mute(cluster.node(2), true);
        cluster.world.start(cluster.node(1));
        cluster.world.start(cluster.node(2));
        cluster.run(30_000);
        assertThat(cluster.node(1).leads()).isTrue();
        assertThat(cluster.node(2).leads()).isFalse();
        assertThat(cluster.node(2).published().state()).isEqualTo(ControllerState.S_PENDING);
        cluster.mute(cluster.node(1), false);
        cluster.mute(cluster.node(2), false);
        cluster.run(10_000);
        assertThat(cluster.node(2).published().dc()).contains(cluster.node(1).name());
    }

    private void withoutFencing() {
        Element set = Element.of("cluster_property_set", "id", "opts")
                .withChild(Element.of("nvpair", "id", "o", "name", "stonith-enabled", "value", "false"));
        change(new CibOperation.Modify("crm_config", Element.of("crm_config").withChild(set), true));
    }

    @Test
    void resourceIsNotStartedElsewhereWhileOnlyTheDaemonOfItsNodeIsGone() {
        started();
        withoutFencing();
        change(new CibOperation.Create("resources", primitive("a", "Dummy")));
        assertThat(cluster.node(1).active()).containsOnlyKeys("a");
        cluster.world.killDaemon(cluster.node(1));
        cluster.run(10_000);
        Published survivor = cluster.node(2).published();
        assertThat(cluster.node(2).active()).isEmpty();
        assertThat(survivor.warnings())
                .anyMatch(w -> w.contains("the daemon of node node1 has gone or is cut off, but its machine"));
        cluster.world.start(cluster.node(1));
        cluster.run(5_000);
        assertThat(cluster.node(1).active()).containsOnlyKeys("a");
        assertThat(cluster.node(2).active()).isEmpty();
        assertThat(cluster.agentRuns).doesNotContain("node1 a_stop_0");
        assertThat(cluster.node(2).published().warnings()).isEmpty();
    }

    @Test
    void resourceIsTakenOverAtOnceFromAMachineThatIsSilent() {
        started();
        withoutFencing();
        change(new CibOperation.Create("resources", primitive("a", "Dummy")));
        cluster.world.kill(cluster.node(1));
        cluster.run(1_400);
        assertThat(cluster.node(2).active()).containsOnlyKeys("a");
    }

    @Test
    void resourceIsTakenOverOnceAPersonSaysThatNothingRunsWhereTheDaemonHasGone() {
        started();
        withoutFencing();
        change(new CibOperation.Create("resources", primitive("a", "Dummy")));
        cluster.world.killDaemon(cluster.node(1));
        cluster.run(10_000);
        assertThat(cluster.node(2).active()).isEmpty();
        cluster.ask(cluster.node(2), new Request.ConfirmFenced(NODE1));
        cluster.run(1_000);
        assertThat(cluster.node(2).active()).containsOnlyKeys("a");
        assertThat(cluster.node(2).published().warnings()).isEmpty();
    }

    @Test
    void changeIsRefusedWhileADiskIsFullAndTakenAgainOnceItHasRoom() {
        started();
        cluster.diskTrouble(cluster.node(2), "no space left on device");
        long last = change(new CibOperation.Create("resources", primitive("a", "Dummy")));
        assertThat(cluster.replies.get(last).exitCode()).isZero();
        long refused = change(new CibOperation.Create("resources", primitive("b", "Dummy")));
        assertThat(cluster.replies.get(refused).exitCode()).isEqualTo(74);
        assertThat(cluster.replies.get(refused).sentences().get(0))
                .startsWith("nothing was changed: node node2 could not write")
                .contains("no space left on device");
        assertThat(dc().cib().section("resources").find("b")).isNull();
        assertThat(cluster.node(1).active()).containsOnlyKeys("a");
        cluster.diskTrouble(cluster.node(2), "");
        cluster.run(6_000);
        long again = change(new CibOperation.Create("resources", primitive("b", "Dummy")));
        assertThat(cluster.replies.get(again).exitCode()).isZero();
    }

    private void attribute(int node, String name, String value, boolean privately, long dampeningMs) {
        NodeName self = cluster.node(node).name();
        cluster.ask(cluster.node(node), new Request.Attribute(self, name, value, privately, dampeningMs));
        cluster.run(50);
    }

    private static final NodeName NODE2 = NodeName.of("node2");

    @Test
    void dampenedAttributesOfAllNodesAreWrittenTogetherWhenTheDelayIsOver() {
        started();
        attribute(1, "pingd", "100", false, 5_000);
        cluster.run(3_000);
        attribute(2, "pingd", "200", false, -1);
        assertThat(StatusSection.attributes(dc().cib(), NODE1)).doesNotContainKey("pingd");
        assertThat(cluster.node(2).published().attributes().get(NODE1)).containsEntry("pingd", "100");
        cluster.run(2_000);
        assertThat(StatusSection.attributes(dc().cib(), NODE1)).containsEntry("pingd", "100");
        assertThat(StatusSection.attributes(dc().cib(), NODE2)).containsEntry("pingd", "200");
    }

    @Test
    void dampenedAttributeOutlivesTheDeathOfTheDc() {
        started();
        attribute(2, "pingd", "200", false, 60_000);
        cluster.world.kill(cluster.node(1));
        cluster.run(3_000);
        Published survivor = cluster.node(2).published();
        assertThat(StatusSection.attributes(survivor.cib(), NODE2)).containsEntry("pingd", "200");
    }

    @Test
    void privateAttributeIsKnownToNodesThatJoinLaterAndGoesWithItsNode() {
        started();
        attribute(1, "secret", "7", true, -1);
        cluster.world.kill(cluster.node(2));
        cluster.run(3_000);
        cluster.world.start(cluster.node(2));
        cluster.run(3_000);
        assertThat(cluster.node(2).published().attributes().get(NODE1)).containsEntry("secret", "7");
        assertThat(StatusSection.attributes(dc().cib(), NODE1)).doesNotContainKey("secret");
        cluster.world.kill(cluster.node(1));
        cluster.run(3_000);
        assertThat(cluster.node(2).published().attributes().get(NODE1)).doesNotContainKey("secret");
    }

    @Test
    void nodeWhoseFeatureSetHasAnotherMajorNumberIsRefusedAndTheClusterGoesOn() {
        cluster.featureSet(cluster.node(1), "4.0.0");
        cluster.world.start(cluster.node(1));
        cluster.run(30_000);
        assertThat(dc().state()).isEqualTo(ControllerState.S_IDLE);
        cluster.world.start(cluster.node(2));
        cluster.run(3_000);
        assertThat(cluster.node(2).up()).isFalse();
        assertThat(cluster.refusals.get(cluster.node(2)))
                .isEqualTo("node node1 has the feature set 4.0.0, this daemon 3.20.1; install releases that work"
                        + " together");
        assertThat(dc().state()).isEqualTo(ControllerState.S_IDLE);
    }

    @Test
    void fencingWithoutADeviceIsSaidInEveryStatus() {
        started();
        change(new CibOperation.Create("resources", primitive("a", "Dummy")));
        assertThat(dc().warnings()).anyMatch(w -> w.contains("stonith-enabled is true but no fence device"));
    }

    @Test
    void nodeThatIsAMemberIsNotForgotten() {
        started();
        long token = cluster.ask(cluster.node(1), new Request.ForgetNode(NodeName.of("node2")));
        cluster.run(100);
        assertThat(cluster.replies.get(token).exitCode()).isEqualTo(107);
        cluster.world.kill(cluster.node(2));
        cluster.run(3_000);
        token = cluster.ask(cluster.node(1), new Request.ForgetNode(NodeName.of("node2")));
        cluster.run(100);
        assertThat(cluster.replies.get(token).exitCode()).isZero();
        assertThat(StatusSection.node(dc().cib(), NodeName.of("node2"))).isNull();
    }
}
