package io.systole.policy.model;

/** The kinds of resources, in the order in which some rules compare them. */
public enum Variant {
    PRIMITIVE,
    GROUP,
    CLONE,
    BUNDLE
}
