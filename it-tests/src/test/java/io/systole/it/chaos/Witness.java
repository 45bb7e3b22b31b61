package io.systole.it.chaos;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.curator.test.InstanceSpec;
import org.apache.curator.test.TestingCluster;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.Watcher.Event.KeeperState;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.ZooKeeper;

/**
 * A ZooKeeper ensemble in which each active primitive and each promoted role is an exclusive lock. Each life of a machine has a
 * session of its own there, and its locks are ephemeral: when the harness takes a machine's power it ends the session, and
 * what the machine held is gone with it. Nothing that a daemon believes counts here.
 */
final class Witness implements AutoCloseable {
    private static final int SERVERS = 3;
    private static final int TICK_MS = 15_000;
    /** Sessions must outlive every pause of a loaded machine: a lock that ended by itself would hide a violation. */
    private static final int SESSION_MS = 20 * TICK_MS;

    /** A lock that was taken while somebody else held it. */
    record Conflict(long atNanos, String lock, String holder, String taker) {}

    /** That a node has begun something. */
    record Taken(long atNanos, String lock, String node) {}

    private final TestingCluster servers;
    private final Story story;
    private final Map<String, ZooKeeper> lives = new ConcurrentHashMap<>();
    private final List<Conflict> conflicts = new ArrayList<>();
    private final List<Taken> taken = new ArrayList<>();
    private volatile boolean over;

    Witness(Story story) throws Exception {
        this.story = story;
        List<InstanceSpec> specs = new ArrayList<>();
        for (int i = 0; i < SERVERS; i++) {
            specs.add(new InstanceSpec(null, -1, -1, -1, true, -1, TICK_MS, -1));
        }
        servers = new TestingCluster(specs);
        servers.start();
    }

    /** A machine is switched on. */
    void begins(String node) throws Exception {
        CountDownLatch connected = new CountDownLatch(1);
        ZooKeeper session = new ZooKeeper(servers.getConnectString(), SESSION_MS, event -> {
            if (event.getState() == KeeperState.SyncConnected) {
                connected.countDown();
            } else if (event.getState() == KeeperState.Expired && !over) {
                story.violation("the witness lost its session for %s: this run proves nothing", node);
            }
        });
        if (!connected.await(60, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the witness's servers do not answer");
        }
        lives.put(node, session);
    }

    /** A machine has lost its power. */
    void ends(String node) throws InterruptedException {
        ZooKeeper session = lives.remove(node);
        if (session != null) {
            session.close();
        }
    }

    /** What an agent did: {@code NODE take|release LOCK}. */
    void told(String line) throws Exception {
        String[] words = line.split(" ");
        long at = System.nanoTime();
        ZooKeeper session = lives.get(words[0]);
        if (session == null) {
            story.note("the last word of %s: %s", words[0], line);
            return;
        }
        try {
            if (words[1].equals("take")) {
                take(session, words[2], words[0], at);
            } else {
                release(session, words[2], words[0]);
            }
        } catch (KeeperException.SessionExpiredException e) {
            story.note("too late for the life of %s: %s", words[0], line);
        }
    }

    private static String path(String lock) {
        return "/" + lock;
    }

    private void take(ZooKeeper session, String lock, String node, long at) throws Exception {
        synchronized (this) {
            taken.add(new Taken(at, lock, node));
        }
        while (true) {
            try {
                session.create(
                        path(lock),
                        node.getBytes(StandardCharsets.UTF_8),
                        ZooDefs.Ids.OPEN_ACL_UNSAFE,
                        CreateMode.EPHEMERAL);
                story.note("%s takes %s", node, lock);
                return;
            } catch (KeeperException.NodeExistsException e) {
                String holder = holder(session, lock);
                if (holder.equals(node)) {
                    return;
                }
                if (!holder.isEmpty() && lives.containsKey(holder)) {
                    synchronized (this) {
                        conflicts.add(new Conflict(at, lock, holder, node));
                    }
                    story.tell("%s takes %s while %s holds it", node, lock, holder);
                }
                remove(session, lock);
            }
        }
    }

    private void release(ZooKeeper session, String lock, String node) throws Exception {
        if (holder(session, lock).equals(node)) {
            remove(session, lock);
            story.note("%s gives %s back", node, lock);
        }
    }

    private static String holder(ZooKeeper session, String lock) throws Exception {
        try {
            return new String(session.getData(path(lock), false, null), StandardCharsets.UTF_8);
        } catch (KeeperException.NoNodeException e) {
            return "";
        }
    }

    private static void remove(ZooKeeper session, String lock) throws Exception {
        try {
            session.delete(path(lock), -1);
        } catch (KeeperException.NoNodeException e) {
            // Its holder was quicker.
        }
    }

    /** Who holds what now. */
    Map<String, String> held() throws Exception {
        Map<String, String> held = new TreeMap<>();
        ZooKeeper any = lives.values().iterator().next();
        for (String lock : any.getChildren("/", false)) {
            if (!lock.equals("zookeeper")) {
                held.put(lock, holder(any, lock));
            }
        }
        return held;
    }

    synchronized List<Conflict> conflicts() {
        return List.copyOf(conflicts);
    }

    synchronized List<Taken> taken() {
        return List.copyOf(taken);
    }

    @Override
    public void close() throws Exception {
        over = true;
        for (String node : List.copyOf(lives.keySet())) {
            ends(node);
        }
        servers.close();
    }
}
