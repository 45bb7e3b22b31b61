package io.systole.shell.doctor;

import io.systole.agents.drbd.DrbdConf;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The devices of this node's DRBD resources. */
final class DrbdDisks {
    private DrbdDisks() {}

    /**
     * @param disk below DRBD, for example {@code /dev/sdb}
     * @param minor of the device above it; empty where the configuration does not tell
     */
    record Disk(String resource, String disk, String minor, DrbdConf.Place place) {}

    static List<Disk> of(Machine machine) {
        List<Disk> disks = new ArrayList<>();
        for (DrbdConf.Section resource : machine.drbd().resources()) {
            List<DrbdConf.Section> places = new ArrayList<>(List.of(resource));
            for (DrbdConf.Section host : resource.sections("on")) {
                if (host.arguments().contains(machine.nodeName())) {
                    places.add(host);
                }
            }
            String minor = places.stream()
                    .map(place -> minor(place, ""))
                    .filter(m -> !m.isEmpty())
                    .findFirst()
                    .orElse("");
            for (DrbdConf.Section place : places) {
                add(disks, resource, place, minor);
                for (DrbdConf.Section volume : place.sections("volume")) {
                    add(disks, resource, volume, minor(volume, minor));
                }
            }
        }
        return disks;
    }

    private static void add(List<Disk> disks, DrbdConf.Section resource, DrbdConf.Section in, String minor) {
        Optional<DrbdConf.Statement> disk = in.statement("disk");
        disk.filter(d -> !d.arguments().isEmpty() && d.arguments().get(0).startsWith("/"))
                .ifPresent(
                        d -> disks.add(new Disk(resource.name(), d.arguments().get(0), minor, d.place())));
    }

    private static String minor(DrbdConf.Section section, String otherwise) {
        List<String> words =
                section.statement("device").map(DrbdConf.Statement::arguments).orElse(List.of());
        String last = words.isEmpty() ? "" : words.get(words.size() - 1).replaceFirst("^/dev/drbd", "");
        return last.matches("[0-9]{1,7}") ? last : otherwise;
    }
}
