package io.systole.policy.action;

import io.systole.core.xml.Element;
import io.systole.policy.model.Names;
import java.util.ArrayList;
import java.util.List;

/** Readings of the entries that history has for operations, {@code lrm_rsc_op}. */
public final class HistoryEntry {
    private HistoryEntry() {}

    /** The exit status that the operation was expected to have; -1 if the entry does not say. */
    public static int expectedExit(Element history) {
        String key = history.attribute("transition-key");
        if (key == null) {
            return -1;
        }
        String[] parts = key.split(":");
        return parts.length < 4 ? -1 : (int) Names.number(parts[2], -1);
    }

    public static String key(Element history) {
        String key = history.attribute("operation_key");
        return key != null ? key : history.id();
    }

    public static boolean isProbe(Element history) {
        return "monitor".equals(history.attribute("operation")) && Names.number(history.attribute("interval"), 0) == 0;
    }

    /** Whether the entry is a probe whose failure only says that the resource cannot be there. */
    public static boolean isMaskedProbe(Element history) {
        if (!isProbe(history)) {
            return false;
        }
        long exit = Names.number(history.attribute("rc-code"), 0);
        return exit == 5 || exit == 2 || Names.number(history.attribute("op-status"), -2) == 7;
    }

    /** The entries of one resource on one node, oldest first. */
    public static List<Element> sorted(Element lrmResource) {
        List<Element> entries = new ArrayList<>();
        for (int i = lrmResource.childCount() - 1; i >= 0; i--) {
            if (lrmResource.child(i).name().equals("lrm_rsc_op")) {
                entries.add(lrmResource.child(i));
            }
        }
        io.systole.policy.score.StableMerge.sort(entries, HistoryEntry::compareAge);
        return entries;
    }

    /** Negative if the first entry is older, positive if it is newer, 0 if that cannot be told. */
    public static int compareAge(Element a, Element b) {
        String nodeA = a.attribute("on_node");
        String nodeB = b.attribute("on_node");
        boolean sameNode = nodeA == null ? nodeB == null : nodeA.equalsIgnoreCase(nodeB);
        if (sameNode && a.id() != null && a.id().equals(b.id())) {
            return 0;
        }
        long callA = Names.number(a.attribute("call-id"), -1);
        long callB = Names.number(b.attribute("call-id"), -1);
        if (callA == -1 && callB == -1) {
            return 0;
        }
        if (sameNode && callA >= 0 && callA < callB) {
            return -1;
        }
        if (sameNode && callB >= 0 && callA > callB) {
            return 1;
        }
        if (callA >= 0 && callB >= 0 && (!sameNode || callA == callB)) {
            // Clocks tell whole seconds only, and a migration is begun and given up within one.
            int byTime = compareTimes(a, b);
            return byTime != 0 || sameNode ? byTime : compareTransitions(a, b, callA, callB);
        }
        return compareTransitions(a, b, callA, callB);
    }

    private static int compareTimes(Element a, Element b) {
        long lastA = Names.number(a.attribute("last-rc-change"), -1);
        long lastB = Names.number(b.attribute("last-rc-change"), -1);
        if (lastA >= 0 && lastA < lastB) {
            return -1;
        }
        return lastB >= 0 && lastA > lastB ? 1 : 0;
    }

    private static int compareTransitions(Element a, Element b, long callA, long callB) {
        String[] magicA = magic(a);
        String[] magicB = magic(b);
        if (magicA == null || magicB == null) {
            return 0;
        }
        long idA = Names.number(magicA[1], -1);
        long idB = Names.number(magicB[1], -1);
        if (!magicA[3].equalsIgnoreCase(magicB[3]) || idA == idB) {
            if (callB == -1) {
                return -1;
            }
            return callA == -1 ? 1 : 0;
        }
        if (idA >= 0 && idA < idB || idB == -1) {
            return -1;
        }
        return idB >= 0 && idA > idB || idA == -1 ? 1 : 0;
    }

    /** Action, transition, expected exit status and the id of the DC that asked for it; null if unreadable. */
    private static String[] magic(Element history) {
        String magic = history.attribute("transition-magic");
        int key = magic == null ? -1 : magic.indexOf(';');
        String[] parts = key < 0 ? new String[0] : magic.substring(key + 1).split(":");
        return parts.length == 4 ? parts : null;
    }

    /** Where in the sorted entries the resource was last started and last stopped; -1 for never. */
    public static int[] startAndStop(List<Element> sorted) {
        int start = -1;
        int stop = -1;
        int impliedByMonitor = -1;
        int impliedByRole = -1;
        for (int i = 0; i < sorted.size(); i++) {
            Element entry = sorted.get(i);
            String task = entry.attribute("operation", "").toLowerCase(java.util.Locale.ROOT);
            if (task.equals("stop") && "0".equals(entry.attribute("op-status"))) {
                stop = i;
            } else if (task.equals("start") || task.equals("migrate_from")) {
                start = i;
            } else if (impliedByMonitor <= stop && task.equals("monitor")) {
                String exit = entry.attribute("rc-code");
                if ("0".equals(exit) || "8".equals(exit)) {
                    impliedByMonitor = i;
                }
            } else if (task.equals("promote") || task.equals("demote")) {
                impliedByRole = i;
            }
        }
        if (start == -1) {
            start = impliedByRole != -1 ? impliedByRole : impliedByMonitor;
        }
        return new int[] {start, stop};
    }
}
