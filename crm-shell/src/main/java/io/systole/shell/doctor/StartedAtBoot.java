package io.systole.shell.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What the cluster starts must not be started by the boot as well: two then decide, and one is wrong. */
final class StartedAtBoot implements Check {
    private final String name;
    private final Pattern services;
    private final String why;

    private StartedAtBoot(String name, String services, String why) {
        this.name = name;
        this.services = Pattern.compile(services);
        this.why = why;
    }

    static StartedAtBoot drbd() {
        return new StartedAtBoot("boot-drbd", "drbd(@.*)?", "DRBD comes up, and perhaps Primary, before the cluster");
    }

    static StartedAtBoot postgresql() {
        return new StartedAtBoot(
                "boot-postgresql",
                "postgresql([-@0-9].*)?|postgres|pgsql.*",
                "PostgreSQL starts on a node where its data is not, or on both");
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<Finding> findings(Machine machine) {
        List<Finding> found = new ArrayList<>();
        links(machine, found);
        units(machine, found);
        if (!found.isEmpty()) {
            return found;
        }
        boolean there = machine.names("/etc/init.d").stream().anyMatch(this::is)
                || machine.names("/lib/systemd/system").stream().anyMatch(unit -> is(bare(unit)));
        return List.of(
                there ? Finding.ok("", "not started at boot") : Finding.none("no service of this kind is installed"));
    }

    private boolean is(String service) {
        return services.matcher(service).matches();
    }

    private static String bare(String unit) {
        return unit.endsWith(".service") ? unit.substring(0, unit.length() - 8) : unit;
    }

    /** System V: a link {@code S20drbd} in a run level of many users. */
    private void links(Machine machine, List<Finding> found) {
        for (String directory : List.of("/etc", "/etc/rc.d")) {
            for (String level : List.of("2", "3", "5")) {
                String place = directory + "/rc" + level + ".d";
                for (String link : machine.names(place)) {
                    String service = link.replaceFirst("^S[0-9]{2}", "");
                    if (link.startsWith("S")
                            && is(service)
                            && found.stream().noneMatch(f -> f.mend().contains(service))) {
                        if (machine.exists("/etc/systemd/system") && unitDecides(machine, service)) {
                            continue;
                        }
                        starts(machine, place + "/" + link, service, found);
                    }
                }
            }
        }
    }

    /** Where systemd has a unit of the name, the System V link means nothing to it. */
    private static boolean unitDecides(Machine machine, String service) {
        return machine.exists("/lib/systemd/system/" + service + ".service")
                || machine.exists("/etc/systemd/system/" + service + ".service");
    }

    private void units(Machine machine, List<Finding> found) {
        for (String directory : machine.names("/etc/systemd/system")) {
            if (!directory.endsWith(".wants") && !directory.endsWith(".requires")) {
                continue;
            }
            String place = "/etc/systemd/system/" + directory;
            for (String unit : machine.names(place)) {
                String service = bare(unit);
                boolean masked = machine.link("/etc/systemd/system/" + unit)
                        .filter("/dev/null"::equals)
                        .isPresent();
                if (unit.endsWith(".service") && is(service) && !masked) {
                    starts(machine, place + "/" + unit, service, found);
                }
            }
        }
    }

    private void starts(Machine machine, String place, String service, List<Finding> found) {
        List<String> clusters = automatic(machine);
        if (service.equals("postgresql") && clusters != null) {
            // Debian's service starts what start.conf says, and nothing else.
            clusters.forEach(file -> found.add(
                    Finding.wrong(file, "auto, and " + place + " starts it at boot: " + why, "echo manual >" + file)));
            return;
        }
        String mend = place.startsWith("/etc/systemd")
                ? "systemctl disable " + service
                : machine.exists("/sbin/chkconfig") || machine.exists("/usr/sbin/chkconfig")
                        ? "chkconfig " + service + " off"
                        : "update-rc.d " + service + " disable";
        found.add(Finding.wrong(place, service + " is started at boot: " + why, mend));
    }

    /** Debian's files that let a cluster start at boot; null where there are no clusters of that kind. */
    private static List<String> automatic(Machine machine) {
        List<String> files = null;
        for (String version : machine.names("/etc/postgresql")) {
            for (String cluster : machine.names("/etc/postgresql/" + version)) {
                String file = "/etc/postgresql/" + version + "/" + cluster + "/start.conf";
                if (machine.exists(file)) {
                    files = files == null ? new ArrayList<>() : files;
                    boolean auto = machine.file(file).stream()
                            .flatMap(text -> text.lines().stream())
                            .anyMatch(line -> line.strip().equals("auto"));
                    if (auto) {
                        files.add(file);
                    }
                }
            }
        }
        return files;
    }
}
