package io.systole.shell.configure;

import io.systole.core.api.ClusterSession.NotConnectedException;
import io.systole.core.value.CrmExit;
import io.systole.shell.level.Context;
import io.systole.shell.level.LevelCommand;
import java.io.IOException;
import java.util.List;

/** {@code refresh}: reads the configuration anew; what was not committed is dropped. */
final class Refresh implements LevelCommand {
    @Override
    public String name() {
        return "refresh";
    }

    @Override
    public String summary() {
        return "read the configuration anew from the cluster";
    }

    @Override
    public int run(List<String> words, Context context) throws NotConnectedException, IOException {
        if (Editing.pending(context)
                && context.person().there()
                && !context.confirm("All changes will be dropped. Do you want to proceed", false)) {
            return CrmExit.OK.code();
        }
        Editing.drop(context);
        Editing.draft(context);
        return CrmExit.OK.code();
    }
}
