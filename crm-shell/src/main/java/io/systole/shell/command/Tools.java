package io.systole.shell.command;

import io.systole.core.api.Command;
import java.util.ArrayList;
import java.util.List;

/** The tools that agents and scripts call. */
public final class Tools {
    /** What {@code --version} prints. */
    public static final String VERSION = Tool.VERSION;

    private Tools() {}

    public static List<Command> all() {
        List<Command> tools = new ArrayList<>(List.of(
                new Cibadmin(),
                new CrmNode(),
                new Crmadmin(),
                new AttrdUpdater(),
                CrmAttribute.crmAttribute(),
                CrmAttribute.crmMaster(),
                new CrmVerify(),
                new CrmDiff(),
                new CrmError(),
                new CrmStandby(),
                new CrmFailcount(),
                new Pacemakerd()));
        tools.addAll(CorosyncTools.all());
        tools.addAll(AbsentTool.all());
        return tools;
    }
}
