package io.systole.core.sim;

import io.systole.core.membership.ClusterView;
import io.systole.core.message.Message;
import io.systole.core.message.MessageXml;
import io.systole.core.xml.XmlException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Links that keep order and may be slow, lossy or cut in one direction, and the views that follow from them. It keeps the
 * promises of {@link io.systole.core.port.ClusterChannel}: messages of one sender arrive in order and at most once, with the
 * view they were sent in. So there is no order between the messages of two senders, and none between a view's messages and
 * its arrival elsewhere; datagrams that are lost, doubled or overtaken on the way show as delay only.
 */
final class Network {
    /** A lost datagram is sent again after so many milliseconds. */
    private static final long RESEND_MS = 100;
    /** A message that cannot be delivered for so long is dropped with the connection. */
    private static final long GIVE_UP_MS = 5_000;

    /** What the network does to a node. */
    interface Receiver {
        void viewChanged(Machine to, ClusterView view);

        void received(Machine to, Machine from, ClusterView.ViewId sentIn, Message message);
    }

    private record Letter(Machine to, long toLife, ClusterView.ViewId sentIn, byte[] bytes, long sentAtMs) {}

    private final class Link {
        final Machine from;
        final Deque<Letter> letters = new ArrayDeque<>();
        boolean moving;

        Link(Machine from) {
            this.from = from;
        }
    }

    private final Timeline time;
    private final Chance chance;
    private final List<Machine> machines;
    private final Receiver receiver;
    private final long tokenMs;
    private final Map<String, Link> links = new LinkedHashMap<>();
    private final boolean[][] cut;
    private long viewSequence;
    int lossInHundred;
    long delayMostMs = 4;

    Network(Timeline time, Chance chance, List<Machine> machines, long tokenMs, Receiver receiver) {
        this.time = time;
        this.chance = chance;
        this.machines = machines;
        this.tokenMs = tokenMs;
        this.receiver = receiver;
        this.cut = new boolean[machines.size() + 1][machines.size() + 1];
    }

    void cutOneWay(Machine from, Machine to) {
        cut[from.id()][to.id()] = true;
        changed();
    }

    /** Every side hears only itself. Machines that are named on no side are alone. */
    void split(List<List<Machine>> sides) {
        heal();
        List<List<Machine>> all = new ArrayList<>(sides);
        for (Machine machine : machines) {
            if (sides.stream().noneMatch(side -> side.contains(machine))) {
                all.add(List.of(machine));
            }
        }
        for (List<Machine> side : all) {
            for (Machine inside : side) {
                for (Machine other : machines) {
                    if (!side.contains(other)) {
                        cut[inside.id()][other.id()] = true;
                        cut[other.id()][inside.id()] = true;
                    }
                }
            }
        }
        changed();
    }

    void heal() {
        for (boolean[] row : cut) {
            java.util.Arrays.fill(row, false);
        }
        changed();
    }

    boolean reaches(Machine from, Machine to) {
        return from.talks() && to.talks() && (from == to || !cut[from.id()][to.id()]);
    }

    /** Whether packets pass both ways between two machines, whatever runs on them. */
    boolean connects(Machine one, Machine other) {
        return !cut[one.id()][other.id()] && !cut[other.id()][one.id()];
    }

    /** Who can talk to whom has changed; views follow when it has been noticed. */
    void changed() {
        time.in(chance.between(tokenMs * 60 / 100, tokenMs * 95 / 100), this::installViews);
        time.in(chance.between(30, 400), this::installWiderViews);
    }

    private void installWiderViews() {
        for (List<Machine> group : groups()) {
            boolean someoneNew = group.stream()
                    .anyMatch(m -> m.assigned == null
                            || group.stream()
                                    .anyMatch(o -> m.assigned.member(o.name()).isEmpty()));
            boolean nobodyLost = group.stream()
                    .allMatch(m -> m.assigned == null
                            || m.assigned.members().stream()
                                    .allMatch(o -> group.stream().anyMatch(g -> g.life == o.incarnation())));
            if (someoneNew && nobodyLost) {
                install(group);
            }
        }
    }

    private void installViews() {
        groups().forEach(this::install);
    }

    /** Those who hear each other, every one every other. */
    private List<List<Machine>> groups() {
        List<List<Machine>> groups = new ArrayList<>();
        for (Machine machine : machines) {
            if (!machine.talks()) {
                continue;
            }
            List<Machine> home = null;
            for (List<Machine> group : groups) {
                if (group.stream().allMatch(m -> reaches(m, machine) && reaches(machine, m))) {
                    home = group;
                    break;
                }
            }
            if (home == null) {
                home = new ArrayList<>();
                groups.add(home);
            }
            home.add(machine);
        }
        return groups;
    }

    private void install(List<Machine> group) {
        List<ClusterView.Member> members = new ArrayList<>();
        group.forEach(m -> members.add(new ClusterView.Member(m.id(), m.name(), m.life)));
        ClusterView known = group.get(0).assigned;
        if (known != null && known.members().equals(members) && group.stream().allMatch(m -> m.assigned == known)) {
            return;
        }
        ClusterView view = new ClusterView(
                new ClusterView.ViewId(++viewSequence, group.get(0).name()), members);
        for (Machine machine : group) {
            machine.assigned = view;
            long life = machine.life;
            time.in(chance.inHundred(10) ? chance.between(50, 300) : chance.between(0, 30), () -> {
                if (machine.up() && machine.life == life && machine.assigned == view) {
                    receiver.viewChanged(machine, view);
                }
            });
        }
    }

    void send(Machine from, Machine to, Message message) {
        if (from.view == null || from.mute) {
            return;
        }
        Letter letter = new Letter(to, to.life, from.view.id(), MessageXml.bytes(message), time.nowMs());
        Link link = links.computeIfAbsent(from.name() + ">" + to.name(), l -> new Link(from));
        link.letters.add(letter);
        move(link);
    }

    private void move(Link link) {
        if (link.moving || link.letters.isEmpty()) {
            return;
        }
        link.moving = true;
        long delayMs = chance.between(1, delayMostMs) + (chance.inHundred(lossInHundred) ? RESEND_MS : 0);
        time.in(delayMs, () -> arrive(link));
    }

    private void arrive(Link link) {
        link.moving = false;
        Letter letter = link.letters.peek();
        if (letter == null) {
            return;
        }
        boolean sameLife = letter.to().up() && letter.to().life == letter.toLife();
        if (sameLife && !reaches(link.from, letter.to()) && time.nowMs() - letter.sentAtMs() < GIVE_UP_MS) {
            link.moving = true;
            time.in(RESEND_MS, () -> arrive(link));
            return;
        }
        link.letters.remove();
        if (sameLife && reaches(link.from, letter.to())) {
            receiver.received(letter.to(), link.from, letter.sentIn(), decoded(letter.bytes()));
        }
        move(link);
    }

    private static Message decoded(byte[] bytes) {
        try {
            return MessageXml.message(bytes);
        } catch (XmlException e) {
            throw new IllegalStateException("a message does not survive the wire", e);
        }
    }

    /** A daemon that ends in good order hands out what it has sent before it closes the channel. */
    void handOut(Machine machine) {
        for (Link link : links.values()) {
            if (link.from == machine) {
                List<Letter> last = List.copyOf(link.letters);
                if (!machine.lastWordsLost) {
                    time.in(1, () -> last.forEach(letter -> handOver(link, letter)));
                }
                link.letters.clear();
            }
        }
    }

    private void handOver(Link link, Letter letter) {
        Machine to = letter.to();
        if (to.up() && to.life == letter.toLife() && connects(link.from, to)) {
            receiver.received(to, link.from, letter.sentIn(), decoded(letter.bytes()));
        }
    }

    /** The machine, or the daemon on it, is gone: what it had not sent is lost. */
    void forget(Machine machine) {
        links.values().stream().filter(link -> link.from == machine).forEach(link -> link.letters.clear());
    }
}
