package io.systole.shell.mon;

import io.systole.core.api.ClusterSession.NotConnectedException;
import io.systole.core.api.CommandIo;
import io.systole.shell.command.UsageException;
import io.systole.shell.level.Context;
import io.systole.shell.level.LevelCommand;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code crm status}: what {@code crm_mon -1} prints, asked for in words. */
public final class StatusCommand implements LevelCommand {
    private static final Map<String, String> OPTIONS = options();

    private static Map<String, String> options() {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("full", "-ncrft");
        options.put("bynode", "-n");
        options.put("inactive", "-r");
        options.put("ops", "-o");
        options.put("timing", "-t");
        options.put("failcounts", "-f");
        options.put("verbose", "-V");
        options.put("quiet", "-Q");
        options.put("html", "--output-as=html");
        options.put("xml", "--output-as=xml");
        options.put("simple", "-s");
        options.put("tickets", "-c");
        options.put("noheaders", "-D");
        options.put("detail", "-R");
        options.put("brief", "-b");
        return options;
    }

    @Override
    public String name() {
        return "status";
    }

    @Override
    public String arguments() {
        return "[" + String.join("|", OPTIONS.keySet()) + " ...]";
    }

    @Override
    public String summary() {
        return "show the cluster's status";
    }

    @Override
    public String help() {
        return "Without a word, all resources are shown, also those that are not active. Any option of crm_mon works, too.";
    }

    @Override
    public int run(List<String> words, Context context) throws UsageException, NotConnectedException, IOException {
        List<String> arguments = new ArrayList<>(List.of("-1"));
        if (words.isEmpty()) {
            arguments.add("-r");
        }
        for (String word : words) {
            if (!word.startsWith("-") && !OPTIONS.containsKey(word)) {
                throw new UsageException("status knows no word " + word);
            }
            arguments.add(OPTIONS.getOrDefault(word, word));
        }
        CommandIo io = context.io();
        MonRequest request = MonOptions.read(arguments, io);
        boolean colours = io.interactive()
                && !context.options().plain()
                && io.environment("NO_COLOR") == null
                && !"dumb".equals(io.environment("TERM"));
        return CrmMon.once(request, io, context::cluster, colours);
    }

    @Override
    public List<String> complete(List<String> words, Context context) {
        return List.copyOf(OPTIONS.keySet());
    }
}
