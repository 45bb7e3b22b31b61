package io.systole.core.controller;

import io.systole.core.cib.Cib;
import io.systole.core.run.LocalResources;
import io.systole.core.status.StatusChange;
import io.systole.core.value.NodeName;
import io.systole.core.xml.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Nodes that went without a word, where no fence device makes sure that they are down. A machine that is silent is taken for
 * dead and its resources are started elsewhere at once. A machine that answers has only lost its daemon (or is starting a new
 * one), or the cluster's link to it is cut while another goes on: its resources go on there, and starting them elsewhere
 * would run them twice, so the cluster waits.
 */
final class LostNodes {
    /** A machine whose daemon is gone is asked again after so many milliseconds. */
    private static final long AGAIN_MS = 1_000;

    /** A machine that has answered may be busy: it is taken for dead when it has not answered so often, one after another. */
    static final int SILENCES = 3;

    private final Site site;
    private final Replica replica;
    private final LocalResources local;
    private final SortedMap<NodeName, Lost> lost = new TreeMap<>();

    private enum Word {
        ASKED,
        SILENT,
        MACHINE_ANSWERS
    }

    /** @param silences how often, up to now, a machine that had answered did not */
    private record Lost(Word word, long sinceMs, int silences) {
        Lost(Word word, long sinceMs) {
            this(word, sinceMs, 0);
        }
    }

    LostNodes(Site site, Replica replica, LocalResources local) {
        this.site = site;
        this.replica = replica;
        this.local = local;
    }

    /** Asks for every node that should be there and is not; the answers come while the partition still forms. */
    void viewChanged() {
        lost.clear();
        for (NodeName node : unexplained()) {
            ask(node);
        }
    }

    private List<NodeName> unexplained() {
        List<NodeName> nodes = new ArrayList<>();
        if (Options.fencing(replica.cib())) {
            return nodes;
        }
        for (Element state : replica.cib().status().children("node_state")) {
            String uname = state.attribute("uname", "");
            boolean remote = "true".equals(state.attribute("remote_node"));
            if (!uname.isEmpty() && !remote && "member".equals(state.attribute("expected"))) {
                NodeName node = NodeName.of(uname);
                if (site.view.member(node).isEmpty()) {
                    nodes.add(node);
                }
            }
        }
        return nodes;
    }

    private void ask(NodeName node) {
        lost.put(node, new Lost(Word.ASKED, site.nowMs));
        site.effect(new Effect.AskMachine(node, local.active()));
    }

    void answered(NodeName node, boolean machineAnswers) {
        Lost asked = lost.get(node);
        if (asked == null || asked.word() == Word.SILENT) {
            site.ignored("answer of the machine of " + node, "nobody asked for it");
            return;
        }
        if (!machineAnswers && asked.word() == Word.MACHINE_ANSWERS && asked.silences() + 1 < SILENCES) {
            lost.put(node, new Lost(Word.MACHINE_ANSWERS, asked.sinceMs(), asked.silences() + 1));
            return;
        }
        Word word = machineAnswers ? Word.MACHINE_ANSWERS : Word.SILENT;
        if (word != asked.word()) {
            site.log(
                    Effect.Level.WARNING,
                    machineAnswers
                            ? sentence(node)
                            : "node " + node + " is lost and its machine does not answer: it is taken for dead");
        }
        lost.put(node, new Lost(word, site.nowMs));
    }

    /**
     * On the DC: what is to be written about nodes that are surely gone. A partition that may not act keeps silent: its word
     * would outlive it, and a later partition would not ask again a machine whose daemon died and whose resources go on.
     */
    List<StatusChange> settled() {
        return goneWhere(word -> word == Word.SILENT);
    }

    /** What will be written where those who are being asked do not answer. */
    List<StatusChange> ifSilent() {
        return goneWhere(word -> word != Word.MACHINE_ANSWERS);
    }

    /** Whether no lost node's machine has answered up to now. */
    boolean onlyAsked() {
        return lost.values().stream().noneMatch(each -> each.word() == Word.MACHINE_ANSWERS);
    }

    private List<StatusChange> goneWhere(Predicate<Word> counts) {
        List<StatusChange> changes = new ArrayList<>();
        Cib cib = replica.cib();
        if (!Options.mayAct(site.verdict.quorate(), cib)) {
            return changes;
        }
        List<NodeName> open = unexplained();
        for (Map.Entry<NodeName, Lost> entry : lost.entrySet()) {
            if (counts.test(entry.getValue().word()) && open.contains(entry.getKey())) {
                // A later DC must not ask again: the machine may be up by then, without having anything of ours.
                changes.addAll(NodeStates.down(NodeStates.idOf(cib, entry.getKey()), entry.getKey()));
            }
        }
        return changes;
    }

    /** On the DC: whether nothing may be planned yet. Asks again where it is time. */
    boolean hold() {
        boolean held = false;
        for (NodeName node : unexplained()) {
            Lost known = lost.get(node);
            if (known == null) {
                ask(node);
                known = lost.get(node);
            }
            switch (known.word()) {
                case SILENT -> {}
                case ASKED -> held = true;
                case MACHINE_ANSWERS -> {
                    if (site.nowMs >= known.sinceMs() + AGAIN_MS) {
                        site.effect(new Effect.AskMachine(node, local.active()));
                        lost.put(node, new Lost(Word.MACHINE_ANSWERS, site.nowMs, known.silences()));
                    }
                    site.wakeBy(lost.get(node).sinceMs() + AGAIN_MS);
                    held = true;
                }
            }
        }
        return held;
    }

    /** For every status display. */
    List<String> warnings() {
        if (lost.isEmpty()) {
            return List.of();
        }
        return unexplained().stream()
                .filter(node -> lost.containsKey(node) && lost.get(node).word() == Word.MACHINE_ANSWERS)
                .map(LostNodes::sentence)
                .toList();
    }

    private static String sentence(NodeName node) {
        return "the daemon of node " + node
                + " has gone or is cut off, but its machine answers: what it ran may go on there, so nothing"
                + " is started elsewhere until its daemon is back, the machine is down, or \"crm node clearstate "
                + node + "\" says that nothing runs there";
    }
}
