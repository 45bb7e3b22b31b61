package io.systole.core.controller;

import static org.assertj.core.api.Assertions.assertThat;

import io.systole.core.cib.Cib;
import io.systole.core.cib.CibVersion;
import io.systole.core.membership.ClusterView;
import io.systole.core.membership.ClusterView.Member;
import io.systole.core.membership.ClusterView.ViewId;
import io.systole.core.membership.Votequorum;
import io.systole.core.message.Message;
import io.systole.core.status.StatusChange;
import io.systole.core.value.NodeName;
import io.systole.core.xml.Element;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A member of the view that has not confirmed may run anything. */
class SilentMembersTest {
    private static final NodeName SELF = NodeName.of("node1");
    private static final NodeName SILENT = NodeName.of("node2");
    private static final long BEGAN_MS = 1_000;

    private final Site site = new Site(new Settings(SELF, 1, 1, new TreeMap<>(), "3.20.1", 600, 1_000));
    private final Replica replica = new Replica(site, new NodeAttributes());
    private final WriteQueue writes = new WriteQueue(site, replica);
    private final SilentMembers silent = new SilentMembers(site, replica, writes);

    private void begin(boolean fencing, boolean quorate, Element resources, String expected) {
        Element option = Element.of("nvpair", "id", "f", "name", "stonith-enabled", "value", Boolean.toString(fencing));
        Element options = Element.of("cluster_property_set", "id", "o").withChild(option);
        Element state = Element.of("node_state", "id", "2", "uname", SILENT.text(), "expected", expected);
        Element root = Element.of("cib")
                .withChild(Element.of("configuration")
                        .withChild(Element.of("crm_config").withChild(options))
                        .withChild(Element.of("nodes"))
                        .withChild(resources))
                .withChild(Element.of("status").withChild(state));
        replica.loaded(new Cib(new CibVersion(0, 1, 0).in(root)));
        site.begin(BEGAN_MS, BEGAN_MS);
        site.view = new ClusterView(new ViewId(2, SELF), List.of(new Member(1, SELF, 1), new Member(2, SILENT, 1)));
        site.verdict = new Votequorum.Verdict(quorate, 2, 2, 2, 1, List.of(), new TreeMap<>(), "for the test");
        writes.begin(new TreeMap<>());
        writes.memberJoined(SELF, joined());
        silent.begin();
    }

    private static Message.Joined joined() {
        return new Message.Joined(Element.of("lrm"), new TreeMap<>(), "");
    }

    private static Element database() {
        return Element.of("resources").withChild(Element.of("primitive", "id", "db"));
    }

    @Test
    void nothingIsPlannedBeforeItSpeaksOrIsFenced() {
        begin(true, true, database(), "member");
        assertThat(silent.hold()).isTrue();
        assertThat(silent.settled()).isEmpty();
        assertThat(silent.warnings()).singleElement().asString().contains("node2", "before it does or is fenced");
        site.begin(BEGAN_MS + SilentMembers.LIMIT_MS, BEGAN_MS);
        assertThat(silent.hold()).isFalse();
        assertThat(silent.settled()).singleElement().satisfies(change -> {
            StatusChange.NodeState state = (StatusChange.NodeState) change;
            assertThat(state.node()).isEqualTo(SILENT);
            assertThat(state.attributes()).containsEntry("crmd", "offline").containsEntry("expected", "member");
        });
    }

    @Test
    void withoutFencingItIsWaitedForUntilItSpeaks() {
        begin(false, true, database(), "member");
        site.begin(BEGAN_MS + 10 * SilentMembers.LIMIT_MS, BEGAN_MS);
        assertThat(silent.hold()).isTrue();
        assertThat(silent.settled()).isEmpty();
        assertThat(silent.warnings()).singleElement().asString().contains("until it does or leaves the view");
        writes.memberJoined(SILENT, joined());
        assertThat(silent.hold()).isFalse();
        assertThat(silent.warnings()).isEmpty();
    }

    @Test
    void whereNothingCanRunTwiceNobodyIsWaitedFor() {
        begin(true, true, Element.of("resources"), "member");
        assertThat(silent.hold()).as("no resources").isFalse();
        begin(true, false, database(), "member");
        site.begin(BEGAN_MS + SilentMembers.LIMIT_MS, BEGAN_MS);
        assertThat(silent.hold()).as("no quorum: only stops are planned").isFalse();
        assertThat(silent.settled()).as("its word would outlive it").isEmpty();
        begin(true, true, database(), "down");
        assertThat(silent.hold()).as("fenced, and the view has not followed").isFalse();
    }
}
