package io.systole.shell.heartbeat;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code ha.cf} as directives with their arguments, in the order of the file, which counts for some. */
record HaCf(List<Directive> directives) {
    private static final Pattern TIME =
            Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,6})?)(us|usec|ms|msec|s|sec|m|min|h|hr)?");

    HaCf {
        directives = List.copyOf(directives);
    }

    /** @param name in lower case */
    record Directive(Line line, String name, List<String> arguments) {
        String argument(int index) {
            return index < arguments.size() ? arguments.get(index) : "";
        }

        String rest(int from) {
            return String.join(" ", arguments.subList(Math.min(from, arguments.size()), arguments.size()));
        }
    }

    static HaCf read(String text) {
        return new HaCf(Line.plain("ha.cf", text).stream()
                .map(line -> new Directive(
                        line,
                        line.words().get(0).toLowerCase(Locale.ROOT),
                        line.words().subList(1, line.words().size())))
                .toList());
    }

    List<Directive> all(String... names) {
        return directives.stream()
                .filter(d -> List.of(names).contains(d.name()))
                .toList();
    }

    /** The last one counts. */
    Optional<Directive> last(String... names) {
        return all(names).stream().reduce((a, b) -> b);
    }

    /** The names of the nodes, in the order of the file. */
    List<String> nodes() {
        return all("node").stream()
                .flatMap(d -> d.arguments().stream())
                .distinct()
                .toList();
    }

    /** Whether a program of this name is started beside Heartbeat. */
    boolean respawns(String program) {
        return all("respawn").stream()
                .anyMatch(d -> d.argument(1).equals(program) || d.argument(1).endsWith("/" + program));
    }

    /** Whether a CIB rules the resources instead of haresources. */
    boolean managesByCib() {
        return last("crm", "pacemaker")
                .map(d -> !List.of("no", "off", "false", "n", "f", "0")
                        .contains(d.argument(0).toLowerCase(Locale.ROOT)))
                .orElse(false);
    }

    /** A time in milliseconds; without a unit it is in seconds. Empty for what is no time. */
    static Optional<Long> timeMs(String text) {
        Matcher matcher = TIME.matcher(text.toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String unit = matcher.group(2) == null ? "s" : matcher.group(2);
        double factor = switch (unit) {
            case "us", "usec" -> 0.001;
            case "ms", "msec" -> 1;
            case "m", "min" -> 60_000;
            case "h", "hr" -> 3_600_000;
            default -> 1_000;
        };
        return Optional.of(Math.round(Double.parseDouble(matcher.group(1)) * factor));
    }
}
