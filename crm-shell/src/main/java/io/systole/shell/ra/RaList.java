package io.systole.shell.ra;

import io.systole.core.port.AgentCatalog;
import io.systole.core.value.CrmExit;
import io.systole.core.value.Nearest;
import io.systole.shell.command.Failure;
import io.systole.shell.command.UsageException;
import io.systole.shell.level.Context;
import io.systole.shell.level.LevelCommand;
import java.util.List;

/** {@code crm ra list CLASS [PROVIDER]}: the agents of a class. */
final class RaList implements LevelCommand {
    @Override
    public String name() {
        return "list";
    }

    @Override
    public String arguments() {
        return "CLASS [PROVIDER]";
    }

    @Override
    public String summary() {
        return "list the agents of a class";
    }

    @Override
    public int run(List<String> words, Context context) throws UsageException, Failure {
        if (words.isEmpty() || words.size() > 2) {
            throw new UsageException("it takes a class and, for ocf, a provider");
        }
        AgentCatalog agents = context.agents();
        String standard = words.get(0);
        if (!agents.standards().contains(standard)) {
            throw new Failure(
                    CrmExit.NOSUCH,
                    "class " + standard + " does not exist" + Nearest.hint(standard, agents.standards())
                            + "; there are " + String.join(", ", agents.standards()));
        }
        String provider = words.size() == 2 ? words.get(1) : null;
        if (provider != null && !agents.providers().contains(provider)) {
            throw new Failure(
                    CrmExit.NOSUCH,
                    "there is no provider " + provider + " for class " + standard
                            + Nearest.hint(provider, agents.providers()));
        }
        agents.types(standard, provider).forEach(type -> context.io().out().println(type));
        return CrmExit.OK.code();
    }

    @Override
    public List<String> complete(List<String> words, Context context) {
        return words.size() == 1
                ? context.agents().standards()
                : words.get(0).equals("ocf") ? context.agents().providers() : List.of();
    }
}
