package io.systole.shell.command;

import io.systole.core.cib.ClusterProperties;
import io.systole.core.cib.rule.CibFinding;
import io.systole.core.xml.Element;
import java.util.Optional;

/** Fencing that is on without a device: the scheduler starts nothing then, and who set the cluster up must hear it at once. */
public final class MissingFencing {
    private MissingFencing() {}

    /** @param cib with a configuration */
    public static Optional<CibFinding> of(Element cib) {
        return !ClusterProperties.lackFencing(cib.child("configuration"))
                ? Optional.empty()
                : Optional.of(new CibFinding(
                        true,
                        "stonith-enabled",
                        "fencing is on and no fence device is defined, so no resource will be started; define one, or"
                                + " set the property stonith-enabled=false"));
    }
}
