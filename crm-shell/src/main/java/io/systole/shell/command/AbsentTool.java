package io.systole.shell.command;

import io.systole.core.api.ClusterSession;
import io.systole.core.api.Command;
import io.systole.core.api.CommandIo;
import io.systole.core.value.CrmExit;
import java.util.List;

/**
 * A tool of Pacemaker that Systole does not have: says so and what does its work here, where {@code command not found} would
 * leave a script's author to guess. Always exit status 3, as an agent's action that is not implemented.
 *
 * @param sentence without a full stop
 */
record AbsentTool(String name, String sentence) implements Command {
    private static final String COPY =
            "for a copy to try things on: cibadmin -Q >FILE, then CIB_file=FILE in front of any command, crm_simulate -x"
                    + " FILE -S for what it would lead to, cibadmin -R -x FILE to take it over";

    static List<Command> all() {
        return List.of(
                new AbsentTool("crm_shadow", COPY),
                new AbsentTool(
                        "stonith_admin",
                        "\"crm node fence NODE\" fences a node, \"crm node clearstate NODE\" confirms that one is down,"
                                + " crm_mon -m shows what was fenced"),
                new AbsentTool(
                        "crm_ticket",
                        "tickets are neither granted nor revoked here; \"crm configure rsc_ticket\" ties resources to one,"
                                + " and a ticket that nobody granted counts as not granted"),
                new AbsentTool("crm_rule", "crm_simulate -x FILE -t TIME tells what rules lead to at a time"),
                new AbsentTool(
                        "iso8601",
                        "date --iso-8601=seconds -d TEXT writes times; durations are written as PT5M or P1DT12H"),
                new AbsentTool(
                        "crm_report",
                        "take \"crm status full\", \"cibadmin -Q\" and each node's /var/log/systole/systole.log to whoever"
                                + " helps"));
    }

    @Override
    public int run(List<String> arguments, CommandIo io, ClusterSession session) {
        if (arguments.contains("--version")) {
            io.out().println(Tool.VERSION);
            return CrmExit.OK.code();
        }
        io.err().println(name + ": Systole has no such tool; " + sentence);
        return CrmExit.UNIMPLEMENT_FEATURE.code();
    }
}
