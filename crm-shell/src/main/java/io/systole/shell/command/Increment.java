package io.systole.shell.command;

import io.systole.core.value.Score;
import java.util.OptionalInt;

/** Values that say how to change the one that is there: {@code value++} and {@code value+=N}, as Pacemaker reads them. */
final class Increment {
    private Increment() {}

    /**
     * The value that is meant.
     *
     * @param typed as it was given
     * @param now the value that is there, or null
     */
    static String apply(String typed, String now) {
        int step;
        if (typed.equals("value++")) {
            step = 1;
        } else if (typed.startsWith("value+=")) {
            OptionalInt parsed = Score.parse(typed.substring("value+=".length()));
            if (parsed.isEmpty()) {
                return typed;
            }
            step = parsed.getAsInt();
        } else {
            return typed;
        }
        return Score.format(Score.add(Score.parse(now).orElse(0), step));
    }
}
