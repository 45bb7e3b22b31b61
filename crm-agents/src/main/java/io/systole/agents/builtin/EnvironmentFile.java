package io.systole.agents.builtin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.ZonedDateTime;

/** Appends what an agent was given to the file that the parameter {@code envfile} names, for people who look for a fault. */
final class EnvironmentFile {
    private EnvironmentFile() {}

    static void append(Act act) throws IOException {
        String file = act.text("envfile");
        if (file.isEmpty()) {
            return;
        }
        StringBuilder text = new StringBuilder("### " + act.action() + " @ " + ZonedDateTime.now() + " ###\n");
        act.environment()
                .forEach((name, value) ->
                        text.append(name).append('=').append(value).append('\n'));
        Files.writeString(Path.of(file), text.append("###\n"), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
