package io.systole.core.view;

import io.systole.core.xml.Element;

/**
 * A failed operation.
 *
 * @param resource the id in the configuration
 * @param node the node's name
 * @param history the entry of the status section
 * @param expectable a probe that only says that the resource cannot run there, for example as its agent is missing
 */
public record FailureView(String resource, String node, Element history, boolean expectable) {}
