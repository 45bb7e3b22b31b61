package io.systole.shell.level;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Words of crmsh that this shell does not have, and what does here what they did there: who types one has read a guide for
 * crmsh, and is told where to go on instead of only that the word is unknown.
 */
final class Elsewhere {
    private static final String COPY = "work on a copy: cibadmin -Q >FILE, then CIB_file=FILE in front of any command";
    private static final String WHAT_IF =
            "crm_simulate -L -S shows what the cluster would do, crm_simulate -x FILE -S what it would do with a copy";
    private static final String NO_SCRIPTS =
            "there are no ready-made scripts; \"crm configure load update FILE\" takes a configuration as it is typed";

    /** By level and word, with a blank between; the root is {@code crm}. */
    private static final Map<String, String> SENTENCES = new LinkedHashMap<>();

    static {
        SENTENCES.put(
                "crm cluster",
                "each node's daemon is started and stopped with systemctl start systole and systemctl stop systole;"
                        + " \"crm status\" shows the cluster, \"crm doctor\" checks this machine");
        SENTENCES.put(
                "crm corosync",
                "/etc/corosync/corosync.conf is the same file on every node and read when the daemon starts;"
                        + " corosync-cfgtool -s, corosync-quorumtool -s and corosync-cmapctl show what is in effect");
        SENTENCES.put("crm cib", COPY);
        SENTENCES.put("crm cibstatus", COPY + "; " + WHAT_IF);
        SENTENCES.put(
                "crm history",
                "there is no browser for what has happened; /var/log/systole/systole.log tells it on each node,"
                        + " \"crm status ops timing\" shows the last operations");
        SENTENCES.put(
                "crm options",
                "nothing is kept between calls; \"crm --help\" lists the options, EDITOR names the editor");
        SENTENCES.put(
                "crm maintenance",
                "\"crm node maintenance\", \"crm resource maintenance\" and \"crm configure property"
                        + " maintenance-mode=true\" do it");
        SENTENCES.put(
                "crm report",
                "take \"crm status full\", \"cibadmin -Q\" and each node's /var/log/systole/systole.log to whoever helps");
        SENTENCES.put("crm script", NO_SCRIPTS);
        SENTENCES.put("crm template", NO_SCRIPTS);
        SENTENCES.put("crm assist", NO_SCRIPTS);
        SENTENCES.put(
                "crm site",
                "tickets are not handed out between sites; \"crm configure rsc_ticket\" ties resources to one");
        SENTENCES.put("configure cib", COPY);
        SENTENCES.put("configure cibstatus", COPY);
        SENTENCES.put("configure ptest", WHAT_IF);
        SENTENCES.put("configure simulate", WHAT_IF);
        SENTENCES.put("configure graph", "crm_simulate -L -D FILE writes the actions as a graph for dot");
        SENTENCES.put("configure validate-all", "\"verify\" checks the parameters of every resource");
        SENTENCES.put("configure rsctest", "crm_resource --force-check --resource RSC runs its monitor on this node");
        SENTENCES.put("configure template", NO_SCRIPTS);
        SENTENCES.put("configure assist", NO_SCRIPTS);
        SENTENCES.put(
                "resource secret",
                "parameters stand in the CIB, not in files beside it; \"crm resource param\" sets one");
        SENTENCES.put(
                "ra validate", "crm_resource --validate --class C --provider P --agent A --option NAME=VALUE does it");
    }

    private Elsewhere() {}

    /** What does it instead, without a full stop; null where crmsh has no such word either. */
    static String of(Level level, String word) {
        return SENTENCES.get(level.name() + " " + word);
    }
}
