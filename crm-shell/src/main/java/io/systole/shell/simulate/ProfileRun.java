package io.systole.shell.simulate;

import io.systole.core.value.CrmExit;
import io.systole.core.xml.Element;
import io.systole.policy.Scheduler;
import io.systole.policy.SchedulerOptions;
import io.systole.shell.command.Failure;
import io.systole.shell.command.UsageException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Times how long planning takes for each CIB of a folder. */
final class ProfileRun {
    private ProfileRun() {}

    /**
     * A file that cannot be planned for is told of, and the others go on.
     *
     * @param repeat how often each is planned for; its time is the sum
     * @throws Failure with exit status 105 where there is no such folder, as Pacemaker's
     */
    static int run(Path folder, int repeat, String wantedTime, PrintStream out, PrintStream err)
            throws IOException, Failure, UsageException {
        if (!Files.isDirectory(folder)) {
            throw new Failure(CrmExit.NOSUCH, folder + " is no folder");
        }
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*.xml")) {
            found.forEach(files::add);
        }
        files.sort(null);
        out.println("Timings:");
        for (Path file : files) {
            Element cib;
            try {
                cib = CibInput.parse(Files.readAllBytes(file), file.toString());
            } catch (Failure e) {
                err.println(e.getMessage());
                continue;
            }
            EffectiveTime time = EffectiveTime.of(wantedTime, cib, System.currentTimeMillis());
            long began = System.nanoTime();
            for (int i = 0; i < repeat; i++) {
                Scheduler.schedule(cib, time.ms(), SchedulerOptions.SIMULATION);
            }
            double seconds = (System.nanoTime() - began) / 1e9;
            out.println(String.format(Locale.ROOT, "  * Testing %s ... %.2f secs", file, seconds));
        }
        return CrmExit.OK.code();
    }
}
