package io.systole.shell.doctor;

import io.systole.agents.drbd.DrbdConf;
import java.util.List;
import java.util.Optional;

/** Numbers and switches of DRBD's configuration. */
final class DrbdOption {
    private DrbdOption() {}

    /** The statement's first argument; empty where there is none. */
    static String value(DrbdConf.Statement statement) {
        return statement.arguments().isEmpty() ? "" : statement.arguments().get(0);
    }

    /** A number as it stands there, without a unit's suffix; {@code otherwise} where it is missing or is none. */
    static long number(Optional<DrbdConf.Statement> statement, long otherwise) {
        return statement
                .map(DrbdOption::value)
                .filter(text -> text.matches("[0-9]{1,15}"))
                .map(Long::parseLong)
                .orElse(otherwise);
    }

    /** KiB per second: a plain number is KiB, K, M and G multiply by 1024; negative where it is no number. */
    static long rateKib(String text) {
        if (!text.matches("[0-9]{1,12}[kKmMgG]?")) {
            return -1;
        }
        char unit = Character.toUpperCase(text.charAt(text.length() - 1));
        long number = Long.parseLong(text.replaceFirst("[kKmMgG]$", ""));
        return switch (unit) {
            case 'M' -> number * 1024;
            case 'G' -> number * 1024 * 1024;
            default -> number;
        };
    }

    /** Where the statement is, or the resource that has none. */
    static DrbdConf.Place place(Optional<DrbdConf.Statement> statement, DrbdConf.Section resource) {
        return statement.map(DrbdConf.Statement::place).orElse(resource.place());
    }

    /** Looks at each resource with one who knows what to look for. */
    interface Look {
        Finding at(DrbdConf conf, DrbdConf.Section resource);
    }

    static List<Finding> each(Machine machine, Look look) {
        DrbdConf conf = machine.drbd();
        return conf.resources().isEmpty()
                ? List.of(Finding.none("no DRBD resource is configured"))
                : conf.resources().stream()
                        .map(resource -> look.at(conf, resource))
                        .toList();
    }
}
