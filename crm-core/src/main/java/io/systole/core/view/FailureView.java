package io.systole.core.view;

import io.systole.core.xml.Element;

/**
 * A failed operation.
 *
 * @param resource the id in the configuration
 * @param node the node's name
 * @param history the entry of the status section
 */
public record FailureView(String resource, String node, Element history) {}
