package io.systole.core.controller;

import io.systole.core.cib.QuorateVersion;
import io.systole.core.membership.ClusterView;
import io.systole.core.message.Message.Hello;
import io.systole.core.value.NodeName;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Who leads, and whose CIB counts. Both follow from what the members bring along, so that everybody who has heard the same
 * hellos comes to the same answer without another message.
 */
final class Election {
    private Election() {}

    /** A member and what it brought. */
    record Candidate(NodeName name, int nodeId, Hello hello) {}

    /**
     * Whether more than half of the view have spoken, or half of it and the lowest id. Fewer must wait: the others of the same
     * view, who may not have heard from these either, must not find a second DC, as quorum counts the whole view.
     */
    static boolean mostOf(ClusterView view, Set<NodeName> heard) {
        boolean hasLowest = view.members().stream()
                .min(Comparator.comparingInt(ClusterView.Member::nodeId))
                .filter(member -> heard.contains(member.name()))
                .isPresent();
        int twice = 2 * heard.size();
        int all = view.members().size();
        return twice > all || twice == all && hasLowest;
    }

    /**
     * The DC: nobody who is about to leave; the oldest feature set, so that no member is asked for what it cannot do; the DC
     * of a quorate partition; who has lived longest, in whole seconds; the lowest node id.
     */
    private static final Comparator<Candidate> LEADER = Comparator.comparing(
                    (Candidate c) -> c.hello().leaving())
            .thenComparing(c -> c.hello().featureSet(), Election::compareDotted)
            .thenComparing(c -> !(c.hello().wasDc() && c.hello().quorate()))
            .thenComparing(c -> -c.hello().ageMs() / 1_000)
            .thenComparingInt(Candidate::nodeId);

    private static final Comparator<Candidate> HOME = Comparator.comparing(
                    (Candidate c) -> !(c.hello().settled() && c.hello().quorate()))
            .thenComparing(c -> !c.hello().settled())
            .thenComparing(c -> c.hello().featureSet(), Election::compareDotted)
            .thenComparingInt(Candidate::nodeId);

    /** The CIB: that of a quorate partition, the largest version, the largest digest, the lowest node id. */
    private static final Comparator<Candidate> HOLDER = Comparator.comparing(Election::withoutQuorum)
            .thenComparing(c -> c.hello().version(), Comparator.reverseOrder())
            .thenComparing(c -> -(long) c.hello().digest())
            .thenComparingInt(Candidate::nodeId);

    /**
     * Those who can work together. Feature sets with different major numbers cannot: that of the partition that works
     * already counts, else the lower one.
     */
    static SortedMap<NodeName, Candidate> compatible(SortedMap<NodeName, Candidate> candidates) {
        Candidate home = candidates.values().stream().min(HOME).orElseThrow();
        SortedMap<NodeName, Candidate> able = new TreeMap<>(candidates);
        able.values().removeIf(c -> major(c) != major(home));
        return able;
    }

    private static int major(Candidate candidate) {
        return numbers(candidate.hello().featureSet())[0];
    }

    static NodeName leader(SortedMap<NodeName, Candidate> candidates) {
        return candidates.values().stream().min(LEADER).orElseThrow().name();
    }

    /**
     * Changes that a partition makes without quorum must not win over those made with quorum only because they are more, and
     * a node that has missed that others went on with quorum must not win over them: where everybody knows it, what was last
     * held with quorum goes before all else.
     */
    private static final Comparator<Candidate> HOLDER_WHERE_KNOWN = Comparator.comparing(
                    (Candidate c) -> c.hello().quorateVersion(), Comparator.reverseOrder())
            .thenComparing(HOLDER);

    private static boolean withoutQuorum(Candidate candidate) {
        return !(candidate.hello().settled() && candidate.hello().quorate());
    }

    /** The highest term that one of these has confirmed, or in which it had quorum. */
    static long lastTerm(SortedMap<NodeName, Candidate> candidates) {
        return candidates.values().stream()
                .map(Candidate::hello)
                .mapToLong(hello -> Math.max(hello.promised(), termOf(hello.quorateVersion())))
                .max()
                .orElse(0);
    }

    private static long termOf(QuorateVersion version) {
        return version == null ? 0 : version.term();
    }

    static NodeName holder(SortedMap<NodeName, Candidate> candidates) {
        boolean known = candidates.values().stream().allMatch(c -> c.hello().quorateVersion() != null);
        return candidates.values().stream()
                .min(known ? HOLDER_WHERE_KNOWN : HOLDER)
                .orElseThrow()
                .name();
    }

    /** 3.9.0 before 3.20.1; what is no number counts as 0. */
    static int compareDotted(String a, String b) {
        int[] left = numbers(a);
        int[] right = numbers(b);
        for (int i = 0; i < Math.max(left.length, right.length); i++) {
            int order = Integer.compare(i < left.length ? left[i] : 0, i < right.length ? right[i] : 0);
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private static int[] numbers(String dotted) {
        return Arrays.stream(dotted.split("\\."))
                .mapToInt(part -> part.matches("[0-9]{1,9}") ? Integer.parseInt(part) : 0)
                .toArray();
    }
}
