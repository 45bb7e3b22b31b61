package io.systole.core.controller;

import io.systole.core.membership.ClusterView;
import io.systole.core.run.LocalResources;
import io.systole.core.value.NodeName;
import io.systole.core.xml.Element;
import java.util.Iterator;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Says on every surviving node, once for each loss, that what runs there shall not wait for a lost node. Where lost nodes are
 * fenced it is said when the fencing is confirmed, and in no case by a partition that may not act: that one's resources
 * are about to be stopped, and what it still wrote alone would be lost with it. A node that left in good order has nothing
 * that anybody waits for.
 */
final class Bereaved {
    private final Site site;
    private final Replica replica;
    private final LocalResources local;
    private final SortedSet<NodeName> missing = new TreeSet<>();
    /** Those of whom it was said, until they are back. */
    private final SortedSet<NodeName> told = new TreeSet<>();
    /** Those whose machine went on after its daemon. */
    private final SortedSet<NodeName> machines = new TreeSet<>();

    Bereaved(Site site, Replica replica, LocalResources local) {
        this.site = site;
        this.replica = replica;
        this.local = local;
    }

    /** @param before the view before this one; null for none */
    void viewChanged(ClusterView before) {
        for (ClusterView.Member member : site.view.members()) {
            missing.remove(member.name());
            told.remove(member.name());
            machines.remove(member.name());
        }
        for (Element state : replica.cib().status().children("node_state")) {
            String uname = state.attribute("uname", "");
            if (uname.isEmpty() || "true".equals(state.attribute("remote_node"))) {
                continue;
            }
            NodeName node = NodeName.of(uname);
            // One that may leave is still counted as present when it goes; one that was fenced is not.
            boolean fencedBefore =
                    before != null && before.member(node).isPresent() && !"true".equals(state.attribute("in_ccm"));
            if (site.view.member(node).isEmpty()
                    && !told.contains(node)
                    && (fencedBefore || "member".equals(state.attribute("expected")))) {
                missing.add(node);
            }
        }
    }

    /** What the machine of a lost node says; one that went on after its daemon may be lost later. */
    void machineAnswered(NodeName node, boolean up) {
        if (up) {
            machines.add(node);
        } else if (machines.remove(node) && told.remove(node)) {
            missing.add(node);
        }
    }

    void tick() {
        Iterator<NodeName> each = missing.iterator();
        while (each.hasNext()) {
            NodeName node = each.next();
            if (Options.mayAct(site.verdict.quorate(), replica.cib()) && surely(node)) {
                each.remove();
                told.add(node);
                site.effect(new Effect.LetGo(node, local.active()));
            }
        }
    }

    /** Where nodes are fenced, the confirmation is written down in the CIB, which every member has. */
    private boolean surely(NodeName node) {
        if (!Options.fencing(replica.cib())) {
            return true;
        }
        for (Element state : replica.cib().status().children("node_state")) {
            if (node.text().equalsIgnoreCase(state.attribute("uname"))) {
                return "down".equals(state.attribute("expected"));
            }
        }
        return false;
    }
}
