package io.systole.core.cib;

import io.systole.core.cib.rule.CibFinding;
import io.systole.core.cib.rule.ConstraintRules;
import io.systole.core.cib.rule.IdRules;
import io.systole.core.cib.rule.ReferenceRules;
import io.systole.core.cib.rule.Rule;
import io.systole.core.cib.rule.ShapeRules;
import io.systole.core.cib.rule.StructureRules;
import io.systole.core.cib.rule.ValueRules;
import io.systole.core.xml.Element;
import java.util.ArrayList;
import java.util.List;

/** Checks that a configuration means something. Every rule names the object as the person typed it. */
public final class CibValidation {
    private CibValidation() {}

    private static final List<Rule> RULES = List.of(
            new ShapeRules(),
            new StructureRules(),
            new IdRules(),
            new ReferenceRules(),
            new ConstraintRules(),
            new ValueRules());

    /** Everything there is to tell, errors and warnings, in the order of the rules. */
    public static List<CibFinding> check(Element cib) {
        List<CibFinding> findings = new ArrayList<>();
        for (Rule rule : RULES) {
            rule.check(cib, findings);
        }
        return findings;
    }
}
