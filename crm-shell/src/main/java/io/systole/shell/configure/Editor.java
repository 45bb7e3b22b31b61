package io.systole.shell.configure;

import io.systole.core.value.CrmExit;
import io.systole.shell.command.Failure;
import io.systole.shell.level.Context;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Programs of the person's choice, run with the person's rights: an editor, a filter. Never in the daemon. */
final class Editor {
    private Editor() {}

    /** Opens the file in the editor that {@code EDITOR} or {@code VISUAL} names. */
    static void open(Path file, Context context) throws Failure, IOException {
        String editor = context.io().environment("EDITOR");
        editor = editor == null || editor.isBlank() ? context.io().environment("VISUAL") : editor;
        editor = editor == null || editor.isBlank() ? "vi" : editor;
        int code = wait(new ProcessBuilder("/bin/sh", "-c", editor + " \"$1\"", "sh", file.toString())
                .inheritIO()
                .start());
        if (code != 0) {
            throw new Failure(
                    CrmExit.ERROR, "the editor (" + editor + ") ended with status " + code + "; nothing was changed");
        }
    }

    /** What the program makes of the text. */
    static String filter(String program, String text) throws Failure, IOException {
        Path in = Files.createTempFile("crm", ".in");
        Path out = Files.createTempFile("crm", ".out");
        try {
            Files.writeString(in, text);
            Process process = new ProcessBuilder("/bin/sh", "-c", program)
                    .redirectInput(in.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .directory(new File("").getAbsoluteFile())
                    .start();
            int code = wait(process);
            if (code != 0) {
                throw new Failure(
                        CrmExit.ERROR,
                        "the program \"" + program + "\" ended with status " + code + "; nothing was changed");
            }
            return Files.readString(out, StandardCharsets.UTF_8);
        } finally {
            for (Path file : List.of(in, out)) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static int wait(Process process) throws IOException {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
