package io.systole.core.cib;

import io.systole.core.cib.rule.CibFinding;
import io.systole.core.cib.rule.ConstraintRules;
import io.systole.core.cib.rule.IdRules;
import io.systole.core.cib.rule.ReferenceRules;
import io.systole.core.cib.rule.Rule;
import io.systole.core.cib.rule.SchemaRules;
import io.systole.core.cib.rule.ShapeRules;
import io.systole.core.cib.rule.StructureRules;
import io.systole.core.cib.rule.ValueRules;
import io.systole.core.xml.Element;
import java.util.ArrayList;
import java.util.List;

/** Checks that a configuration means something. Every rule names the object as the person typed it. */
public final class CibValidation {
    private CibValidation() {}

    /** What Pacemaker's schemas say, too. */
    private static final List<Rule> SCHEMA =
            List.of(new SchemaRules(), new ShapeRules(), new IdRules(), new ReferenceRules());

    private static final List<Rule> MEANING = List.of(new StructureRules(), new ConstraintRules(), new ValueRules());

    /**
     * Everything there is to tell, errors and warnings, in the order of the rules.
     *
     * @param cib with a configuration that has resources
     */
    public static List<CibFinding> check(Element cib) {
        List<CibFinding> findings = new ArrayList<>();
        SCHEMA.forEach(rule -> rule.check(cib, findings));
        MEANING.forEach(rule -> rule.check(cib, findings));
        return findings;
    }

    /**
     * What makes Pacemaker refuse to read it: all errors.
     *
     * @param cib with a configuration
     */
    public static List<CibFinding> schema(Element cib) {
        List<CibFinding> findings = new ArrayList<>();
        SCHEMA.forEach(rule -> rule.check(cib, findings));
        return findings;
    }
}
