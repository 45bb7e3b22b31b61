package io.systole.shell.resource;

import io.systole.core.api.ClusterSession.NotConnectedException;
import io.systole.shell.command.Failure;
import io.systole.shell.command.UsageException;
import io.systole.shell.level.AttributeWords;
import io.systole.shell.level.Context;
import io.systole.shell.level.LevelCommand;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** {@code param}, {@code meta}, {@code utilization}: set, delete or show one attribute of a resource. */
final class SettingCommands {
    private SettingCommands() {}

    static List<LevelCommand> all() {
        return List.of(
                new Setting("param", "manage a parameter of a resource", null),
                new Setting("meta", "manage a meta attribute of a resource", "--meta"),
                new Setting("utilization", "manage a utilization attribute of a resource", "--utilization"));
    }

    private static final class Setting extends ResourceCommand {
        private final String option;

        Setting(String name, String summary, String option) {
            super(name, List.of(), "RSC set ATTR VALUE | RSC delete ATTR | RSC show ATTR", summary);
            this.option = option;
        }

        @Override
        public List<String> complete(List<String> words, Context context) throws NotConnectedException {
            return switch (words.size()) {
                case 0, 1 -> resources(context);
                case 2 -> AttributeWords.VERBS;
                default -> List.of();
            };
        }

        @Override
        public int run(List<String> words, Context context)
                throws UsageException, Failure, NotConnectedException, IOException {
            AttributeWords typed = AttributeWords.parse(words);
            List<String> options = new ArrayList<>(List.of("--resource", typed.object()));
            if (option != null) {
                options.add(option);
            }
            if (context.options().force()) {
                options.add("--force");
            }
            switch (typed.verb()) {
                case "set" ->
                    options.addAll(List.of("--set-parameter", typed.attribute(), "--parameter-value=" + typed.value()));
                case "delete" -> options.addAll(List.of("--delete-parameter", typed.attribute()));
                default -> options.addAll(List.of("--get-parameter", typed.attribute()));
            }
            return tool(context, options);
        }
    }
}
