package io.systole.shell.resource;

import io.systole.core.api.ClusterSession.NotConnectedException;
import io.systole.core.value.CrmExit;
import io.systole.shell.command.Failure;
import io.systole.shell.command.UsageException;
import io.systole.shell.level.Context;
import io.systole.shell.level.LevelCommand;
import io.systole.shell.simulate.CrmSimulate;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Words that show and change nothing. */
final class LookCommands {
    private LookCommands() {}

    static List<LevelCommand> all() {
        return List.of(new Status(), new Locate(), new Operations(), new Constraints(), new Scores());
    }

    private static final class Status extends ResourceCommand {
        Status() {
            super("status", List.of("show", "list"), "[RSC ...]", "show the state of resources");
        }

        @Override
        public List<String> complete(List<String> words, Context context) throws NotConnectedException {
            return resources(context);
        }

        @Override
        public int run(List<String> words, Context context)
                throws UsageException, Failure, NotConnectedException, IOException {
            if (words.isEmpty()) {
                return tool(context, List.of("--list"));
            }
            return locate(words, context);
        }
    }

    private static int locate(List<String> words, Context context)
            throws UsageException, Failure, NotConnectedException, IOException {
        int code = CrmExit.OK.code();
        for (String resource : words) {
            int each = ResourceCommand.tool(context, List.of("--locate", "--resource", resource));
            code = code == CrmExit.OK.code() ? each : code;
        }
        return code;
    }

    private static final class Locate extends ResourceCommand {
        Locate() {
            super("locate", List.of(), "RSC [RSC ...]", "show where resources run");
        }

        @Override
        public List<String> complete(List<String> words, Context context) throws NotConnectedException {
            return resources(context);
        }

        @Override
        public int run(List<String> words, Context context)
                throws UsageException, Failure, NotConnectedException, IOException {
            count(words, 1, Integer.MAX_VALUE);
            return locate(words, context);
        }
    }

    private static final class Operations extends ResourceCommand {
        Operations() {
            super("operations", List.of(), "[RSC] [NODE]", "show operations that are in effect");
        }

        @Override
        public int run(List<String> words, Context context)
                throws UsageException, Failure, NotConnectedException, IOException {
            count(words, 0, 2);
            List<String> options = new ArrayList<>(List.of("--list-operations"));
            if (!words.isEmpty()) {
                options.addAll(List.of("--resource", words.get(0)));
            }
            if (words.size() > 1) {
                options.addAll(List.of("--node", words.get(1)));
            }
            return tool(context, options);
        }
    }

    private static final class Constraints extends ResourceCommand {
        Constraints() {
            super("constraints", List.of(), "RSC", "show the constraints of a resource");
        }

        @Override
        public int run(List<String> words, Context context)
                throws UsageException, Failure, NotConnectedException, IOException {
            count(words, 1, 1);
            return tool(context, List.of("--constraints", "--resource", words.get(0)));
        }
    }

    private static final class Scores extends ResourceCommand {
        Scores() {
            super("scores", List.of(), "", "show the scores of resources on nodes");
        }

        @Override
        public int run(List<String> words, Context context)
                throws UsageException, Failure, NotConnectedException, IOException {
            count(words, 0, 0);
            return new CrmSimulate()
                    .perform(
                            List.of("--show-scores", "--show-utilization", "--live-check"),
                            context.io(),
                            context::cluster);
        }
    }
}
