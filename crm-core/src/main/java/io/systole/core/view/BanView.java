package io.systole.core.view;

/**
 * A location constraint that keeps a resource off a node (or from being promoted there).
 *
 * @param top the id of the outermost resource that it is part of, or its own
 */
public record BanView(String id, String resource, String top, String node, int score, boolean promotedOnly) {}
