package io.systole.core.view;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A ticket.
 *
 * @param state what the status section says beside that, by name, for example {@code last-granted}
 */
public record TicketView(String id, boolean granted, boolean standby, SortedMap<String, String> state) {
    public TicketView {
        state = Collections.unmodifiableSortedMap(new TreeMap<>(state));
    }
}
