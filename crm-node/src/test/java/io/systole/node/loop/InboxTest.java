package io.systole.node.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.systole.core.controller.Input;
import io.systole.core.membership.ClusterView.ViewId;
import io.systole.core.message.Message;
import io.systole.core.value.NodeName;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InboxTest {
    private static final NodeName PEER = NodeName.of("peer");
    private static final Input MESSAGE = new Input.Received(PEER, new ViewId(1, PEER), new Message.CibWanted());

    private final Inbox inbox = new Inbox();

    private List<Input> rest() throws InterruptedException {
        List<Input> all = new ArrayList<>();
        for (Input next = inbox.poll(0); next != null; next = inbox.poll(0)) {
            all.add(next);
        }
        return all;
    }

    @Test
    void whatHappensIsSeenInItsOrder() throws Exception {
        Input tick = new Input.Tick();
        inbox.post(MESSAGE);
        inbox.post(tick);
        assertThat(rest()).containsExactly(MESSAGE, tick);
        assertThat(inbox.overrun()).isFalse();
    }

    @Test
    void tooManyMessagesAreDroppedTogetherAndNothingElseIs() throws Exception {
        Input saved = new Input.CibSaved(1, "");
        for (int i = 0; i < Inbox.MESSAGES_MAX; i++) {
            inbox.post(MESSAGE);
        }
        inbox.post(saved);
        assertThat(inbox.overrun()).isFalse();
        for (int i = 0; i < 3; i++) {
            inbox.post(MESSAGE);
        }
        assertThat(inbox.overrun()).isTrue();
        assertThat(rest()).containsExactly(saved);
        assertThat(inbox.overrun()).as("told once").isFalse();
        inbox.post(MESSAGE);
        assertThat(rest()).as("heard again").containsExactly(MESSAGE);
    }

    @Test
    void messagesThatWereTakenMakeRoom() throws Exception {
        for (int i = 0; i < 3 * Inbox.MESSAGES_MAX; i++) {
            inbox.post(MESSAGE);
            assertThat(inbox.poll(0)).isSameAs(MESSAGE);
        }
        assertThat(inbox.overrun()).isFalse();
    }
}
