package io.systole.core.view;

/** A location constraint that keeps a resource off a node (or from being promoted there). */
public record BanView(String id, String resource, String node, int score, boolean promotedOnly) {}
