package io.systole.policy.model;

import java.util.Locale;

/** Option placement-strategy: whether and how capacity of nodes counts. */
public enum PlacementStrategy {
    DEFAULT,
    UTILIZATION,
    MINIMAL,
    BALANCED;

    /** The strategy that an option's value names; {@link #DEFAULT} if it names none. */
    public static PlacementStrategy of(String text) {
        for (PlacementStrategy strategy : values()) {
            if (strategy.name().equals(text.toUpperCase(Locale.ROOT))) {
                return strategy;
            }
        }
        return DEFAULT;
    }
}
