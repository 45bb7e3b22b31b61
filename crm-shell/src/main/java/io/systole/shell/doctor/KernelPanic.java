package io.systole.shell.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A node whose kernel has panicked or stumbled must leave, by booting again; hung, it keeps what it holds. */
final class KernelPanic implements Check {
    private static final List<String> KEYS = List.of("kernel.panic", "kernel.panic_on_oops");

    @Override
    public String name() {
        return "kernel-panic";
    }

    @Override
    public List<Finding> findings(Machine machine) {
        List<TextFile.Setting> atBoot = atBoot(machine);
        List<Finding> found = new ArrayList<>();
        for (String key : KEYS) {
            String proc = "/proc/sys/" + key.replace('.', '/');
            Optional<String> now = machine.file(proc)
                    .filter(file -> !file.lines().isEmpty())
                    .map(file -> file.lines().get(0).strip());
            Optional<TextFile.Setting> boot = atBoot.stream()
                    .filter(s -> s.key().replace('/', '.').equals(key))
                    .reduce((a, b) -> b);
            String does = key.equals("kernel.panic")
                    ? "after a panic the node hangs for ever instead of booting again"
                    : "after an oops the node goes on with a damaged kernel";
            if (now.isPresent() && !on(now.get())) {
                found.add(Finding.wrong(proc, "it is " + now.get() + ": " + does, "sysctl -w " + key + "=1"));
            }
            if (boot.isEmpty()) {
                found.add(Finding.wrong(
                        "/etc/sysctl.conf", key + " is not set for the next boot: " + does, key + " = 1"));
            } else if (!on(boot.get().value())) {
                found.add(Finding.wrong(boot.get().place(), boot.get() + ": " + does, key + " = 1"));
            }
        }
        return found.isEmpty()
                ? List.of(Finding.ok("", "kernel.panic and kernel.panic_on_oops boot the node again"))
                : found;
    }

    /** Negative is "at once", which is right, too. */
    private static boolean on(String value) {
        return value.matches("-?[0-9]{1,9}") && Integer.parseInt(value) != 0;
    }

    /** In the order in which sysctl(8) reads them: the last one counts. */
    private static List<TextFile.Setting> atBoot(Machine machine) {
        List<TextFile.Setting> settings = new ArrayList<>();
        for (String directory : List.of("/usr/lib/sysctl.d", "/run/sysctl.d", "/etc/sysctl.d")) {
            for (String name : machine.names(directory)) {
                if (name.endsWith(".conf")) {
                    machine.file(directory + "/" + name).ifPresent(file -> settings.addAll(file.settings()));
                }
            }
        }
        machine.file("/etc/sysctl.conf").ifPresent(file -> settings.addAll(file.settings()));
        return settings;
    }
}
