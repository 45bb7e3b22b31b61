package io.systole.core.controller;

import io.systole.core.cib.Cib;
import io.systole.core.membership.ClusterView;
import io.systole.core.membership.Votequorum;
import io.systole.core.value.NodeName;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What a controller lets others see, as one value: read by the threads that serve commands while the controller goes on.
 *
 * @param view null before the first one
 * @param quorum null before the first view
 * @param attributes transient and private attributes as this node knows them
 * @param warnings sentences that belong into every status display
 */
public record Published(
        Cib cib,
        Optional<NodeName> dc,
        ControllerState state,
        ClusterView view,
        Votequorum.Verdict quorum,
        SortedMap<NodeName, SortedMap<String, String>> attributes,
        List<String> warnings) {
    /** A cluster option, or null where it is not set. */
    public String option(String name) {
        return Options.text(cib, name);
    }
}
