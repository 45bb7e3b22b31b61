package io.systole.it.chaos;

import io.systole.it.lab.Lab;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Measures once a minute what each daemon takes, and says of each measure whether it was flat in the end. */
final class Soak {
    private static final Pattern USED = Pattern.compile("used (\\d+)K");

    /** A category of the runtime's own account: {@code -   Class (reserved=…KB, committed=…KB)}. */
    private static final Pattern TRACKED =
            Pattern.compile("-\\s+(\\w[\\w ]*) \\(reserved=\\d+KB, committed=(\\d+)KB\\)");

    /** What grows because a daemon warms up, for hours on a busy machine, and ends at limits of the runtime's own. */
    private static final Set<String> WARMING_UP = Set.of("Java Heap", "Code", "Compiler");

    /** A measure with the growth that counts as none, per minute. */
    private enum Measure {
        LIVE_HEAP_KB(20),
        /** What the runtime has taken beside its heap and what it compiles. */
        NATIVE_KB(20),
        /** With what it compiles, and with the pages of the heap that it touches for the first time. */
        RESIDENT_KB(500),
        THREADS(0.1),
        DESCRIPTORS(0.1),
        STORE_KB(10);

        private final double perMinuteMax;

        Measure(double perMinuteMax) {
            this.perMinuteMax = perMinuteMax;
        }
    }

    private final Lab lab;
    private final Story story;
    /** By node and measure, a value a minute. */
    private final Map<String, Map<Measure, List<Double>>> seen = new TreeMap<>();

    Soak(Lab lab, Story story) {
        this.lab = lab;
        this.story = story;
    }

    void watch(int minutes) throws IOException, InterruptedException {
        long next = System.nanoTime();
        for (int minute = 1; minute <= minutes; minute++) {
            next += 60_000_000_000L;
            Thread.sleep(Math.max(0, (next - System.nanoTime()) / 1_000_000));
            for (String node : lab.nodes()) {
                sample(node);
            }
        }
        seen.forEach((node, measures) -> measures.forEach((measure, values) -> judge(node, measure, values)));
    }

    private void sample(String node) throws IOException, InterruptedException {
        String pid = Files.readString(lab.seenBy(node, "/run/systoled.pid").orElseThrow())
                .strip();
        lab.on(node, "jcmd", pid, "GC.run");
        double used = 0;
        for (Matcher found = USED.matcher(lab.on(node, "jcmd", pid, "GC.heap_info")); found.find(); ) {
            used += Double.parseDouble(found.group(1));
        }
        Path process = lab.seenBy(node, "/proc/" + pid).orElseThrow();
        Map<String, String> status = new TreeMap<>();
        for (String line : Files.readAllLines(process.resolve("status"))) {
            status.put(line.substring(0, line.indexOf(':')), line.replaceAll("\\D", ""));
        }
        note(node, Measure.LIVE_HEAP_KB, used);
        note(node, Measure.NATIVE_KB, beside(lab.on(node, "jcmd", pid, "VM.native_memory")));
        note(node, Measure.RESIDENT_KB, Double.parseDouble(status.get("VmRSS")));
        note(node, Measure.THREADS, Double.parseDouble(status.get("Threads")));
        note(node, Measure.DESCRIPTORS, count(process.resolve("fd")));
        note(node, Measure.STORE_KB, size(lab.folder().resolve(node).resolve("var/lib/pacemaker")) / 1024.0);
    }

    /** What is committed by the runtime's account, kilobytes, beside what warms up. */
    private static double beside(String account) {
        double taken = 0;
        for (Matcher found = TRACKED.matcher(account); found.find(); ) {
            taken += WARMING_UP.contains(found.group(1)) ? 0 : Double.parseDouble(found.group(2));
        }
        if (taken == 0) {
            throw new IllegalStateException("the daemon keeps no account of its memory: " + account);
        }
        return taken;
    }

    private void note(String node, Measure measure, double value) {
        seen.computeIfAbsent(node, n -> new TreeMap<>())
                .computeIfAbsent(measure, m -> new ArrayList<>())
                .add(value);
    }

    private static double count(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.count();
        }
    }

    private static double size(Path directory) throws IOException {
        double sum = 0;
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                sum += Files.exists(file) ? Files.size(file) : 0;
            }
        }
        return sum;
    }

    /** The first third is warming up. A measure grows where it surely does: by two standard errors more than it may. */
    private void judge(String node, Measure measure, List<Double> values) {
        Line line = Line.through(values.subList(values.size() / 3, values.size()));
        story.tell(
                "%s %s: first %.0f, last %.0f, growth %.3f a minute, give or take %.3f, after warming up (at most %.1f)",
                node,
                measure,
                values.get(0),
                values.get(values.size() - 1),
                line.slope(),
                2 * line.error(),
                measure.perMinuteMax);
        if (line.slope() - 2 * line.error() > measure.perMinuteMax) {
            story.violation("%s of %s grows: %s", measure, node, values);
        }
    }

    /**
     * The line of least squares through equidistant values.
     *
     * @param error standard error of the slope, from how the values scatter
     */
    private record Line(double slope, double error) {
        static Line through(List<Double> values) {
            int n = values.size();
            double meanX = (n - 1) / 2.0;
            double meanY =
                    values.stream().mapToDouble(Double::doubleValue).average().orElse(0);
            double products = 0;
            double squares = 0;
            for (int x = 0; x < n; x++) {
                products += (x - meanX) * (values.get(x) - meanY);
                squares += (x - meanX) * (x - meanX);
            }
            if (n < 3) {
                return new Line(0, 0);
            }
            double slope = products / squares;
            double residuals = 0;
            for (int x = 0; x < n; x++) {
                double off = values.get(x) - meanY - slope * (x - meanX);
                residuals += off * off;
            }
            return new Line(slope, Math.sqrt(residuals / (n - 2) / squares));
        }
    }
}
