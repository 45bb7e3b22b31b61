package io.systole.shell.resource;

import io.systole.core.api.ClusterSession.NotConnectedException;
import io.systole.core.value.CrmBoolean;
import io.systole.core.value.CrmExit;
import io.systole.policy.model.Resource;
import io.systole.shell.command.Failure;
import io.systole.shell.command.UsageException;
import io.systole.shell.level.Context;
import io.systole.shell.level.LevelCommand;
import java.io.IOException;
import java.util.List;

/** Words that say whether resources are to run, in which role, and whether the cluster may touch them. */
final class RoleCommands {
    private RoleCommands() {}

    static List<LevelCommand> all() {
        return List.of(
                new Start("start", "start resources", "Started"),
                new Start("stop", "stop resources", "Stopped"),
                new RestartCommand(),
                new Promote("promote", "promote a promotable resource", "Promoted"),
                new Promote("demote", "demote a promotable resource", "Unpromoted"),
                new Manage("manage", "put a resource into managed mode", "true"),
                new Manage("unmanage", "put a resource into unmanaged mode", "false"),
                new Maintenance());
    }

    /** {@code start}, {@code stop}: the target role of any number of resources. */
    private static final class Start extends ResourceCommand {
        private final String role;

        Start(String name, String summary, String role) {
            super(name, List.of(), "RSC [RSC ...]", summary);
            this.role = role;
        }

        @Override
        public List<String> complete(List<String> words, Context context) throws NotConnectedException {
            return resources(context);
        }

        @Override
        public int run(List<String> words, Context context)
                throws UsageException, Failure, NotConnectedException, IOException {
            count(words, 1, Integer.MAX_VALUE);
            setDeep(context, words, "target-role", role);
            return CrmExit.OK.code();
        }
    }

    private static final class RestartCommand extends ResourceCommand {
        RestartCommand() {
            super("restart", List.of(), "RSC [RSC ...]", "restart resources, and wait until they run again");
        }

        @Override
        public String help() {
            return """
                    Stops the resources and what depends on them, waits until that is done, and starts them again. The exit
                    status is 0 only if all that ran before runs again; otherwise what is missing is named.""";
        }

        @Override
        public List<String> complete(List<String> words, Context context) throws NotConnectedException {
            return resources(context);
        }

        @Override
        public int run(List<String> words, Context context) throws UsageException, Failure, NotConnectedException {
            count(words, 1, Integer.MAX_VALUE);
            new Restart(desk(context), 0).run(words, null, false);
            return CrmExit.OK.code();
        }
    }

    private static final class Promote extends ResourceCommand {
        private final String role;

        Promote(String name, String summary, String role) {
            super(name, List.of(), "RSC", summary);
            this.role = role;
        }

        @Override
        public int run(List<String> words, Context context)
                throws UsageException, Failure, NotConnectedException, IOException {
            count(words, 1, 1);
            String id = words.get(0);
            Resource resource = new Finder(desk(context).state()).wholeResource(id);
            if (!Finder.isPromotable(resource)) {
                throw new Failure(CrmExit.USAGE, id + " is not a promotable resource");
            }
            return tool(
                    context,
                    List.of("--meta", "--resource", id, "--set-parameter", "target-role", "--parameter-value", role));
        }
    }

    private static final class Manage extends ResourceCommand {
        private final String value;

        Manage(String name, String summary, String value) {
            super(name, List.of(), "RSC", summary);
            this.value = value;
        }

        @Override
        public int run(List<String> words, Context context)
                throws UsageException, Failure, NotConnectedException, IOException {
            count(words, 1, 1);
            setDeep(context, words, "is-managed", value);
            return CrmExit.OK.code();
        }
    }

    private static final class Maintenance extends ResourceCommand {
        Maintenance() {
            super("maintenance", List.of(), "RSC [on|off]", "switch a resource's maintenance mode");
        }

        @Override
        public List<String> complete(List<String> words, Context context) throws NotConnectedException {
            return words.size() <= 1 ? resources(context) : List.of("on", "off");
        }

        @Override
        public int run(List<String> words, Context context)
                throws UsageException, Failure, NotConnectedException, IOException {
            count(words, 1, 2);
            String word = words.size() == 1 ? "on" : words.get(1);
            boolean on = CrmBoolean.parse(word)
                    .orElseThrow(() -> new UsageException("expected on or off, not \"" + word + "\""));
            setDeep(context, words.subList(0, 1), "maintenance", Boolean.toString(on));
            return CrmExit.OK.code();
        }
    }
}
