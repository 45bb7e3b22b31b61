package io.systole.shell.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Clocks of nodes that differ make logs, failure times and rules with dates hard to believe. */
final class Clocks implements Check {
    private static final long ADVICE_MS = 1_000;
    private static final long WRONG_MS = 30_000;

    @Override
    public String name() {
        return "clocks";
    }

    @Override
    public List<Finding> findings(Machine machine) {
        Map<String, Long> ahead = machine.clocksAheadMs();
        if (ahead.size() < 2) {
            return List.of(Finding.none("no other node of a running cluster answers"));
        }
        List<Finding> found = new ArrayList<>();
        ahead.forEach((node, ms) -> {
            String sentence = node + "'s clock is " + String.format(Locale.ROOT, "%.1f", Math.abs(ms) / 1000.0) + " s "
                    + (ms < 0 ? "behind" : "ahead of") + " this one's";
            String mend = "on the node that is wrong: chronyc makestep (or: systemctl restart systemd-timesyncd)";
            if (Math.abs(ms) >= WRONG_MS) {
                found.add(Finding.wrong("", sentence, mend));
            } else if (Math.abs(ms) >= ADVICE_MS) {
                found.add(Finding.advice("", sentence, mend));
            }
        });
        return found.isEmpty()
                ? List.of(Finding.ok("", "the clocks of " + String.join(", ", ahead.keySet()) + " agree to a second"))
                : found;
    }
}
