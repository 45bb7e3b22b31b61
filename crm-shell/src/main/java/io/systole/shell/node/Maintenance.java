package io.systole.shell.node;

import io.systole.core.api.ClusterSession.NotConnectedException;
import io.systole.core.cib.CibOperation;
import io.systole.core.value.CrmExit;
import io.systole.core.xml.Element;
import io.systole.shell.command.Failure;
import io.systole.shell.command.PairSets;
import io.systole.shell.command.UsageException;
import io.systole.shell.level.Context;
import java.util.ArrayList;
import java.util.List;

/** {@code maintenance} and {@code ready}: whether the cluster leaves everything on nodes as it is. */
final class Maintenance extends NodeCommand {
    private final boolean maintenance;

    private Maintenance(String name, String summary, boolean maintenance) {
        super(name, "[NODE ... | --all]", summary);
        this.maintenance = maintenance;
    }

    static Maintenance maintenance() {
        return new Maintenance(
                "maintenance", "put nodes into maintenance mode: nothing is started, stopped or monitored", true);
    }

    static Maintenance ready() {
        return new Maintenance("ready", "put nodes back into ready mode", false);
    }

    @Override
    public int run(List<String> words, Context context) throws UsageException, Failure, NotConnectedException {
        Nodes nodes = new Nodes(context);
        List<CibOperation> operations = new ArrayList<>();
        for (Element node : nodes.named(words)) {
            PairSets sets = PairSets.ofNode(node);
            if (maintenance || !sets.find(null, null, "maintenance").isEmpty()) {
                CibOperation set = sets.set("maintenance", maintenance ? "true" : "off");
                if (set != null) {
                    operations.add(set);
                }
            }
        }
        nodes.change(operations);
        return CrmExit.OK.code();
    }
}
