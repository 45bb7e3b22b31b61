package io.systole.agents.builtin;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Which node has written to a resource while its peer was not connected. The peer's copy is old from then on, and DRBD itself
 * does not know it there: a Secondary that only lost the connection says "UpToDate". So the Primary leaves a mark that
 * outlives it, the generation of its data; a copy that does not come from that generation is of no use while no peer is
 * connected. A copy that was brought up to date does.
 */
final class LoneWriter {
    private final Act act;
    private final DrbdTools drbd;
    private final String mark;

    LoneWriter(Act act, DrbdTools drbd) {
        this.act = act;
        this.drbd = drbd;
        this.mark = "drbd-alone-" + drbd.resource();
    }

    /** On a Primary without its peer: says so. Where both have the same data: takes back what was said. */
    void look(DrbdState state) throws ActEnd {
        Optional<NodeAttributes.Mark> marked = marked();
        if (state.primary() && state.upToDate() && state.peerUnknown()) {
            List<List<String>> own = drbd.generations();
            String newest = own.stream().map(volume -> volume.get(0)).collect(Collectors.joining(","));
            boolean newer = marked.isEmpty() || comesFrom(marked.get(), own);
            if (!own.isEmpty()
                    && newer
                    && !marked.map(NodeAttributes.Mark::value).equals(Optional.of(newest))) {
                act.surroundings().attributes().mark(mark, newest);
            }
        } else if (state.upToDate() && state.peerUpToDate() && marked.isPresent()) {
            act.surroundings().attributes().mark(mark, null);
        }
    }

    /** Why the copy on this node must not be in use; empty where nothing is known against it. */
    Optional<String> against(DrbdState state) throws ActEnd {
        Optional<NodeAttributes.Mark> marked = marked();
        if (marked.isEmpty() || !state.upToDate() || !state.peerUnknown()) {
            return Optional.empty();
        }
        List<List<String>> own = drbd.generations();
        return own.isEmpty() || comesFrom(marked.get(), own)
                ? Optional.empty()
                : Optional.of(sentence(marked.get().node()));
    }

    private static boolean comesFrom(NodeAttributes.Mark marked, List<List<String>> own) {
        String[] newest = marked.value().split(",");
        for (int i = 0; i < newest.length && i < own.size(); i++) {
            if (!own.get(i).contains(newest[i])) {
                return false;
            }
        }
        return true;
    }

    private String sentence(String node) {
        return "the copy of " + drbd.resource() + " on this node is old: " + node
                + " has written since they were last connected; bring " + node
                + " and DRBD's link back (\"drbdadm connect "
                + drbd.resource() + "\"); only where its copy is lost for good: \"crm node attribute " + node
                + " delete "
                + mark + "\"";
    }

    private Optional<NodeAttributes.Mark> marked() {
        return act.surroundings().attributes().mark(mark);
    }
}
