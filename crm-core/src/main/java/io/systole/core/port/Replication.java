package io.systole.core.port;

import io.systole.core.run.ActiveResource;
import io.systole.core.value.NodeName;
import io.systole.core.xml.Element;
import java.util.List;
import java.util.function.Consumer;

/**
 * What keeps a copy of this node's data on another one, and waits for it with every write. It finds out by itself that the
 * other is dead, but only after its own, long patience; the cluster knows sooner.
 *
 * <p><b>Threading.</b> {@link #lost} returns at once; the work is done on threads of its own, in bounded time.
 *
 * <p><b>Failure.</b> What could not be done goes to the log, with what a person can do. A node that answers where its copy
 * is reached is not given up: both sides would write.
 */
public interface Replication {
    /**
     * Whether a node answers where its copy of what is active here is reached. Returns at once; the answer comes within a
     * few hundred milliseconds, on any thread. False where nothing here has a copy there.
     */
    void ask(NodeName node, List<ActiveResource> here, Consumer<Boolean> answer);

    /**
     * A node is lost: what waits for it shall go on without it, and take it in again when it returns.
     *
     * @param here everything that is active on this node, of whatever kind
     */
    void lost(NodeName node, List<ActiveResource> here);

    /**
     * What this machine sees of its copies now. Blocks for at most a second or so; at most some ten thousand bytes.
     *
     * @return {@code <machine now-ms="…">} with the replicated resources in it
     */
    Element look();
}
