package io.systole.shell.heartbeat;

import io.systole.shell.heartbeat.HaCf.Directive;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code respawn}, the programs that Heartbeat kept running, and {@code apiauth}, who may talk to it. */
final class Programs implements Topic {
    /** Parts of Heartbeat itself and of what came with it, and what takes their place. */
    private static final Map<String, String> PARTS = new LinkedHashMap<>();

    static {
        PARTS.put("pingd", "the clone made of the ping lines takes its place");
        PARTS.put("ccm", "membership is systoled's own");
        PARTS.put("cib", "systoled keeps the CIB");
        PARTS.put("crmd", "systoled decides");
        PARTS.put("attrd", "systoled keeps the attributes");
        PARTS.put("lrmd", "systoled runs the agents");
        PARTS.put("stonithd", "systoled fences");
        PARTS.put("mgmtd", "there is no such graphical manager; crm and crm_mon take its place");
        PARTS.put("cl_respawn", "systemd starts systoled again");
        PARTS.put("apphbd", "resources are monitored instead");
        PARTS.put("hbagent", "there is no SNMP subagent");
        PARTS.put("ha_logd", "systoled logs itself");
        PARTS.put("logd", "systoled logs itself");
    }

    @Override
    public List<String> names() {
        return List.of("respawn", "apiauth");
    }

    @Override
    public void convert(HaCf file, Machine machine, ClusterPlan plan, Report report) {
        file.all("respawn").forEach(d -> respawn(d, file, plan, report));
        file.all("apiauth")
                .forEach(d -> report.unsupported(
                        d.line(),
                        "programs do not register with the cluster. Who may use its commands: root and hacluster; others as"
                                + " ACLs let them (crm configure role, acl_target)"));
    }

    private static void respawn(Directive directive, HaCf file, ClusterPlan plan, Report report) {
        String user = directive.argument(0);
        String program = directive.argument(1);
        if (!program.startsWith("/") && !program.matches("[A-Za-z_]+")) {
            report.wrong(
                    directive.line(),
                    "respawn takes a user, a program's path and its arguments, for example respawn hacluster"
                            + " /usr/lib64/heartbeat/ipfail");
            return;
        }
        String name = program.substring(program.lastIndexOf('/') + 1);
        if (name.equals("ipfail")) {
            boolean pings = !file.all("ping", "ping_group").isEmpty();
            if (pings) {
                report.kept(
                        directive.line(),
                        "each service has a rule that adds what the node reaches to its score: it moves to the node that"
                                + " reaches more, whatever its stickiness, and stays where both reach the same");
            } else {
                report.unsupported(directive.line(), "there is no ping line that it could act on");
            }
        } else if (name.equals("dopd")) {
            report.unsupported(
                    directive.line(),
                    "DRBD's peer is not outdated by the cluster manager",
                    "in DRBD's configuration use fencing resource-only with fence-peer"
                            + " \"/usr/lib/drbd/crm-fence-peer.sh\" and after-resync-target"
                            + " \"/usr/lib/drbd/crm-unfence-peer.sh\"");
        } else if (PARTS.containsKey(name)) {
            report.kept(directive.line(), PARTS.get(name));
        } else {
            String id = plan.id(name);
            String clone = plan.id("cl_" + name);
            plan.resources.add("primitive " + id + " ocf:heartbeat:anything params"
                    + ClusterPlan.pair("binfile", program)
                    + ClusterPlan.pair("cmdline_options", directive.rest(2))
                    + ClusterPlan.pair("user", user)
                    + " op monitor interval=10s timeout=20s");
            plan.resources.add("clone " + clone + " " + id);
            report.changed(
                    directive.line(),
                    "the clone " + clone + " keeps the program running on every node (ocf:heartbeat:anything) and looks"
                            + " after it every 10 s; an exit with 100 does not keep it from being started again");
        }
    }
}
