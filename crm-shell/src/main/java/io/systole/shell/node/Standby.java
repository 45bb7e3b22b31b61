package io.systole.shell.node;

import io.systole.core.api.ClusterSession.NotConnectedException;
import io.systole.core.cib.CibOperation;
import io.systole.core.status.StatusSection;
import io.systole.core.value.CrmExit;
import io.systole.core.value.NodeName;
import io.systole.core.xml.Element;
import io.systole.shell.command.Failure;
import io.systole.shell.command.NodeAttributes;
import io.systole.shell.command.PairSets;
import io.systole.shell.command.UsageException;
import io.systole.shell.level.Context;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code standby} and {@code online}: whether resources may run on nodes. Permanent unless {@code reboot} is said; the
 * setting of the other lifetime goes, so that one word undoes the other. All nodes named change at once.
 */
final class Standby extends NodeCommand {
    private static final String ATTRIBUTE = "standby";

    private final boolean standby;

    private Standby(String name, String arguments, String summary, boolean standby) {
        super(name, arguments, summary);
        this.standby = standby;
    }

    static Standby standby() {
        return new Standby(
                "standby", "[NODE ... | --all] [forever|reboot]", "keep resources off nodes, which still vote", true);
    }

    static Standby online() {
        return new Standby("online", "[NODE ... | --all]", "let resources run on nodes again", false);
    }

    @Override
    public int run(List<String> words, Context context) throws UsageException, Failure, NotConnectedException {
        Nodes nodes = new Nodes(context);
        List<String> named = new ArrayList<>(words);
        boolean untilReboot = false;
        if (standby && !named.isEmpty() && List.of("forever", "reboot").contains(named.get(named.size() - 1))) {
            untilReboot = named.remove(named.size() - 1).equals("reboot");
        }
        List<Element> meant = nodes.named(named);
        List<CibOperation> permanent = new ArrayList<>();
        for (Element node : meant) {
            PairSets sets = PairSets.ofNode(node);
            List<Element> there = sets.find(null, null, ATTRIBUTE);
            if (untilReboot) {
                there.forEach(pair -> permanent.add(sets.remove(pair)));
            } else if (standby || !there.isEmpty()) {
                CibOperation set = sets.set(ATTRIBUTE, standby ? "on" : "off");
                if (set != null) {
                    permanent.add(set);
                }
            }
        }
        nodes.change(permanent);
        for (Element node : meant) {
            transientPart(context, nodes, Nodes.nameOf(node), untilReboot);
            context.info((standby ? "standby" : "online") + " node " + node.attribute("uname"));
        }
        return CrmExit.OK.code();
    }

    private static void transientPart(Context context, Nodes nodes, NodeName node, boolean untilReboot)
            throws Failure, NotConnectedException {
        String now = StatusSection.attributes(context.cluster().cib(), node).get(ATTRIBUTE);
        if (untilReboot && !NodeAttributes.isOn(now)) {
            nodes.attribute(node, ATTRIBUTE, "on");
        } else if (!untilReboot && now != null) {
            nodes.attribute(node, ATTRIBUTE, null);
        }
    }
}
