package io.systole.core.controller;

import io.systole.core.cib.Cib;
import io.systole.core.cib.CibEngine;
import io.systole.core.cib.CibOperation;
import io.systole.core.cib.CibVersion;
import io.systole.core.message.Message;
import io.systole.core.message.Request;
import io.systole.core.message.RequestId;
import io.systole.core.status.StatusChange;
import io.systole.core.status.StatusSection;
import io.systole.core.value.CrmExit;
import io.systole.core.value.NodeName;
import io.systole.core.xml.Element;
import io.systole.core.xml.XmlFormat;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/** Where the DC answers what members ask of it. */
final class DcDesk {
    /** As ctime(3) writes it. */
    private static final DateTimeFormatter WRITTEN = DateTimeFormatter.ofPattern(
                    "EEE MMM ppd HH:mm:ss yyyy", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final Site site;
    private final Replica replica;
    private final NodeAttributes attributes;
    private final WriteQueue writes;
    private final PlanLoop plan;
    private final Forgetting forgetting;
    private final MovePins pins;
    private final Returned returned = new Returned();
    /** Commands that may wait for the cluster to come to rest. */
    static final int AWAITING_MAX = 1_000;

    private final Dampening dampening = new Dampening();
    private final Deque<RequestId> awaitingIdle = new ArrayDeque<>();

    DcDesk(
            Site site,
            Replica replica,
            NodeAttributes attributes,
            WriteQueue writes,
            PlanLoop plan,
            Forgetting forgetting,
            MovePins pins) {
        this.attributes = attributes;
        this.site = site;
        this.replica = replica;
        this.writes = writes;
        this.plan = plan;
        this.forgetting = forgetting;
        this.pins = pins;
    }

    /** This node leads; the members that have confirmed. */
    void begin(SortedMap<NodeName, Message.Joined> members) {
        awaitingIdle.clear();
        dampening.clear();
        writes.begin(members);
        writes.commit(
                NodeStates.missingNodes(replica.cib(), site.view, site.settings.configured()),
                NodeStates.partition(replica.cib(), site.view, returned.begin(replica.cib(), members)),
                site.header(),
                null);
        plan.begin(members);
    }

    /** A member has confirmed late, or again. */
    void lateMember(NodeName member, Message.Joined joined) {
        boolean again = writes.members().contains(member);
        writes.memberJoined(member, joined);
        // A member whose copy went wrong knows what it did itself, but not what was said of it since it came in.
        site.view
                .member(member)
                .ifPresent(m -> writes.status(
                        again
                                ? List.of(new StatusChange.ReplaceHistory(member, joined.lrm()))
                                : NodeStates.member(m, joined)));
        plan.lateMember(member, joined);
    }

    void ask(RequestId id, Request request) {
        if (request instanceof Request.Change change) {
            change(id, change);
        } else if (request instanceof Request.Attribute attribute) {
            attribute(id, attribute);
        } else if (request instanceof Request.Forget forget) {
            List<String> sentences = forgetting.forget(forget);
            if (!sentences.isEmpty()) {
                plan.touch("history was forgotten on request");
            }
            answer(id, CrmExit.OK, sentences);
        } else if (request instanceof Request.AwaitIdle) {
            awaitIdle(id);
        } else if (request instanceof Request.Shutdown shutdown) {
            shutdown(id, shutdown.node());
        } else if (request instanceof Request.ConfirmFenced confirm) {
            confirmFenced(id, confirm.node());
        } else if (request instanceof Request.ForgetNode forgetNode) {
            forgetNode(id, forgetNode.node());
        }
    }

    private void answer(RequestId id, CrmExit exit, List<String> sentences) {
        site.send(id.node(), new Message.Answer(id.number(), exit.code(), sentences));
    }

    private void change(RequestId id, Request.Change change) {
        if (replica.holds(id)) {
            madeBefore(id);
            return;
        }
        Cib before = replica.cib();
        CibVersion required = change.requireVersion();
        if (required != null
                && (required.adminEpoch() != before.version().adminEpoch()
                        || required.epoch() != before.version().epoch())) {
            answer(
                    id,
                    CrmExit.OLD,
                    List.of("the configuration is at version " + before.version() + " now, no longer at " + required
                            + "; somebody else has changed it"));
            return;
        }
        CibEngine.Outcome trial = CibEngine.apply(before, change.operations());
        String tooLarge = trial.ok() ? tooLarge(before, trial.cib()) : "";
        if (!tooLarge.isEmpty()) {
            answer(id, CrmExit.CANTCREAT, List.of("nothing was changed: " + tooLarge));
            return;
        }
        // A change that changes nothing must not be stamped, or it would change something.
        if (change.dryRun() || !trial.ok()) {
            answer(id, trial.exit(), trial.messages());
            return;
        }
        if (trial.cib().equals(before)) {
            writes.confirm(id, trial.messages());
            return;
        }
        boolean configuration = !trial.cib().configuration().equals(before.configuration());
        if (configuration && !writes.objection().isEmpty()) {
            answer(id, CrmExit.IOERR, List.of("nothing was changed: " + writes.objection()));
            return;
        }
        SortedMap<String, String> stamp = configuration ? stamp(id, change.who()) : new TreeMap<>();
        writes.change(change.operations(), stamp, id, leftRunning(before, trial.cib()));
        committed(before, change.who());
    }

    /**
     * Why a configuration would be too large; empty where it is not, or becomes smaller. Where members run out of memory they
     * do so together, and again each time they start.
     */
    private String tooLarge(Cib before, Cib after) {
        long most = site.settings.configurationMax();
        long length = XmlFormat.length(after.configuration());
        return length <= most || length <= XmlFormat.length(before.configuration())
                ? ""
                : "the configuration would have " + length + " characters of XML; daemons with this heap keep at most "
                        + most + ". Start systoled with a larger SYSTOLE_HEAP (megabytes) on every node, or make it"
                        + " smaller";
    }

    /** What the person must know who lets the cluster touch again what nodes that are away have left running. */
    private static List<String> leftRunning(Cib before, Cib after) {
        List<String> sentences = LeftRunning.sentences(after);
        boolean concerns = !sentences.isEmpty() && !LeftRunning.handsOff(before).equals(LeftRunning.handsOff(after));
        return concerns ? sentences : List.of();
    }

    /** The change came into the CIB before the partition changed; since then every member has put that on disk, or tried. */
    private void madeBefore(RequestId id) {
        if (writes.objection().isEmpty()) {
            writes.confirm(id, List.of());
        } else {
            answer(id, CrmExit.IOERR, List.of("the change is in use, but " + writes.objection()));
        }
    }

    private SortedMap<String, String> stamp(RequestId id, String who) {
        SortedMap<String, String> stamp = new TreeMap<>();
        stamp.put("cib-last-written", WRITTEN.format(Instant.ofEpochMilli(site.wallMs)));
        stamp.put("update-origin", id.node().text());
        // Commands name themselves and their user: "crm configure (root)".
        String[] words = (who == null || who.isBlank() ? "unknown" : who.trim()).split("[ /@()]+");
        stamp.put("update-client", words[0]);
        stamp.put("update-user", words.length > 1 ? words[words.length - 1] : "root");
        return stamp;
    }

    private void committed(Cib before, String who) {
        Cib after = replica.cib();
        pins.changed(before, after, plan.idle());
        for (String sentence : forgetting.redefined(before, after)) {
            tell(new Message.Notice(sentence));
        }
        plan.touch("the CIB was changed to " + after.version() + " by " + who);
    }

    private void attribute(RequestId id, Request.Attribute asked) {
        NodeName node = asked.node() == null ? id.node() : asked.node();
        long most = site.settings.configurationMax();
        if (asked.value() != null && !attributes.room(replica.cib(), node, asked.name(), asked.value(), most)) {
            answer(
                    id,
                    CrmExit.CANTCREAT,
                    List.of("nothing was changed: attributes of nodes would have more than " + most
                            + " characters, which is as many as daemons with this heap keep; delete some"));
            return;
        }
        if (asked.privateOnly()) {
            if (asked.value() != null && !attributes.place(node, asked.name())) {
                answer(
                        id,
                        CrmExit.CANTCREAT,
                        List.of("node \"" + node + "\" has " + NodeAttributes.PRIVATE_MAX
                                + " private attributes; delete some"));
                return;
            }
            tell(new Message.AttributeValue(node, asked.name(), asked.value(), false));
            answer(id, CrmExit.OK, List.of());
            return;
        }
        if (StatusSection.node(replica.cib(), node) == null) {
            answer(id, CrmExit.NOHOST, List.of("the cluster knows no node \"" + node + "\""));
            return;
        }
        if (returned.keepsBack(replica.cib(), node, asked.name(), asked.value())) {
            site.ignored(asked.name() + " of " + node, "it has an older promotion than another node");
            answer(id, CrmExit.OK, List.of());
            return;
        }
        String old = StatusSection.attributes(replica.cib(), node).get(asked.name());
        String value = counted(old, asked.value());
        if (dampening.hold(node, asked.name(), value, asked.dampeningMs(), site.nowMs)) {
            tell(new Message.AttributeValue(node, asked.name(), value, true));
        } else if (value == null ? old != null : !value.equals(old)) {
            writes.status(List.of(new StatusChange.Attribute(node, asked.name(), value)));
            plan.touch("attribute " + asked.name() + " of " + node + " is now " + value);
        }
        // The node must hear of the value before it hears that it is set: it is the one that keeps it.
        writes.flush();
        answer(id, CrmExit.OK, List.of());
    }

    private void tell(Message message) {
        site.broadcast(message);
        site.send(site.self(), message);
    }

    /** Writes the attributes whose dampening is over, and those that count by now. */
    void tick() {
        List<StatusChange> all = new ArrayList<>(dampening.due(site.nowMs));
        all.addAll(returned.due(replica.cib()));
        for (StatusChange change : all) {
            StatusChange.Attribute due = (StatusChange.Attribute) change;
            boolean changed = !Objects.equals(
                    StatusSection.attributes(replica.cib(), due.node()).get(due.name()), due.value());
            writes.status(List.of(due));
            if (changed) {
                plan.touch("attribute " + due.name() + " of " + due.node() + " is now " + due.value());
            }
        }
        if (dampening.nextAtMs() != Long.MAX_VALUE) {
            site.wakeBy(dampening.nextAtMs());
        }
    }

    /** {@code value++} and {@code value+=N} count up from the old value. */
    private static String counted(String old, String value) {
        if ("value++".equals(value)) {
            return FailCounts.increased(old);
        }
        if (value != null && value.matches("value\\+=[0-9]{1,7}")) {
            long base = old != null && old.matches("-?[0-9]{1,9}") ? Long.parseLong(old) : 0;
            return "INFINITY".equals(old) ? old : Long.toString(base + Long.parseLong(value.substring(7)));
        }
        return value;
    }

    private void shutdown(RequestId id, NodeName asked) {
        List<NodeName> nodes = asked == null ? new ArrayList<>(writes.members()) : List.of(asked);
        if (!writes.members().containsAll(nodes)) {
            answer(id, CrmExit.NOHOST, List.of("node \"" + asked + "\" is not online"));
            return;
        }
        String seconds = Long.toString(site.wallMs / 1_000);
        for (NodeName node : nodes) {
            if (!StatusSection.attributes(replica.cib(), node).containsKey("shutdown")) {
                writes.status(List.of(new StatusChange.Attribute(node, "shutdown", seconds)));
                plan.touch("node " + node + " wants to leave");
            }
        }
        answer(id, CrmExit.OK, List.of());
    }

    private void confirmFenced(RequestId id, NodeName node) {
        if (site.view.member(node).isPresent()) {
            answer(id, CrmExit.UNSAFE, List.of("node \"" + node + "\" is a member of the cluster: it is not down"));
            return;
        }
        writes.status(NodeStates.down(NodeStates.idOf(replica.cib(), node), node));
        plan.touch("a person confirms that " + node + " is down");
        answer(id, CrmExit.OK, List.of());
    }

    private void forgetNode(RequestId id, NodeName node) {
        if (site.view.member(node).isPresent()) {
            answer(
                    id,
                    CrmExit.UNSAFE,
                    List.of("node \"" + node + "\" is a member of the cluster; stop its daemon first"));
            return;
        }
        Cib before = replica.cib();
        Element entry = Element.of("node", "id", NodeStates.idOf(before, node));
        writes.commit(
                List.of(new CibOperation.Delete("nodes", entry)),
                List.of(new StatusChange.DropNode(node)),
                new TreeMap<>(),
                null);
        committed(before, "the removal of node " + node);
        answer(id, CrmExit.OK, List.of());
    }

    /** Clients that gave up waiting are not known of here: the longest waiting ones make room. */
    private void awaitIdle(RequestId id) {
        awaitingIdle.addLast(id);
        if (awaitingIdle.size() > AWAITING_MAX) {
            answer(
                    awaitingIdle.removeFirst(),
                    CrmExit.TEMPFAIL,
                    List.of("more than " + AWAITING_MAX + " commands wait for the cluster to come to rest"));
        }
    }

    /** The cluster has come to rest. */
    void idle() {
        for (RequestId id : awaitingIdle) {
            answer(id, CrmExit.OK, List.of());
        }
        awaitingIdle.clear();
    }
}
