package io.systole.shell.heartbeat;

import io.systole.shell.heartbeat.HaCf.Directive;
import java.util.List;
import java.util.Locale;

/** {@code auto_failback} and its elder {@code nice_failback}: whether resources return to the node they prefer. */
final class Failback implements Topic {
    /** How much a resource prefers the first node of its line in haresources. */
    static final int PREFERENCE = 100;

    /** How much it prefers to stay where it is, where it shall not return: more than that, for each resource. */
    private static final int STICKINESS = 200;

    @Override
    public List<String> names() {
        return List.of("auto_failback", "nice_failback");
    }

    @Override
    public void convert(HaCf file, Machine machine, ClusterPlan plan, Report report) {
        boolean returns = true;
        List<Directive> all = file.all("auto_failback", "nice_failback");
        for (Directive directive : all) {
            boolean nice = directive.name().equals("nice_failback");
            switch (directive.argument(0).toLowerCase(Locale.ROOT)) {
                case "on", "yes", "true", "1", "y", "t" -> returns = !nice;
                case "off", "no", "false", "0", "n", "f" -> returns = nice;
                case "legacy" -> returns = true;
                default -> {
                    report.wrong(
                            directive.line(),
                            directive.name() + " takes on, off or legacy, not \"" + directive.rest(0) + "\"");
                    continue;
                }
            }
            report.kept(directive.line(), sentence(returns));
        }
        if (all.isEmpty()) {
            report.add(
                    "ha.cf", Verdict.KEPT, "there is no auto_failback; Heartbeat's own is on: " + sentence(true), "");
        }
        plan.resourceDefaults.put("resource-stickiness", returns ? "0" : String.valueOf(STICKINESS));
    }

    private static String sentence(boolean returns) {
        return returns
                ? "resource-stickiness=0: resources return to the node they prefer (score " + PREFERENCE
                        + ") as soon as it is back"
                : "resource-stickiness=" + STICKINESS
                        + ": resources stay where they are when the node they prefer (score " + PREFERENCE
                        + ") is back";
    }
}
