package io.systole.shell.render;

import io.systole.core.view.ClusterView;
import io.systole.core.view.NodeView;
import java.util.ArrayList;
import java.util.List;

/** The status in one line for monitoring programs, in the words of {@code crm_mon --simple-status}. */
public final class SimpleStatus {
    private SimpleStatus() {}

    public static String of(ClusterView view) {
        int online = 0;
        int standby = 0;
        int maintenance = 0;
        List<String> troubles = new ArrayList<>();
        for (NodeView node : view.nodes()) {
            if (node.standby() && node.online()) {
                standby++;
            } else if (node.maintenance() && node.online()) {
                maintenance++;
            } else if (node.online()) {
                online++;
            } else {
                troubles.add("offline node: " + node.name());
            }
        }
        if (view.summary().dc() == null) {
            return "CLUSTER CRIT: No DC\n";
        }
        if (!troubles.isEmpty()) {
            return "CLUSTER WARN: " + String.join(", ", troubles) + "\n";
        }
        return "CLUSTER OK: " + Words.count(online, "node") + " online"
                + (standby > 0 ? ", " + Words.count(standby, "standby node") : "")
                + (maintenance > 0 ? ", " + Words.count(maintenance, "maintenance node") : "")
                + ", " + Words.count(view.summary().instances(), "resource instance") + " configured\n";
    }
}
