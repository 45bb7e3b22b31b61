package io.systole.core.cib.rule;

import io.systole.core.xml.Element;
import java.util.List;

/** A rule looks at the whole {@code cib} element and adds what it finds. */
public interface Rule {
    void check(Element cib, List<CibFinding> findings);
}
