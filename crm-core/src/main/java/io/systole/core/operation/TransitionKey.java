package io.systole.core.operation;

import java.util.Optional;

/**
 * Ties a result to the action of a plan, printed as {@code ACTION:TRANSITION:TARGETRC:UUID}.
 *
 * @param action the action's number in its graph
 * @param transition the graph's number
 * @param targetRc the exit code that was expected
 * @param controller which life of which DC made the plan
 */
public record TransitionKey(int action, int transition, int targetRc, String controller) {
    public static Optional<TransitionKey> parse(String text) {
        String[] parts = text == null ? new String[0] : text.split(":", 4);
        if (parts.length != 4) {
            return Optional.empty();
        }
        try {
            return Optional.of(new TransitionKey(
                    Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), Integer.parseInt(parts[2]), parts[3]));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return action + ":" + transition + ":" + targetRc + ":" + controller;
    }
}
