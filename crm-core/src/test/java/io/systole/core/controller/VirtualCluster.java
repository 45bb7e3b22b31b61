package io.systole.core.controller;

import io.systole.core.cib.Cib;
import io.systole.core.cib.CibVersion;
import io.systole.core.membership.ClusterView;
import io.systole.core.membership.Votequorum;
import io.systole.core.message.Message;
import io.systole.core.message.MessageXml;
import io.systole.core.message.Request;
import io.systole.core.operation.AgentCall;
import io.systole.core.operation.AgentOutcome;
import io.systole.core.operation.ExecutionStatus;
import io.systole.core.value.NodeName;
import io.systole.core.xml.XmlException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Whole nodes in one thread on virtual time: links that keep order, disks that take a while, cuts, kills and restarts. Chance
 * comes from a seed. Invariants are checked after every step.
 */
final class VirtualCluster {
    private static final long WALL_MS = 1_700_000_000_000L;

    /** One machine; the daemon on it may die and come again. */
    final class Node {
        final NodeName name;
        final int id;
        final TreeSet<String> running = new TreeSet<>();
        Cib disk = Cib.empty();
        Controller controller;
        ClusterView view;
        /** The view that is on its way to the node, or that it has. */
        ClusterView assigned;

        long life;
        long diskDelayMs = 5;
        boolean diskBroken;
        String diskTrouble = "";
        boolean machineUp;
        String featureSet = "3.20.1";
        /** Why it was not let in. */
        String refusal;

        /** Nothing that the node says is heard. */
        boolean mute;

        CibVersion highest;
        int aside;

        Node(int id) {
            this.id = id;
            this.name = NodeName.of("node" + id);
        }

        boolean up() {
            return controller != null;
        }
    }

    private record Letter(Node from, Node to, long toLife, ClusterView.ViewId sentIn, byte[] bytes) {
        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }

    private record Event(long atMs, long order, Runnable what) {}

    final List<Node> nodes = new ArrayList<>();
    final SortedMap<Long, Effect.Reply> replies = new TreeMap<>();
    /** Requests answered by nodes that had quorum then. */
    final TreeSet<Long> repliedWithQuorum = new TreeSet<>();

    final List<String> log = new ArrayList<>();
    final List<String> agentRuns = new ArrayList<>();
    /** Operation keys that fail wherever they run. */
    final TreeSet<String> failing = new TreeSet<>();

    private final PriorityQueue<Event> events = new PriorityQueue<>(
            (a, b) -> a.atMs() != b.atMs() ? Long.compare(a.atMs(), b.atMs()) : Long.compare(a.order(), b.order()));
    private final Map<String, Deque<Letter>> links = new LinkedHashMap<>();
    private final Random random;
    private int[] side;
    private long nowMs = 1_000;
    private long order;
    private long lives;
    private long viewSequence;
    private long topology;
    private long lastToken;

    VirtualCluster(int size, long seed) {
        random = new Random(seed);
        side = new int[size + 1];
        for (int i = 1; i <= size; i++) {
            nodes.add(new Node(i));
        }
    }

    long nowMs() {
        return nowMs;
    }

    Node node(int id) {
        return nodes.get(id - 1);
    }

    private void in(long delayMs, Runnable what) {
        events.add(new Event(nowMs + delayMs, ++order, what));
    }

    void startAll() {
        nodes.forEach(this::start);
    }

    void start(Node node) {
        SortedMap<NodeName, Integer> configured = new TreeMap<>();
        nodes.forEach(n -> configured.put(n.name, n.id));
        node.life = ++lives;
        node.machineUp = true;
        Settings settings = new Settings(node.name, node.id, node.life, configured, node.featureSet, 2_000);
        boolean two = nodes.size() == 2;
        Votequorum.Rules rules =
                new Votequorum.Rules(true, nodes.size(), two, false, false, 10_000, false, List.of(), true);
        node.controller = new Controller(settings, new Votequorum(rules, new TreeMap<>()));
        node.highest = node.disk.version();
        node.view = null;
        node.assigned = null;
        input(node, new Input.Started(node.disk));
        membershipChanges(100);
    }

    /** The daemon dies; agents' resources stay, unless the whole machine goes. */
    void kill(Node node, boolean machine) {
        node.controller = null;
        if (machine) {
            node.running.clear();
            node.machineUp = false;
        }
        membershipChanges(1_000);
    }

    /** Puts each node on the side given, in the order of ids. */
    void split(int... sides) {
        System.arraycopy(sides, 0, side, 1, sides.length);
        membershipChanges(1_000);
    }

    void heal() {
        side = new int[side.length];
        membershipChanges(300);
    }

    private void membershipChanges(long detectionMs) {
        long mine = ++topology;
        in(detectionMs, () -> {
            if (mine == topology) {
                installViews();
            }
        });
    }

    private void installViews() {
        SortedMap<Integer, List<ClusterView.Member>> partitions = new TreeMap<>();
        for (Node node : nodes) {
            if (node.up()) {
                partitions
                        .computeIfAbsent(side[node.id], s -> new ArrayList<>())
                        .add(new ClusterView.Member(node.id, node.name, node.life));
            }
        }
        for (List<ClusterView.Member> members : partitions.values()) {
            ClusterView.ViewId id =
                    new ClusterView.ViewId(++viewSequence, members.get(0).name());
            ClusterView view = new ClusterView(id, members);
            ClusterView known = node(members.get(0).nodeId()).assigned;
            if (known != null
                    && known.members().equals(members)
                    && members.stream().allMatch(m -> node(m.nodeId()).assigned == known)) {
                continue;
            }
            for (ClusterView.Member member : members) {
                Node node = node(member.nodeId());
                node.assigned = view;
                in(random.nextInt(30), () -> {
                    if (node.up() && node.assigned == view) {
                        node.view = view;
                        input(node, new Input.ViewChanged(view));
                    }
                });
            }
        }
    }

    long ask(Node node, Request request) {
        long token = ++lastToken;
        input(node, new Input.Asked(token, request));
        return token;
    }

    void input(Node node, Input input) {
        if (!node.up()) {
            return;
        }
        List<Effect> effects = node.controller.step(nowMs, WALL_MS + nowMs, input);
        for (Effect effect : effects) {
            if (node.up()) {
                perform(node, effect);
            }
        }
        check(node);
    }

    private void later(Node node, long delayMs, Input input) {
        long life = node.life;
        in(delayMs, () -> {
            if (node.up() && node.life == life) {
                input(node, input);
            }
        });
    }

    private void perform(Node node, Effect effect) {
        if (effect instanceof Effect.Send send) {
            nodes.stream().filter(n -> n.name.equals(send.to())).forEach(to -> send(node, to, send.message()));
        } else if (effect instanceof Effect.Broadcast broadcast) {
            nodes.stream().filter(to -> to != node).forEach(to -> send(node, to, broadcast.message()));
        } else if (effect instanceof Effect.SaveCib save) {
            save(node, save);
        } else if (effect instanceof Effect.MakePlan make) {
            later(node, 5, new Input.PlanReady(make.planId(), FakeScheduler.plan(make.cib()), List.of()));
        } else if (effect instanceof Effect.RunAgent run) {
            agent(node, run.call());
        } else if (effect instanceof Effect.AskMachine ask) {
            askMachine(node, ask.node());
        } else if (effect instanceof Effect.Reply reply) {
            if (node.controller.published().quorum().quorate()) {
                repliedWithQuorum.add(reply.token());
            }
            if (replies.put(reply.token(), reply) != null) {
                throw new AssertionError("request " + reply.token() + " was answered twice");
            }
        } else if (effect instanceof Effect.Log line) {
            log.add(nowMs + " " + node.name + " " + line.level() + " " + line.sentence());
        } else if (effect instanceof Effect.WakeAt wake) {
            later(node, wake.nowMs() - nowMs, new Input.Tick());
        } else if (effect instanceof Effect.KeepAside) {
            node.aside++;
        } else if (effect instanceof Effect.Exit exit) {
            node.refusal = exit.refused() ? exit.reason() : null;
            kill(node, false);
        } else if (effect instanceof Effect.Fence fence) {
            later(node, 10, new Input.Fenced(fence.target(), false, "no device"));
        }
    }

    private void askMachine(Node from, NodeName name) {
        Node to = nodes.stream().filter(n -> n.name.equals(name)).findFirst().orElseThrow();
        boolean up = to.machineUp && side[to.id] == side[from.id];
        later(from, up ? 2 : 150, new Input.MachineAnswered(name, up));
    }

    private void send(Node from, Node to, Message message) {
        if (from.view == null || from.mute) {
            return;
        }
        Letter letter = new Letter(from, to, to.life, from.view.id(), MessageXml.bytes(message));
        String link = from.name + ">" + to.name;
        links.computeIfAbsent(link, l -> new ArrayDeque<>()).add(letter);
        in(1 + random.nextInt(4), () -> deliver(links.get(link), letter));
    }

    /** Delivers what was sent up to the letter; a cut link is tried again, as a transport that resends does. */
    private void deliver(Deque<Letter> link, Letter letter) {
        if (!link.contains(letter)) {
            return;
        }
        if (letter.from().up() && letter.to().up() && side[letter.from().id] != side[letter.to().id]) {
            in(20, () -> deliver(link, letter));
            return;
        }
        Letter next;
        do {
            next = link.removeFirst();
            if (next.to().up() && next.to().life == next.toLife()) {
                input(next.to(), new Input.Received(next.from().name, next.sentIn(), decoded(next.bytes())));
            }
        } while (next != letter);
    }

    private static Message decoded(byte[] bytes) {
        try {
            return MessageXml.message(bytes);
        } catch (XmlException e) {
            throw new AssertionError("a message does not survive the wire", e);
        }
    }

    private void save(Node node, Effect.SaveCib save) {
        long life = node.life;
        in(node.diskDelayMs, () -> {
            if (!node.up() || node.life != life) {
                return;
            }
            if (node.diskBroken) {
                input(node, new Input.CibSaveFailed(save.token(), "no space left on device"));
                return;
            }
            node.disk = new Cib(save.cib().root().replacing(1, Cib.empty().status()));
            input(node, new Input.CibSaved(save.token(), node.diskTrouble));
        });
    }

    private void agent(Node node, AgentCall call) {
        agentRuns.add(node.name + " " + call.key());
        String resource = call.key().resource();
        int rc = failing.contains(call.key().toString()) ? 1 : 0;
        switch (rc == 1 ? "" : call.operation()) {
            case "" -> log.add(nowMs + " " + node.name + " fails " + call.key());
            case "start" -> node.running.add(resource);
            case "stop" -> node.running.remove(resource);
            default -> rc = node.running.contains(resource) ? 0 : 7;
        }
        later(
                node,
                20,
                new Input.AgentDone(
                        call.callId(), new AgentOutcome(rc, ExecutionStatus.DONE, "", "", WALL_MS + nowMs, 20, 0)));
    }

    /** Lets virtual time go on. */
    void run(long forMs) {
        long untilMs = nowMs + forMs;
        while (!events.isEmpty() && events.peek().atMs() <= untilMs) {
            Event event = events.poll();
            nowMs = event.atMs();
            event.what().run();
        }
        nowMs = untilMs;
    }

    private void check(Node node) {
        if (!node.up()) {
            return;
        }
        Published published = node.controller.published();
        CibVersion version = published.cib().version();
        if (version.compareTo(node.highest) < 0) {
            throw new AssertionError(node.name + "'s CIB went back from " + node.highest + " to " + version);
        }
        node.highest = version;
        if (!leads(node)) {
            return;
        }
        for (Node other : nodes) {
            if (other != node && leads(other) && other.view.id().equals(node.view.id())) {
                throw new AssertionError(node.name + " and " + other.name + " both lead view " + node.view.id());
            }
        }
    }

    private static boolean leads(Node node) {
        return node.up()
                && node.controller.published().dc().filter(node.name::equals).isPresent();
    }
}
