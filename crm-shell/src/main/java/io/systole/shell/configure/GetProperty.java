package io.systole.shell.configure;

import io.systole.core.api.ClusterSession.NotConnectedException;
import io.systole.core.cib.ClusterOption;
import io.systole.core.cib.ClusterProperties;
import io.systole.core.value.CrmBoolean;
import io.systole.core.value.CrmExit;
import io.systole.core.value.Nearest;
import io.systole.core.xml.Element;
import io.systole.shell.command.Failure;
import io.systole.shell.edit.Draft;
import io.systole.shell.level.Context;
import io.systole.shell.level.LevelCommand;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code get_property [-t] [NAME…]}: prints the values of cluster properties, where one is not set what counts instead, or with
 * {@code -t} whether they are true; without a name, the names of all (crmsh's manual).
 */
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
        return "[-t|--true] [NAME..]";
    }

    @Override
    public String summary() {
        return "print the value of cluster properties";
    }

    @Override
    public int run(List<String> words, Context context) throws Failure, NotConnectedException {
        List<String> names = new ArrayList<>(words);
        boolean truth = names.removeAll(List.of("-t", "--true"));
        if (names.isEmpty()) {
            ClusterOption.names().forEach(context.io().out()::println);
            return CrmExit.OK.code();
        }
        Draft draft = Editing.draft(context);
        Element section = draft.root().child("configuration").child("crm_config");
        for (String name : names) {
            String value = value(section, name);
            if (truth) {
                context.io().out().println(CrmBoolean.parse(value, false));
            } else if (value == null) {
                throw new Failure(
                        CrmExit.NOSUCH, "property " + name + " is not set" + Nearest.hint(name, ClusterOption.names()));
            } else {
                context.io().out().println(value);
            }
        }
        return CrmExit.OK.code();
    }

    /** As it counts: under either name, with the usual value where it is not set; null where there is none. */
    private static String value(Element section, String name) {
        String set = ClusterProperties.value(section, name);
        ClusterOption option = ClusterOption.named(name);
        if (set != null || option == null) {
            return set;
        }
        String other = name.equals(option.name()) ? option.oldName() : option.name();
        String under = other == null ? null : ClusterProperties.value(section, other);
        return under == null ? option.usual() : under;
    }
}
