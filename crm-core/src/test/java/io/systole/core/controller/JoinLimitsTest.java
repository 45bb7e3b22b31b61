package io.systole.core.controller;

import static org.assertj.core.api.Assertions.assertThat;

import io.systole.core.cib.Cib;
import io.systole.core.cib.CibVersion;
import io.systole.core.cib.Lineage;
import io.systole.core.cib.QuorateVersion;
import io.systole.core.membership.ClusterView;
import io.systole.core.membership.Votequorum;
import io.systole.core.message.Message;
import io.systole.core.value.NodeName;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** One node whose only peer says what the test wants: messages that come too early, and what never comes. */
class JoinLimitsTest {
    private static final String FEATURES = "3.20.1";
    private static final NodeName SELF = NodeName.of("node2");
    private static final NodeName PEER = NodeName.of("node1");
    private static final ClusterView.ViewId FIRST = new ClusterView.ViewId(1, SELF);
    private static final ClusterView.ViewId SECOND = new ClusterView.ViewId(2, PEER);
    private static final long BORN_MS = 1_000;
    private static final long JOIN_MS = 2_000;

    private final Controller controller = new Controller(
            new Settings(SELF, 2, 1, new TreeMap<>(), FEATURES, 600, 1_000),
            new Votequorum(Votequorum.Rules.none(), new TreeMap<>()));
    private final List<Effect> effects = new ArrayList<>();
    private long nowMs = BORN_MS;
    private int peerId = 1;

    private List<Effect> step(Input input) {
        List<Effect> caused = controller.step(nowMs, nowMs, input);
        effects.addAll(caused);
        // The disk of this node is a good one.
        for (Effect effect : caused) {
            if (effect instanceof Effect.SaveCib save) {
                step(new Input.CibSaved(save.token(), ""));
            }
        }
        return caused;
    }

    private void view(ClusterView.ViewId id, NodeName... members) {
        List<ClusterView.Member> list = new ArrayList<>();
        for (NodeName member : members) {
            list.add(new ClusterView.Member(member.equals(SELF) ? 2 : peerId, member, 1));
        }
        step(new Input.ViewChanged(new ClusterView(id, list)));
    }

    private void hear(Message message) {
        step(new Input.Received(PEER, SECOND, message));
    }

    /** @param leads makes it the DC of a partition with quorum that has lived longer than this node */
    private static Message.Hello hello(boolean leads) {
        long ageMs = leads ? 60_000 : 0;
        return new Message.Hello(0, new CibVersion(0, 9, 0), 0, ageMs, leads, leads, leads, false, FEATURES, null, 0);
    }

    private static Message.CibInstall install() {
        CibVersion version = new CibVersion(0, 9, 0);
        return new Message.CibInstall(version.in(Cib.empty().root()), 0, List.of(), version, Lineage.NONE, null, 1);
    }

    private void startAlone() {
        step(new Input.Started(Cib.empty()));
        view(FIRST, SELF);
        nowMs = JOIN_MS;
        effects.clear();
    }

    private <T> List<T> said(Class<T> type) {
        List<T> messages = new ArrayList<>();
        for (Effect effect : effects) {
            Object message = effect instanceof Effect.Send send
                    ? send.message()
                    : effect instanceof Effect.Broadcast broadcast ? broadcast.message() : null;
            if (type.isInstance(message)) {
                messages.add(type.cast(message));
            }
        }
        return messages;
    }

    private List<String> log(Effect.Level level) {
        return effects.stream()
                .filter(Effect.Log.class::isInstance)
                .map(Effect.Log.class::cast)
                .filter(log -> log.level() == level)
                .map(Effect.Log::sentence)
                .toList();
    }

    @Test
    void whatComesBeforeItsViewWaitsUpToALimitAndTheGapBeyondIsMended() {
        startAlone();
        hear(hello(true));
        hear(install());
        for (long id = 3; id <= EarlyMail.EARLY_LIMIT + 500; id++) {
            hear(new Message.Look(id));
        }
        hear(new Message.JoinDone(List.of(PEER, SELF), true));
        assertThat(effects)
                .as("nothing is done before its view has come")
                .noneMatch(Effect.LookAround.class::isInstance);
        assertThat(log(Effect.Level.WARNING))
                .singleElement()
                .asString()
                .contains("more than 10000 messages wait for a view that has not come", "node1");

        view(SECOND, PEER, SELF);
        assertThat(effects).filteredOn(Effect.LookAround.class::isInstance).hasSize(EarlyMail.EARLY_LIMIT - 2);
        // The end of the join was dropped with the rest; the DC's next steps are not lost on this node all the same.
        assertThat(said(Message.Resync.class)).isEmpty();
        Cib held = controller.published().cib();
        hear(new Message.Update(
                2,
                List.of(),
                List.of(),
                new TreeMap<>(),
                null,
                held.version(),
                held.root().hashCode()));
        assertThat(said(Message.Resync.class)).as("step 1 is missing").hasSize(1);
    }

    @Test
    void aLaterViewHasRoomForItsOwnEarlyMessages() {
        whatComesBeforeItsViewWaitsUpToALimitAndTheGapBeyondIsMended();
        effects.clear();
        ClusterView.ViewId third = new ClusterView.ViewId(3, PEER);
        step(new Input.Received(PEER, third, hello(true)));
        step(new Input.Received(PEER, third, new Message.Look(7)));
        view(third, PEER, SELF);
        assertThat(effects).filteredOn(Effect.LookAround.class::isInstance).hasSize(1);
        assertThat(log(Effect.Level.WARNING)).isEmpty();
    }

    @Test
    void aDcThatDoesNotHandOutTheCibIsWaitedForAndThenTheViewStartsOver() {
        startAlone();
        view(SECOND, PEER, SELF);
        hear(hello(true));
        effects.clear();
        nowMs += JoinRound.INSTALL_WAIT_MS - 1;
        step(new Input.Tick());
        assertThat(said(Message.Hello.class)).isEmpty();
        nowMs += 1;
        step(new Input.Tick());
        assertThat(said(Message.Hello.class))
                .singleElement()
                .satisfies(again -> assertThat(again.attempt()).isEqualTo(1));
        assertThat(log(Effect.Level.WARNING))
                .containsExactly("no CIB came from node1 within 10000 ms; the view starts over");
        assertThat(controller.published().dc()).isEmpty();
    }

    @Test
    void aChosenMemberThatDoesNotSendItsCibIsWaitedForAndThenTheViewStartsOver() {
        startAlone();
        view(SECOND, PEER, SELF);
        // This node leads, as the DC of a partition with quorum; the other's CIB is the newer one.
        hear(new Message.Hello(0, new CibVersion(0, 9, 0), 0, 0, false, true, true, false, FEATURES, null, 0));
        assertThat(said(Message.CibWanted.class)).hasSize(1);
        effects.clear();
        nowMs += JoinRound.INSTALL_WAIT_MS;
        step(new Input.Tick());
        assertThat(said(Message.Hello.class))
                .singleElement()
                .satisfies(again -> assertThat(again.attempt()).isEqualTo(1));
        hear(new Message.CibOffer(Cib.empty().root(), List.of(), Lineage.NONE));
        assertThat(said(Message.CibInstall.class))
                .as("what comes too late is not handed out")
                .isEmpty();
    }

    @Test
    void aMemberThatDoesNotConfirmKeepsTheOthersWaitingForALimitedTime() {
        peerId = 3;
        startAlone();
        view(SECOND, PEER, SELF);
        hear(hello(false));
        assertThat(said(Message.CibInstall.class)).hasSize(1);
        nowMs += JoinRound.INSTALL_WAIT_MS - 1;
        step(new Input.Tick());
        assertThat(said(Message.JoinDone.class)).isEmpty();
        nowMs += 1;
        step(new Input.Tick());
        assertThat(said(Message.JoinDone.class)).hasSize(1);
        assertThat(controller.published().dc()).contains(SELF);
    }

    @Test
    void aDcThatHalfOfTheViewHasNotConfirmedDoesNotLead() {
        startAlone();
        view(SECOND, PEER, SELF);
        hear(hello(false));
        nowMs += JoinRound.INSTALL_WAIT_MS;
        step(new Input.Tick());
        assertThat(said(Message.JoinDone.class))
                .as("the other half may have confirmed another, as it has the lowest id")
                .isEmpty();
        assertThat(log(Effect.Level.WARNING))
                .containsExactly(
                        "too few of the view have confirmed that they have the CIB: [node2]; the view starts over");
        assertThat(controller.published().dc()).isEmpty();
    }

    @Test
    void aMemberTakesTheCibOfOneDcInAnAttempt() {
        startAlone();
        view(SECOND, PEER, NodeName.of("node3"), SELF);
        hear(hello(true));
        hear(install());
        assertThat(said(Message.Joined.class)).hasSize(1);
        effects.clear();
        Message.Hello other = hello(false);
        step(new Input.Received(NodeName.of("node3"), SECOND, other));
        step(new Input.Received(NodeName.of("node3"), SECOND, install()));
        assertThat(said(Message.Joined.class)).isEmpty();
        assertThat(said(Message.Hello.class))
                .singleElement()
                .satisfies(again -> assertThat(again.attempt()).isEqualTo(1));
    }

    @Test
    void aTermThatWasConfirmedIsPromisedToNobodyElse() {
        startAlone();
        view(SECOND, PEER, SELF);
        hear(hello(true));
        hear(new Message.CibInstall(
                new CibVersion(0, 9, 0).in(Cib.empty().root()),
                0,
                List.of(),
                new CibVersion(0, 9, 0),
                Lineage.NONE,
                QuorateVersion.parse("6/0.9.0"),
                7));
        Effect.SaveCib saved = (Effect.SaveCib) effects.stream()
                .filter(Effect.SaveCib.class::isInstance)
                .reduce((earlier, later) -> later)
                .orElseThrow();
        assertThat(saved.cib().root().attribute("promised-term"))
                .as("on the disk before it is said")
                .isEqualTo("7");
        assertThat(saved.cib().root().attribute("quorate-version"))
                .as("nothing was held in that term yet")
                .isEqualTo("6/0.9.0");
        effects.clear();
        view(new ClusterView.ViewId(3, SELF), SELF);
        assertThat(said(Message.Hello.class))
                .singleElement()
                .satisfies(hello -> assertThat(hello.promised()).isEqualTo(7));
    }
}
