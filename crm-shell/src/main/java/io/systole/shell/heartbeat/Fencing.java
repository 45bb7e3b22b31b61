package io.systole.shell.heartbeat;

import io.systole.shell.heartbeat.HaCf.Directive;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code stonith}, {@code stonith_host} and {@code watchdog}: how a node that does not answer is made sure to be dead. */
final class Fencing implements Topic {
    /**
     * The parameters of Heartbeat's plugins, in their order, under the names that today's agents have for them; the first
     * word is the agent, and {@code *} stands for a parameter that it has not.
     */
    private static final Map<String, String> PLUGINS = new LinkedHashMap<>();

    static {
        PLUGINS.put("apcmaster", "fence_apc ip username password");
        PLUGINS.put("apcmastersnmp", "fence_apc_snmp ip ipport community");
        PLUGINS.put("external/ipmi", "fence_ipmilan plug ip username password *");
        PLUGINS.put("ipmilan", "fence_ipmilan plug ip ipport auth privlvl username password");
        PLUGINS.put("external/riloe", "fence_ilo plug ip username password");
        PLUGINS.put("external/drac5", "fence_drac5 plug ip username password");
        PLUGINS.put("external/ibmrsa", "fence_rsa plug ip username password");
        PLUGINS.put("external/ibmrsa-telnet", "fence_rsa plug ip username password");
        PLUGINS.put("wti_nps", "fence_wti ip password");
        PLUGINS.put("baytech", "fence_baytech ip username password");
    }

    @Override
    public List<String> names() {
        return List.of("stonith", "stonith_host", "watchdog");
    }

    @Override
    public void convert(HaCf file, Machine machine, ClusterPlan plan, Report report) {
        List<Directive> lines = file.all("stonith", "stonith_host");
        plan.properties.put("stonith-enabled", lines.isEmpty() ? "false" : "true");
        if (lines.isEmpty()) {
            report.add(
                    "ha.cf",
                    Verdict.KEPT,
                    "stonith-enabled=false: no stonith line names a fencing device, so a node that is lost is taken for"
                            + " dead, as Heartbeat did. If it lives, services may run twice",
                    "configure a fencing device (crm ra list stonith) and set stonith-enabled=true");
        }
        lines.forEach(d -> device(d, file, plan, report));
        file.all("watchdog")
                .forEach(d -> report.unsupported(
                        d.line(),
                        "systoled does not feed a hardware watchdog",
                        "let systemd do it: RuntimeWatchdogSec=10s in /etc/systemd/system.conf resets a machine that"
                                + " stands still"));
    }

    private static void device(Directive directive, HaCf file, ClusterPlan plan, Report report) {
        boolean byHost = directive.name().equals("stonith_host");
        String type = directive.argument(byHost ? 1 : 0);
        String host = byHost ? directive.argument(0) : "*";
        if (type.isEmpty()) {
            report.wrong(
                    directive.line(),
                    byHost
                            ? "stonith_host takes the node that uses the device (* for all), its type and its parameters"
                            : "stonith takes a device's type and the file with its parameters");
            return;
        }
        String known = PLUGINS.get(type);
        if (type.equals("meatware")) {
            report.changed(
                    directive.line(),
                    "a lost node's resources wait until a person has confirmed that it is dead",
                    "after switching a lost node off, confirm it with \"crm node clearstate NODE\"");
        } else if (known == null || !byHost) {
            report.unsupported(
                    directive.line(),
                    byHost
                            ? "there is no agent in place of Heartbeat's plugin " + type
                            : "the parameters are in the file " + directive.rest(1)
                                    + ", in an order of the plugin's own",
                    "before the cluster is started, configure a device of your own: \"crm ra list stonith\" and \"crm"
                            + " configure primitive fence1 stonith:TYPE ...\"; until then nothing of a lost node is"
                            + " recovered, as stonith-enabled=true");
        } else {
            primitive(directive, known.split(" "), host, file, plan, report);
        }
    }

    private static void primitive(
            Directive directive, String[] known, String host, HaCf file, ClusterPlan plan, Report report) {
        List<String> values =
                directive.arguments().subList(2, directive.arguments().size());
        if (values.size() >= known.length) {
            report.wrong(
                    directive.line(),
                    "the plugin takes " + (known.length - 1) + " parameters, and these are " + values.size());
            return;
        }
        StringBuilder parameters = new StringBuilder();
        List<String> unused = new ArrayList<>();
        String target = "";
        for (int i = 0; i < values.size(); i++) {
            String name = known[i + 1];
            if (name.equals("*")) {
                unused.add(values.get(i));
            } else if (name.equals("plug")) {
                target = values.get(i);
            } else {
                parameters.append(ClusterPlan.pair(name, values.get(i)));
            }
        }
        String hosts = target.isEmpty() ? String.join(" ", file.nodes()) : target;
        String id = plan.id(target.isEmpty() ? known[0] : "fence_" + target);
        plan.resources.add("primitive " + id + " stonith:" + known[0] + " params"
                + ClusterPlan.pair("pcmk_host_list", hosts) + parameters + " op monitor interval=600s timeout=60s");
        if (!host.equals("*")) {
            String constraint = plan.id("loc_" + id);
            plan.constraints.add("location " + constraint + " " + id + " inf: " + host);
        }
        report.changed(
                directive.line(),
                id + " (stonith:" + known[0] + ") fences " + hosts + "; its parameters have today's names"
                        + (unused.isEmpty() ? "" : "; not used: " + String.join(" ", unused)),
                "try the device before you rely on it: crm node fence NODE");
    }
}
