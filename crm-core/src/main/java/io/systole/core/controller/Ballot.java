package io.systole.core.controller;

import io.systole.core.cib.CibVersion;
import io.systole.core.membership.ClusterView;
import io.systole.core.message.Message;
import io.systole.core.value.NodeName;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the members of a view have said of themselves in the attempt under way, and who is elected by it. */
final class Ballot {
    private final Site site;
    /** The attempt that each member last spoke of. */
    private final SortedMap<NodeName, Integer> attempts = new TreeMap<>();

    private final SortedMap<NodeName, Election.Candidate> hellos = new TreeMap<>();
    /** Those of the hellos who can work together. */
    private SortedMap<NodeName, Election.Candidate> electorate = new TreeMap<>();

    private int attempt;

    Ballot(Site site) {
        this.site = site;
    }

    void viewChanged() {
        attempts.clear();
    }

    void start(int newAttempt) {
        attempt = newAttempt;
        hellos.clear();
        electorate.clear();
    }

    int attempt() {
        return attempt;
    }

    /** A member speaks; that makes what it says from now on belong to its attempt. */
    void speaks(NodeName from, int itsAttempt) {
        attempts.put(from, itsAttempt);
    }

    /** Whether what this member says belongs to the attempt under way. */
    boolean current(NodeName from) {
        return attempts.getOrDefault(from, -1) == attempt;
    }

    void put(NodeName from, Message.Hello hello) {
        int id = site.view.member(from).map(ClusterView.Member::nodeId).orElse(Integer.MAX_VALUE);
        hellos.put(from, new Election.Candidate(from, id, hello));
    }

    boolean has(NodeName member) {
        return hellos.containsKey(member);
    }

    Set<NodeName> speakers() {
        return hellos.keySet();
    }

    boolean isComplete() {
        return hellos.size() >= site.view.members().size();
    }

    boolean isEnough() {
        return Election.mostOf(site.view, hellos.keySet());
    }

    boolean someSettled() {
        return hellos.values().stream().anyMatch(candidate -> candidate.hello().settled());
    }

    /** Closes the poll: the DC by what was heard up to now. */
    NodeName elect() {
        electorate = Election.compatible(hellos);
        return Election.leader(electorate);
    }

    SortedMap<NodeName, Election.Candidate> electorate() {
        return electorate;
    }

    Message.Hello of(NodeName member) {
        return hellos.get(member).hello();
    }

    /** The member whose CIB counts. */
    NodeName holder() {
        return Election.holder(electorate);
    }

    /** A term that no partition of any of these members has had. */
    long newTerm() {
        return 1 + Election.lastTerm(electorate);
    }

    CibVersion largestVersion() {
        return electorate.values().stream()
                .map(candidate -> candidate.hello().version())
                .max(CibVersion::compareTo)
                .orElseThrow();
    }

    /**
     * Whether these, who have confirmed, are so many that nobody else can have been confirmed by as many in this attempt, as
     * each confirms one. Who cannot work with them and leaves confirms nobody.
     */
    boolean isCarriedBy(Set<NodeName> confirmed) {
        Set<NodeName> bound = new TreeSet<>(hellos.keySet());
        bound.removeAll(electorate.keySet());
        bound.addAll(confirmed);
        return Election.mostOf(site.view, bound);
    }
}
