package io.systole.node.loop;

import io.systole.core.xml.Element;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Looks at this machine in a thread of its own: a broken device may hold it in the kernel for as long as it likes. */
final class Eyes {
    /** Looks that wait. Who asks for a further one gets no answer, and goes on without this node's as without a silent one's. */
    static final int LOOKS_MAX = 16;

    private final Supplier<Element> look;
    private final ThreadPoolExecutor thread = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(LOOKS_MAX),
            task -> {
                Thread made = new Thread(task, "eyes");
                made.setDaemon(true);
                return made;
            },
            new ThreadPoolExecutor.DiscardPolicy());

    /** @param look may block */
    Eyes(Supplier<Element> look) {
        this.look = look;
    }

    void look(Consumer<Element> seen) {
        thread.execute(() -> seen.accept(look.get()));
    }
}
