package io.systole.core.view;

import io.systole.core.xml.Element;
import java.util.List;

/**
 * What is remembered of a resource on a node.
 *
 * @param resource the id that people know it by
 * @param historyId the id that the status section knows it by
 * @param top the id of the outermost resource that it is part of, or its own
 * @param migrationThreshold how many failures ban it from a node
 * @param failCount failures so far, however old
 * @param lastFailureSeconds when the last one was, seconds since the epoch; 0 if there is none or that is not known
 * @param operations entries of the status section, oldest call first
 */
public record HistoryView(
        String node,
        String resource,
        String historyId,
        String top,
        int migrationThreshold,
        int failCount,
        long lastFailureSeconds,
        List<Element> operations) {
    public HistoryView {
        operations = List.copyOf(operations);
    }
}
