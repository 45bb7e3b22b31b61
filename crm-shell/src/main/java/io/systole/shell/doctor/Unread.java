package io.systole.shell.doctor;

import java.util.List;

/** Files that the other checks wanted and could not read; the last check. */
final class Unread implements Check {
    @Override
    public String name() {
        return "unread";
    }

    @Override
    public List<Finding> findings(Machine machine) {
        return machine.troubles().isEmpty()
                ? List.of(Finding.ok("", "every file that is there could be read"))
                : machine.troubles().stream()
                        .map(trouble -> Finding.wrong(
                                trouble.substring(0, trouble.indexOf(' ')),
                                trouble.substring(trouble.indexOf(' ') + 1) + "; what it says is not checked",
                                "run it as root, or mend the file"))
                        .toList();
    }
}
