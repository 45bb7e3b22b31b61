package io.systole.shell.heartbeat;

import io.systole.shell.heartbeat.HaCf.Directive;
import java.util.List;

/** {@code logfacility}, {@code logfile}, {@code debugfile}, {@code debug}, {@code use_logd} and their like. */
final class Logging implements Topic {
    @Override
    public List<String> names() {
        return List.of(
                "logfacility",
                "logfile",
                "debugfile",
                "debug",
                "use_logd",
                "conn_logd_time",
                "log_badpack",
                "syslogmsgfmt",
                "msgfmt");
    }

    @Override
    public void convert(HaCf file, Machine machine, ClusterPlan plan, Report report) {
        for (Directive directive : file.all(names().toArray(String[]::new))) {
            String value = directive.argument(0);
            switch (directive.name()) {
                case "logfile" -> {
                    plan.logging.put("logfile", value);
                    report.kept(directive.line(), "logging { logfile: " + value + " }");
                }
                case "logfacility" ->
                    report.changed(
                            directive.line(),
                            value.equals("none")
                                    ? "the service's output goes to the journal all the same"
                                    : "messages go to the journal (journalctl -u systoled) and to the log file, not to"
                                            + " syslog's facility " + value,
                            "");
                case "debug" -> debug(directive, plan, report);
                case "debugfile" ->
                    report.changed(
                            directive.line(),
                            "there is one log file for everything; logging { debug: on } lets it tell more");
                default ->
                    report.unsupported(directive.line(), "systoled writes its log itself; nothing is lost by it");
            }
        }
    }

    private static void debug(Directive directive, ClusterPlan plan, Report report) {
        boolean on = !directive.argument(0).equals("0");
        if (on) {
            plan.logging.put("debug", "on");
        }
        report.kept(directive.line(), on ? "logging { debug: on }; there is one level of it" : "no debugging messages");
    }
}
