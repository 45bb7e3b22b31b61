package io.systole.policy.snapshot;

import io.systole.core.xml.Element;
import io.systole.policy.action.HistoryEntry;
import io.systole.policy.model.Names;
import io.systole.policy.model.Node;
import io.systole.policy.model.Resource;

/** One entry of history, parsed; its result may be read differently from how it was recorded. */
final class Operation {
    static final int PENDING = -1;
    static final int DONE = 0;
    static final int CANCELLED = 1;
    static final int NOT_SUPPORTED = 3;
    static final int ERROR = 4;
    static final int ERROR_HARD = 5;
    static final int ERROR_FATAL = 6;
    static final int NOT_INSTALLED = 7;
    static final int NOT_CONNECTED = 8;
    static final int NO_FENCE_DEVICE = 10;
    static final int NO_SECRETS = 11;

    final Resource resource;
    final Node node;
    final Element xml;
    final String task;
    final long intervalMs;
    final String key;
    final int expectedExit;
    int exit;
    int status;

    private Operation(Resource resource, Node node, Element xml, int status, int exit) {
        this.resource = resource;
        this.node = node;
        this.xml = xml;
        this.task = xml.attribute("operation");
        this.intervalMs = Names.number(xml.attribute("interval"), 0);
        this.key = HistoryEntry.key(xml);
        this.expectedExit = HistoryEntry.expectedExit(xml);
        this.status = status;
        this.exit = exit;
    }

    /** Null for an entry that says nothing. */
    static Operation parse(Resource resource, Node node, Element xml) {
        if (xml.id() == null || xml.attribute("operation") == null) {
            return null;
        }
        int status = (int) Names.number(xml.attribute("op-status"), Integer.MIN_VALUE);
        int exit = (int) Names.number(xml.attribute("rc-code"), -1);
        boolean valid = status >= PENDING && status <= NO_SECRETS && status != CANCELLED && exit >= 0 && exit <= 255;
        return valid ? new Operation(resource, node, xml, status, exit) : null;
    }

    boolean isProbe() {
        return intervalMs == 0 && task.equals("monitor");
    }
}
