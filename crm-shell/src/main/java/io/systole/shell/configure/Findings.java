package io.systole.shell.configure;

import io.systole.core.cib.rule.CibFinding;
import io.systole.shell.edit.Draft;
import io.systole.shell.level.Context;
import java.util.List;

/** Tells a person what checks have found, each with the place where the object was typed. */
final class Findings {
    private Findings() {}

    /** @return how many of them are errors */
    static int tell(List<CibFinding> findings, Draft draft, Context context) {
        int errors = 0;
        for (CibFinding finding : findings) {
            String origin = draft.origin(finding.object());
            String place = origin.isEmpty() || origin.equals(context.where()) ? "" : origin + ": ";
            if (finding.error()) {
                errors++;
                context.error(place + finding.sentence());
            } else {
                context.warn(place + finding.sentence());
            }
        }
        return errors;
    }
}
