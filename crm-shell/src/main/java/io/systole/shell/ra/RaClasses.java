package io.systole.shell.ra;

import io.systole.core.value.CrmExit;
import io.systole.shell.level.Context;
import io.systole.shell.level.LevelCommand;
import java.util.List;

/** {@code crm ra classes}: the classes of agents, and the providers of those that have some. */
final class RaClasses implements LevelCommand {
    @Override
    public String name() {
        return "classes";
    }

    @Override
    public String summary() {
        return "list classes and providers";
    }

    @Override
    public int run(List<String> words, Context context) {
        for (String standard : context.agents().standards()) {
            context.io()
                    .out()
                    .println(
                            standard.equals("ocf")
                                    ? "ocf / "
                                            + String.join(" ", context.agents().providers())
                                    : standard);
        }
        return CrmExit.OK.code();
    }
}
