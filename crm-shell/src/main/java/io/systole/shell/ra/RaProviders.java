package io.systole.shell.ra;

import io.systole.core.value.CrmExit;
import io.systole.shell.command.Failure;
import io.systole.shell.command.UsageException;
import io.systole.shell.level.Context;
import io.systole.shell.level.LevelCommand;
import java.util.List;

/** {@code crm ra providers TYPE [CLASS]}: who provides an OCF agent. */
final class RaProviders implements LevelCommand {
    @Override
    public String name() {
        return "providers";
    }

    @Override
    public String arguments() {
        return "TYPE [CLASS]";
    }

    @Override
    public String summary() {
        return "show the providers of an agent";
    }

    @Override
    public int run(List<String> words, Context context) throws UsageException, Failure {
        if (words.isEmpty() || words.size() > 2) {
            throw new UsageException("it takes the type of an agent");
        }
        List<String> providers = context.agents().providersOf(words.get(0));
        if (providers.isEmpty()) {
            throw new Failure(
                    CrmExit.NOSUCH,
                    "no provider has an OCF agent " + words.get(0) + "; \"crm ra list ocf\" lists them all");
        }
        context.io().out().println(String.join(" ", providers));
        return CrmExit.OK.code();
    }

    @Override
    public List<String> complete(List<String> words, Context context) {
        return context.agents().types("ocf", null);
    }
}
