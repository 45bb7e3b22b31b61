package io.systole.core.controller;

import io.systole.core.cib.Cib;
import io.systole.core.cib.Lineage;
import io.systole.core.message.Message;
import io.systole.core.message.RequestId;
import io.systole.core.run.LocalResources;
import io.systole.core.value.NodeName;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

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

    private final Site site;
    private final Replica replica;
    private final OwnWord own;
    private final CibHandout handout;
    private final JoinListener listener;
    private final Ballot ballot;
    private final SortedMap<NodeName, Message.Joined> confirmed = new TreeMap<>();

    private Phase phase = Phase.NONE;
    private NodeName elected;
    private long phaseSinceMs;
    private long saidAtMs;
    private boolean confirmDue;
    /** The term of the partition that is to be, or is. */
    private long term;
    /** What the DC said when the partition was there and this node had not confirmed yet. */
    private Message.JoinDone early;

    JoinRound(Site site, Replica replica, LocalResources local, NodeAttributes attributes, JoinListener listener) {
        this.site = site;
        this.replica = replica;
        this.own = new OwnWord(site, replica, local, attributes);
        this.handout = new CibHandout(site, replica);
        this.listener = listener;
        this.ballot = new Ballot(site);
    }

    void viewChanged() {
        ballot.viewChanged();
        start(0, "the view has " + site.view.members().size() + " member(s)");
    }

    private void start(int attempt, String why) {
        own.rememberAttributes();
        ballot.start(attempt);
        confirmed.clear();
        elected = null;
        confirmDue = false;
        early = null;
        site.dc = null;
        site.joined = false;
        enter(Phase.GATHER);
        site.enter(ControllerState.S_ELECTION, why);
        saidAtMs = site.nowMs;
        Message.Hello hello = own.hello(ballot.attempt());
        site.broadcast(hello);
        hello(site.self(), hello);
    }

    /** Starts the view over. */
    void restart(String why) {
        start(ballot.attempt() + 1, why);
    }

    /** This node must not act on its view any more. */
    void suspend() {
        own.rememberAttributes();
        enter(Phase.NONE);
        site.dc = null;
        site.joined = false;
    }

    private void enter(Phase next) {
        phase = next;
        phaseSinceMs = site.nowMs;
    }

    void hello(NodeName from, Message.Hello hello) {
        ballot.speaks(from, hello.attempt());
        if (phase == Phase.NONE) {
            site.ignored("hello of " + from, "this node waits for a newer view");
        } else if (hello.attempt() > ballot.attempt()) {
            start(hello.attempt(), from + " starts over");
            hello(from, hello);
        } else if (hello.attempt() < ballot.attempt()) {
            site.ignored("hello of " + from, "it belongs to attempt " + hello.attempt());
        } else if (phase == Phase.GATHER) {
            ballot.put(from, hello);
            elect();
        } else if (ballot.has(from)) {
            site.ignored("hello of " + from, "it was heard before");
        } else if (site.dc == null || site.dc.equals(site.self())) {
            restart(from + " has spoken late");
        } else {
            // Its DC may have heard it in time, or starts over.
            ballot.put(from, hello);
        }
    }

    /** Whether what this member says belongs to the attempt under way. */
    boolean current(NodeName from) {
        return phase != Phase.NONE && ballot.current(from);
    }

    private void elect() {
        if (phase != Phase.GATHER || ballot.speakers().isEmpty()) {
            return;
        }
        if (!ballot.isComplete() && site.nowMs < phaseSinceMs + HELLO_WAIT_MS) {
            site.wakeBy(phaseSinceMs + HELLO_WAIT_MS);
            return;
        }
        if (!ballot.isComplete() && !ballot.isEnough()) {
            site.enter(ControllerState.S_PENDING, "too few of the view have spoken: " + ballot.speakers());
            sayAgain();
            return;
        }
        if (heldForOthers()) {
            return;
        }
        listener.heard(ballot.speakers());
        elected = ballot.elect();
        if (!ballot.electorate().containsKey(site.self())) {
            listener.refused("node " + elected + " has the feature set "
                    + ballot.of(elected).featureSet() + ", this daemon " + site.settings.featureSet()
                    + "; install releases that work together");
            return;
        }
        if (!elected.equals(site.self())) {
            enter(Phase.FOLLOW);
            return;
        }
        NodeName holder = ballot.holder();
        site.enter(
                ControllerState.S_INTEGRATION,
                "elected from " + ballot.electorate().keySet() + "; the CIB "
                        + ballot.of(holder).version() + " of " + holder + " counts");
        enter(Phase.FETCH);
        if (holder.equals(site.self())) {
            install(replica.cib(), replica.recent(), replica.lineage());
        } else {
            site.send(holder, new Message.CibWanted());
        }
    }

    private void sayAgain() {
        if (site.nowMs >= saidAtMs + HELLO_WAIT_MS) {
            site.broadcast(own.hello(ballot.attempt()));
            saidAtMs = site.nowMs;
        }
        site.wakeBy(saidAtMs + HELLO_WAIT_MS);
    }

    /** At the start of a cluster the nodes of the nodelist are waited for, {@code dc-deadtime} at most. */
    private boolean heldForOthers() {
        boolean allThere = site.settings.configured().keySet().stream()
                .allMatch(name -> site.view.member(name).isPresent());
        long untilMs = site.bornMs + Options.durationMs(replica.cib(), "dc-deadtime", 20_000);
        if (ballot.someSettled() || allThere || site.nowMs >= untilMs) {
            return false;
        }
        site.enter(ControllerState.S_PENDING, "not every node of the nodelist is there yet");
        site.wakeBy(untilMs);
        return true;
    }

    void cibWanted(NodeName from) {
        site.send(from, handout.offer());
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
        Message.CibInstall install = handout.chosen(chosen, recent, lineage, ballot);
        // Only to those who were heard: what another has may be what counts, and it speaks late or in the next attempt.
        ballot.electorate().keySet().stream()
                .filter(member -> !member.equals(site.self()))
                .forEach(member -> site.send(member, install));
        adopt(site.self(), install);
    }

    /** Every member takes the CIB of one DC in an attempt, so that no two can be confirmed by most of a view. */
    void installed(NodeName from, Message.CibInstall install) {
        boolean free = site.dc == null && (phase == Phase.GATHER || phase == Phase.FOLLOW);
        boolean again = from.equals(site.dc) && (phase == Phase.FOLLOW || phase == Phase.DONE);
        if (free || again) {
            if (free) {
                enter(Phase.FOLLOW);
            }
            adopt(from, install);
        } else {
            restart(from + " takes itself for the DC, too");
        }
    }

    private void adopt(NodeName from, Message.CibInstall install) {
        site.dc = from;
        term = install.term();
        site.promised = Math.max(site.promised, term);
        // What is taken over descends from what its holder had with quorum.
        site.quorateVersion = install.quorate();
        replica.adopt(install);
        confirmDue = true;
    }

    /** The DC hands a member whose copy went wrong the whole CIB again. */
    void resync(NodeName member) {
        site.send(member, handout.whole(term));
    }

    /** Confirms once nothing is being written. */
    void saved() {
        if (confirmDue && !replica.saving() && site.dc != null) {
            confirmDue = false;
            site.send(site.dc, own.joined());
            listener.confirmed();
            if (early != null) {
                follow(early);
            }
        }
    }

    void joined(NodeName from, Message.Joined joined) {
        if (phase == Phase.DONE && site.leads()) {
            confirmed.put(from, joined);
            listener.heard(confirmed.keySet());
            site.broadcast(done());
            listener.lateMember(from, joined);
        } else if (phase == Phase.CONFIRM) {
            confirmed.put(from, joined);
            conclude();
        } else {
            site.ignored("confirmation of " + from, "this node does not lead");
        }
    }

    /** Leads where all have confirmed, or enough have and the others were waited for. */
    private void conclude() {
        boolean all = confirmed.keySet().containsAll(ballot.electorate().keySet());
        boolean waited = site.nowMs >= phaseSinceMs + INSTALL_WAIT_MS && confirmed.containsKey(site.self());
        if (all || waited && ballot.isCarriedBy(confirmed.keySet())) {
            lead();
        } else if (waited) {
            startOver("too few of the view have confirmed that they have the CIB: " + confirmed.keySet());
        }
    }

    private void lead() {
        listener.heard(confirmed.keySet());
        enter(Phase.DONE);
        settle(site.verdict.quorate());
        site.broadcast(done());
        site.enter(ControllerState.S_FINALIZE_JOIN, confirmed.keySet() + " have the CIB on disk");
        listener.lead(new TreeMap<>(confirmed));
    }

    private Message.JoinDone done() {
        return new Message.JoinDone(List.copyOf(confirmed.keySet()), site.verdict.quorate());
    }

    void done(NodeName from, Message.JoinDone done) {
        if (!from.equals(site.dc)) {
            site.ignored("end of the join from " + from, "it is not this node's DC");
        } else if (confirmDue) {
            early = done;
        } else {
            follow(done);
        }
    }

    private void follow(Message.JoinDone done) {
        early = null;
        SortedSet<NodeName> members = new TreeSet<>(done.members());
        members.add(site.self());
        listener.heard(members);
        if (phase == Phase.FOLLOW) {
            enter(Phase.DONE);
            settle(done.quorate());
            site.enter(ControllerState.S_NOT_DC, site.dc + " is the DC");
            listener.follow();
        }
    }

    private void settle(boolean quorate) {
        site.term = term;
        site.quorateByDc = quorate;
        site.joined = true;
        site.settled = true;
        site.wasDc = site.leads();
        site.wasQuorate = site.verdict.quorate();
    }

    /** The state may stay the same, which alone would leave no trace of ten lost seconds. */
    private void startOver(String why) {
        site.log(Effect.Level.WARNING, why + "; the view starts over");
        restart(why);
    }

    private void startOverUnlessIn(long waitMs, String why) {
        if (site.nowMs >= phaseSinceMs + waitMs) {
            startOver(why + " within " + waitMs + " ms");
        } else {
            site.wakeBy(phaseSinceMs + waitMs);
        }
    }

    void tick() {
        switch (phase) {
            case GATHER -> elect();
            case FETCH -> startOverUnlessIn(INSTALL_WAIT_MS, "no CIB came from " + ballot.holder());
            case FOLLOW -> {
                if (site.dc == null) {
                    startOverUnlessIn(INSTALL_WAIT_MS, "no CIB came from " + elected);
                } else if (early == null) {
                    // Its DC waits for the others as long, and its word must get here.
                    startOverUnlessIn(2 * INSTALL_WAIT_MS, "no end of the join came from " + site.dc);
                }
            }
            case CONFIRM -> {
                if (site.nowMs < phaseSinceMs + INSTALL_WAIT_MS) {
                    site.wakeBy(phaseSinceMs + INSTALL_WAIT_MS);
                }
                conclude();
            }
            default -> {}
        }
    }
}
