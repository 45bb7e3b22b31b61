package io.systole.shell.configure;

import io.systole.core.api.ClusterSession.NotConnectedException;
import io.systole.core.cib.ClusterProperties;
import io.systole.core.value.CrmBoolean;
import io.systole.core.value.CrmExit;
import io.systole.core.xml.Element;
import io.systole.shell.command.Failure;
import io.systole.shell.command.UsageException;
import io.systole.shell.edit.Draft;
import io.systole.shell.level.Context;
import io.systole.shell.level.LevelCommand;
import java.util.ArrayList;
import java.util.List;

/** {@code get_property [-t] NAME…}: prints values of cluster properties, or tells by the exit status whether they are true. */
final class GetProperty implements LevelCommand {
    @Override
    public String name() {
        return "get_property";
    }

    @Override
    public List<String> aliases() {
        return List.of("get-property");
    }

    @Override
    public String arguments() {
        return "[-t|--true] NAME..";
    }

    @Override
    public String summary() {
        return "print the value of cluster properties";
    }

    @Override
    public int run(List<String> words, Context context) throws UsageException, Failure, NotConnectedException {
        List<String> names = new ArrayList<>(words);
        boolean truth = names.removeAll(List.of("-t", "--true"));
        if (names.isEmpty()) {
            throw new UsageException("it names no property");
        }
        Draft draft = Editing.draft(context);
        Element section = draft.root().child("configuration").child("crm_config");
        for (String name : names) {
            String value = ClusterProperties.value(section, name);
            if (truth) {
                if (!CrmBoolean.parse(value == null ? "" : value).orElse(false)) {
                    return CrmExit.ERROR.code();
                }
            } else if (value == null) {
                throw new Failure(CrmExit.NOSUCH, "property " + name + " is not set");
            } else {
                context.io().out().println(value);
            }
        }
        return CrmExit.OK.code();
    }
}
