package io.systole.core.cib.rule;

import io.systole.core.xml.Element;
import java.util.List;
import java.util.regex.Pattern;

/** The schema that a CIB declares is one that there is. That it declares one is a matter of its shape. */
public final class SchemaRules implements Rule {
    private static final Pattern SCHEMA = Pattern.compile(
            "none|pacemaker-(0\\.[67]|1\\.[0-3]|2\\.([0-9]|10)|3\\.([0-9]|10)|4\\.[01]|next)|transitional-0\\.6");

    @Override
    public void check(Element cib, List<CibFinding> findings) {
        String schema = cib.attribute("validate-with");
        if (schema != null && !SCHEMA.matcher(schema).matches()) {
            findings.add(new CibFinding(
                    true,
                    "cib",
                    "validate-with=\"" + schema + "\" names no schema; it takes pacemaker-1.0 to pacemaker-4.0"));
        }
    }
}
