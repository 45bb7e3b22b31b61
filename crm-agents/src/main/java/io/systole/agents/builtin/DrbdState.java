package io.systole.agents.builtin;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What DRBD says of one resource on this node.
 *
 * @param configured whether the kernel knows the resource at all
 * @param primary whether this node is Primary
 * @param peerPrimary whether some peer is
 * @param disks disk states here, a volume each
 * @param peerDisks disk states of the peers, a volume and peer each; {@code DUnknown} where a peer is not connected
 * @param quorum whether DRBD 9 has quorum; true where it does not count
 */
record DrbdState(
        boolean configured,
        boolean primary,
        boolean peerPrimary,
        List<String> disks,
        List<String> peerDisks,
        boolean quorum) {
    static final DrbdState NONE = new DrbdState(false, false, false, List.of(), List.of(), true);

    private static final Set<String> TRANSITIONAL = Set.of("Attaching", "Detaching", "Failed", "Negotiating");

    /** {@code /proc/drbd} of DRBD 8.0 to 8.4; roles are {@code ro:OWN/PEER}, in 8.0 {@code st:}. */
    static DrbdState ofProc(List<String> lines, Set<Integer> minors) {
        boolean configured = false;
        boolean primary = false;
        boolean peerPrimary = false;
        List<String> disks = new ArrayList<>();
        List<String> peerDisks = new ArrayList<>();
        for (String line : lines) {
            String[] words = line.strip().split("\\s+");
            if (!words[0].matches("[0-9]+:")
                    || !minors.contains(Integer.parseInt(words[0].substring(0, words[0].length() - 1)))) {
                continue;
            }
            for (String word : words) {
                String[] pair = word.length() > 3 ? word.substring(3).split("/", 2) : new String[0];
                if (pair.length == 2 && (word.startsWith("ro:") || word.startsWith("st:"))) {
                    configured = true;
                    primary |= pair[0].equals("Primary");
                    peerPrimary |= pair[1].equals("Primary");
                } else if (pair.length == 2 && word.startsWith("ds:")) {
                    disks.add(pair[0]);
                    peerDisks.add(pair[1]);
                }
            }
        }
        return new DrbdState(configured, primary, peerPrimary, disks, peerDisks, true);
    }

    /** {@code drbdsetup status RESOURCE} of DRBD 9: own lines first, a peer's lines below its name. */
    static DrbdState ofStatus(List<String> lines) {
        boolean primary = false;
        boolean peerPrimary = false;
        boolean quorum = true;
        List<String> disks = new ArrayList<>();
        List<String> peerDisks = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            for (String word : lines.get(i).strip().split("\\s+")) {
                if (word.equals("role:Primary")) {
                    primary |= i == 0;
                    peerPrimary |= i > 0;
                } else if (word.startsWith("disk:")) {
                    disks.add(word.substring(5));
                } else if (word.startsWith("peer-disk:")) {
                    peerDisks.add(word.substring(10));
                } else if (word.startsWith("connection:") && !word.equals("connection:Connected")) {
                    peerDisks.add("DUnknown");
                } else if (word.equals("quorum:no")) {
                    quorum = false;
                }
            }
        }
        return new DrbdState(!lines.isEmpty(), primary, peerPrimary, disks, peerDisks, quorum);
    }

    boolean upToDate() {
        return !disks.isEmpty() && disks.stream().allMatch("UpToDate"::equals);
    }

    private boolean consistent() {
        return !disks.isEmpty()
                && disks.stream().allMatch(disk -> disk.equals("UpToDate") || disk.equals("Consistent"));
    }

    /** Whether DRBD is about to find out what its data is worth; the score stays as it is until then. */
    boolean undecided() {
        return quorum && !upToDate() && !peerUpToDate() && disks.stream().anyMatch(TRANSITIONAL::contains);
    }

    boolean peerUnknown() {
        return peerDisks.stream().anyMatch("DUnknown"::equals);
    }

    boolean peerUpToDate() {
        return !peerDisks.isEmpty() && peerDisks.stream().allMatch("UpToDate"::equals);
    }

    /**
     * How well this node is suited to be promoted, as the distribution's agent counts it.
     *
     * @param steps the parameter {@code adjust_master_score}: data only consistent; good data on the peer only; good data
     *     here, the peer unknown; as good as it gets
     * @return empty for no score at all
     */
    Optional<Integer> score(List<Integer> steps) {
        if (!quorum) {
            return Optional.empty();
        }
        if (upToDate()) {
            return Optional.of(primary || !peerUnknown() ? steps.get(3) : steps.get(2));
        }
        if (peerUpToDate()) {
            return Optional.of(steps.get(1));
        }
        return consistent() && steps.get(0) > 0 ? Optional.of(steps.get(0)) : Optional.empty();
    }

    /** For people. */
    String inWords() {
        return configured
                ? "its data is " + String.join(", ", disks) + " here and "
                        + (peerDisks.isEmpty() ? "unknown" : String.join(", ", peerDisks)) + " at the peer"
                : "it is not configured in the kernel";
    }
}
