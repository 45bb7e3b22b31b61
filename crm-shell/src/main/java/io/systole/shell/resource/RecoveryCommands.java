package io.systole.shell.resource;

import io.systole.core.api.ClusterSession.NotConnectedException;
import io.systole.shell.command.Failure;
import io.systole.shell.command.UsageException;
import io.systole.shell.level.Context;
import io.systole.shell.level.LevelCommand;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Words that make the cluster forget. */
final class RecoveryCommands {
    private RecoveryCommands() {}

    static List<LevelCommand> all() {
        return List.of(
                new Forget("cleanup", List.of(), "forget the failures of resources, and try again"),
                new Forget("refresh", List.of("reprobe"), "forget what is known of resources, and look anew"),
                new FailcountCommand());
    }

    private static final class Forget extends ResourceCommand {
        Forget(String name, List<String> aliases, String summary) {
            super(name, aliases, "[RSC] [NODE] [force]", summary);
        }

        @Override
        public int run(List<String> words, Context context)
                throws UsageException, Failure, NotConnectedException, IOException {
            count(words, 0, 3);
            List<String> options = new ArrayList<>(List.of("--" + name()));
            List<String> rest = new ArrayList<>(words);
            if (rest.remove("force") || context.options().force()) {
                options.add("--force");
            }
            Finder finder = new Finder(desk(context).state());
            // The old word reprobe took a node alone.
            boolean nodeAlone = rest.size() == 1
                    && finder.isNode(rest.get(0))
                    && !finder.ids().contains(rest.get(0));
            if (!rest.isEmpty() && !nodeAlone) {
                options.addAll(List.of("--resource", rest.get(0)));
            }
            if (nodeAlone || rest.size() > 1) {
                options.addAll(List.of("--node", rest.get(rest.size() - 1)));
            }
            return tool(context, options);
        }
    }
}
