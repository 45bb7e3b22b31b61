package io.systole.core.controller;

import io.systole.core.cib.Cib;
import io.systole.core.cib.CibVersion;
import io.systole.core.cib.Lineage;
import io.systole.core.membership.ClusterView;
import io.systole.core.message.Message;
import io.systole.core.message.RequestId;
import io.systole.core.run.LocalResources;
import io.systole.core.status.StatusSection;
import io.systole.core.value.NodeName;
import io.systole.core.xml.Element;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How the members of a view come to one DC and one CIB: everybody says hello; the elected DC fetches the chosen CIB and hands
 * it out; everybody puts it on disk and confirms with what runs there. A member that says nothing is left pending; when it
 * speaks at last, or when the DC does not come forward, the view starts over with the next attempt.
 */
final class JoinRound {
    /** How long a silent member holds the election up. */
    static final long HELLO_WAIT_MS = 3_000;
    /** How long an elected DC has to hand out the CIB, and its members to confirm. */
    static final long INSTALL_WAIT_MS = 10_000;

    private enum Phase {
        NONE,
        GATHER,
        FETCH,
        CONFIRM,
        FOLLOW,
        DONE
    }

    /** What comes of a round. */
    interface Listener {
        /** This node leads; the members that have confirmed. */
        void lead(SortedMap<NodeName, Message.Joined> members);

        /** Another node leads. */
        void follow();

        /** This node cannot work with the others, and why. */
        void refused(String why);

        /** This node has told the DC its whole history. */
        void confirmed();

        /** A member has confirmed after the round was over, or again. */
        void lateMember(NodeName member, Message.Joined joined);
    }

    private final Site site;
    private final Replica replica;
    private final LocalResources local;
    private final NodeAttributes attributes;
    private final Listener listener;
    private final SortedMap<NodeName, Election.Candidate> hellos = new TreeMap<>();
    private final SortedMap<NodeName, Message.Joined> confirmed = new TreeMap<>();
    private final SortedMap<NodeName, Integer> attempts = new TreeMap<>();
    /** Those of the hellos who can work together. */
    private SortedMap<NodeName, Election.Candidate> electorate = new TreeMap<>();

    private SortedMap<String, String> ownAttributes = new TreeMap<>();
    private Phase phase = Phase.NONE;
    private NodeName elected;
    private int attempt;
    private long phaseSinceMs;
    private boolean confirmDue;

    JoinRound(Site site, Replica replica, LocalResources local, NodeAttributes attributes, Listener listener) {
        this.site = site;
        this.replica = replica;
        this.local = local;
        this.attributes = attributes;
        this.listener = listener;
    }

    void viewChanged() {
        attempts.clear();
        start(0, "the view has " + site.view.members().size() + " member(s)");
    }

    void start(int newAttempt, String why) {
        rememberAttributes();
        attempt = newAttempt;
        hellos.clear();
        confirmed.clear();
        elected = null;
        confirmDue = false;
        site.dc = null;
        site.joined = false;
        enter(Phase.GATHER);
        site.enter(ControllerState.S_ELECTION, why);
        Message.Hello hello = new Message.Hello(
                attempt,
                replica.cib().version(),
                replica.digest(),
                site.nowMs - site.bornMs,
                site.wasDc,
                site.settled,
                site.wasQuorate,
                site.leaving,
                site.settings.featureSet(),
                site.quorateVersion);
        site.broadcast(hello);
        hello(site.self(), hello);
    }

    /**
     * The last partition's DC kept this node's attributes; they must outlive a split from it. Before its first step the CIB
     * does not have them yet.
     */
    private void rememberAttributes() {
        if (site.joined && replica.sequence() > 0) {
            ownAttributes = StatusSection.attributes(replica.cib(), site.self());
        }
    }

    /** Starts the view over. */
    void restart(String why) {
        start(attempt + 1, why);
    }

    /** This node must not act on its view any more. */
    void suspend() {
        rememberAttributes();
        enter(Phase.NONE);
        site.dc = null;
        site.joined = false;
    }

    private void enter(Phase next) {
        phase = next;
        phaseSinceMs = site.nowMs;
    }

    void hello(NodeName from, Message.Hello hello) {
        attempts.put(from, hello.attempt());
        if (phase == Phase.NONE) {
            site.ignored("hello of " + from, "this node waits for a newer view");
        } else if (hello.attempt() > attempt) {
            start(hello.attempt(), from + " starts over");
            hello(from, hello);
        } else if (hello.attempt() < attempt) {
            site.ignored("hello of " + from, "it belongs to attempt " + hello.attempt());
        } else if (phase != Phase.GATHER && !hellos.containsKey(from)) {
            start(attempt + 1, from + " has spoken late");
        } else {
            int id = site.view.member(from).map(ClusterView.Member::nodeId).orElse(Integer.MAX_VALUE);
            hellos.put(from, new Election.Candidate(from, id, hello));
            elect();
        }
    }

    /** Whether what this member says belongs to the attempt under way. */
    boolean current(NodeName from) {
        return phase != Phase.NONE && attempts.getOrDefault(from, -1) == attempt;
    }

    private void elect() {
        if (phase != Phase.GATHER || hellos.isEmpty()) {
            return;
        }
        boolean complete = hellos.size() >= site.view.members().size();
        if (!complete && site.nowMs < phaseSinceMs + HELLO_WAIT_MS) {
            site.wakeBy(phaseSinceMs + HELLO_WAIT_MS);
            return;
        }
        if (heldForOthers()) {
            return;
        }
        electorate = Election.compatible(hellos);
        elected = Election.leader(electorate);
        if (!electorate.containsKey(site.self())) {
            listener.refused("node " + elected + " has the feature set "
                    + hellos.get(elected).hello().featureSet() + ", this daemon " + site.settings.featureSet()
                    + "; install releases that work together");
            return;
        }
        if (!elected.equals(site.self())) {
            enter(Phase.FOLLOW);
            return;
        }
        NodeName holder = Election.holder(electorate);
        site.enter(
                ControllerState.S_INTEGRATION,
                "elected from " + electorate.keySet() + "; the CIB "
                        + hellos.get(holder).hello().version() + " of " + holder + " counts");
        enter(Phase.FETCH);
        if (holder.equals(site.self())) {
            install(replica.cib(), replica.recent(), replica.lineage());
        } else {
            site.send(holder, new Message.CibWanted());
        }
    }

    /** At the start of a cluster the nodes of the nodelist are waited for, {@code dc-deadtime} at most. */
    private boolean heldForOthers() {
        boolean someSettled = hellos.values().stream().anyMatch(c -> c.hello().settled());
        boolean allThere = site.settings.configured().keySet().stream()
                .allMatch(name -> site.view.member(name).isPresent());
        long untilMs = site.bornMs + Options.durationMs(replica.cib(), "dc-deadtime", 20_000);
        if (someSettled || allThere || site.nowMs >= untilMs) {
            return false;
        }
        site.enter(ControllerState.S_PENDING, "not every node of the nodelist is there yet");
        site.wakeBy(untilMs);
        return true;
    }

    void cibWanted(NodeName from) {
        site.send(from, new Message.CibOffer(replica.cib().root(), replica.recent(), replica.lineage()));
    }

    void cibOffered(NodeName from, Message.CibOffer offer) {
        if (phase == Phase.FETCH) {
            install(new Cib(offer.cib()), offer.recent(), offer.lineage());
        } else {
            site.ignored("CIB of " + from, "it is not wanted now");
        }
    }

    private void install(Cib chosen, List<RequestId> recent, Lineage lineage) {
        enter(Phase.CONFIRM);
        CibVersion winner = chosen.version();
        CibVersion largest = winner;
        for (Election.Candidate candidate : electorate.values()) {
            CibVersion version = candidate.hello().version();
            largest = version.compareTo(largest) > 0 ? version : largest;
        }
        // Versions never go back on any node, also not where a larger one lost to a quorate partition's.
        Cib next = largest.equals(winner)
                ? chosen
                : new Cib(new CibVersion(largest.adminEpoch(), largest.epoch() + 1, 0).in(chosen.root()));
        Message.CibInstall install = new Message.CibInstall(next.root(), 0, recent, winner, lineage.grown(next));
        // Only to those who were heard: what another has may be what counts, and it speaks late or in the next attempt.
        electorate.keySet().stream()
                .filter(member -> !member.equals(site.self()))
                .forEach(member -> site.send(member, install));
        adopt(site.self(), install);
    }

    void installed(NodeName from, Message.CibInstall install) {
        if (phase == Phase.FETCH || phase == Phase.CONFIRM) {
            start(attempt + 1, from + " takes itself for the DC, too");
        } else {
            phaseSinceMs = site.nowMs;
            adopt(from, install);
        }
    }

    private void adopt(NodeName from, Message.CibInstall install) {
        site.dc = from;
        if (!hellos.isEmpty()) {
            // What is taken over descends from what its holder had with quorum.
            site.quorateVersion = hellos.get(Election.holder(hellos)).hello().quorateVersion();
        }
        replica.adopt(install);
        confirmDue = true;
    }

    /** The DC hands a member whose copy went wrong the whole CIB again. */
    void resync(NodeName member) {
        site.send(
                member,
                new Message.CibInstall(
                        replica.cib().root(),
                        replica.sequence(),
                        replica.recent(),
                        replica.cib().version(),
                        replica.lineage()));
    }

    /** Confirms once nothing is being written. */
    void saved() {
        if (confirmDue && !replica.saving() && site.dc != null) {
            confirmDue = false;
            Element lrm = local.lrm(Integer.toString(site.settings.nodeId()));
            site.send(
                    site.dc,
                    new Message.Joined(lrm, attributes.settled(site.self(), ownAttributes), replica.trouble()));
            listener.confirmed();
        }
    }

    void joined(NodeName from, Message.Joined joined) {
        if (phase == Phase.DONE && site.leads()) {
            listener.lateMember(from, joined);
        } else if (phase == Phase.CONFIRM) {
            confirmed.put(from, joined);
            if (confirmed.keySet().containsAll(electorate.keySet())) {
                complete();
            }
        } else {
            site.ignored("confirmation of " + from, "this node does not lead");
        }
    }

    private void complete() {
        enter(Phase.DONE);
        site.broadcast(new Message.JoinDone());
        settle();
        site.enter(ControllerState.S_FINALIZE_JOIN, confirmed.keySet() + " have the CIB on disk");
        listener.lead(new TreeMap<>(confirmed));
    }

    void done(NodeName from) {
        if (!from.equals(site.dc)) {
            site.ignored("end of the join from " + from, "it is not this node's DC");
            return;
        }
        enter(Phase.DONE);
        settle();
        site.enter(ControllerState.S_NOT_DC, from + " is the DC");
        listener.follow();
    }

    private void settle() {
        site.term = 1 + Election.lastTerm(hellos);
        site.joined = true;
        site.settled = true;
        site.wasDc = site.leads();
        site.wasQuorate = site.verdict.quorate();
    }

    void tick() {
        long waitedMs = site.nowMs - phaseSinceMs;
        switch (phase) {
            case GATHER -> elect();
            case FETCH, FOLLOW -> {
                if (waitedMs >= INSTALL_WAIT_MS && phase != Phase.DONE) {
                    start(attempt + 1, "no CIB came within " + INSTALL_WAIT_MS + " ms");
                }
            }
            case CONFIRM -> {
                if (waitedMs >= INSTALL_WAIT_MS && confirmed.containsKey(site.self())) {
                    complete();
                }
            }
            default -> {}
        }
        if (phase == Phase.FETCH || phase == Phase.FOLLOW || phase == Phase.CONFIRM) {
            site.wakeBy(phaseSinceMs + INSTALL_WAIT_MS);
        }
    }
}
