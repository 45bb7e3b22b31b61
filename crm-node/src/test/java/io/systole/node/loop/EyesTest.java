package io.systole.node.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.systole.core.xml.Element;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class EyesTest {
    private final CountDownLatch device = new CountDownLatch(1);
    private final BlockingQueue<Element> seen = new LinkedBlockingQueue<>();

    private Element look() {
        try {
            device.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return Element.of("machine");
    }

    @Test
    void whileADeviceHoldsTheEyesOnlySoManyLooksWaitAndAfterwardsTheySeeAgain() throws Exception {
        Eyes eyes = new Eyes(this::look);
        for (int i = 0; i < 1_000; i++) {
            eyes.look(seen::add);
        }
        assertThat(seen).isEmpty();
        device.countDown();
        // One is under way, besides those that wait.
        for (int i = 0; i <= Eyes.LOOKS_MAX; i++) {
            assertThat(seen.poll(10, TimeUnit.SECONDS)).isNotNull();
        }
        eyes.look(seen::add);
        assertThat(seen.poll(10, TimeUnit.SECONDS)).isNotNull();
        assertThat(seen).isEmpty();
    }
}
