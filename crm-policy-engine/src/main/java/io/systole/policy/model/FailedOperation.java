package io.systole.policy.model;

import io.systole.core.xml.Element;

/**
 * A failed entry of history, to be shown.
 *
 * @param history the entry as it is in the status section
 */
public record FailedOperation(Resource resource, Node node, Element history) {}
