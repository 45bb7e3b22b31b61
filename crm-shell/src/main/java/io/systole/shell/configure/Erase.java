package io.systole.shell.configure;

import io.systole.core.api.ClusterSession.NotConnectedException;
import io.systole.core.cib.Cib;
import io.systole.core.value.CrmExit;
import io.systole.core.view.ResourceView;
import io.systole.core.xml.Element;
import io.systole.policy.view.LiveState;
import io.systole.shell.command.Failure;
import io.systole.shell.command.UsageException;
import io.systole.shell.edit.Draft;
import io.systole.shell.level.Context;
import io.systole.shell.level.LevelCommand;
import java.util.ArrayList;
import java.util.List;

/** {@code erase [nodes]}. */
final class Erase implements LevelCommand {
    @Override
    public String name() {
        return "erase";
    }

    @Override
    public String arguments() {
        return "[nodes]";
    }

    @Override
    public String summary() {
        return "erase the configuration";
    }

    @Override
    public String help() {
        return "Everything but the nodes goes; with \"nodes\" they go too. It is refused while resources run, unless"
                + " crm was given -F.";
    }

    @Override
    public int run(List<String> words, Context context) throws UsageException, Failure, NotConnectedException {
        if (!words.isEmpty() && !words.equals(List.of("nodes"))) {
            throw new UsageException("it takes nothing or \"nodes\"");
        }
        Draft draft = Editing.draft(context);
        List<String> running = new ArrayList<>();
        for (ResourceView resource :
                LiveState.of(draft.base(), System.currentTimeMillis()).view().resources()) {
            if (!resource.activeOn().isEmpty()) {
                running.add(resource.id());
            }
        }
        if (!running.isEmpty() && !context.options().force()) {
            throw new Failure(
                    CrmExit.UNSAFE,
                    "these resources are running: " + String.join(", ", running)
                            + "; stop them first, or give crm -F. Nothing was erased");
        }
        erase(draft, !words.isEmpty());
        return CrmExit.OK.code();
    }

    static void erase(Draft draft, boolean nodes) {
        Element configuration = Cib.empty().configuration();
        Element now = draft.root().child("configuration");
        if (!nodes && now.child("nodes") != null) {
            configuration = configuration.replacing(
                    configuration.children().indexOf(configuration.child("nodes")), now.child("nodes"));
        }
        draft.root(draft.root().replacing(draft.root().children().indexOf(now), configuration));
    }
}
