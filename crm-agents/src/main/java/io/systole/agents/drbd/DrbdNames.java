package io.systole.agents.drbd;

import java.util.ArrayList;
import java.util.List;

/** Whose device is which: what the configuration tells that {@code /proc/drbd} does not. */
public final class DrbdNames {
    private DrbdNames() {}

    /**
     * @param peer the other node's name, or the empty string where there is not exactly one
     */
    public record Device(int minor, String resource, int volume, String peer) {}

    /** The devices that the configuration gives to a node. */
    public static List<Device> on(DrbdConf conf, String node) {
        List<Device> devices = new ArrayList<>();
        for (DrbdConf.Section resource : conf.resources()) {
            List<DrbdConf.Section> hosts = resource.sections("on");
            List<String> others = new ArrayList<>();
            List<DrbdConf.Section> places = new ArrayList<>(List.of(resource));
            for (DrbdConf.Section host : hosts) {
                if (host.arguments().contains(node)) {
                    places.add(host);
                } else {
                    others.addAll(host.arguments());
                }
            }
            String peer = others.size() == 1 ? others.get(0) : "";
            for (DrbdConf.Section place : places) {
                add(devices, place, resource.name(), 0, peer);
                for (DrbdConf.Section volume : place.sections("volume")) {
                    int number = volume.name().matches("[0-9]{1,5}") ? Integer.parseInt(volume.name()) : 0;
                    add(devices, volume, resource.name(), number, peer);
                }
            }
        }
        return List.copyOf(devices);
    }

    private static void add(List<Device> devices, DrbdConf.Section section, String resource, int volume, String peer) {
        section.statement("device").ifPresent(statement -> {
            int minor = minor(statement.arguments());
            if (minor >= 0) {
                devices.add(new Device(minor, resource, volume, peer));
            }
        });
    }

    /** {@code /dev/drbd0}, {@code minor 0}, {@code /dev/drbd_pg minor 0}; negative where none is told. */
    private static int minor(List<String> words) {
        int at = words.indexOf("minor");
        String digits = at >= 0 && at + 1 < words.size()
                ? words.get(at + 1)
                : words.isEmpty() ? "" : words.get(0).replaceFirst("^/dev/drbd", "");
        return digits.matches("[0-9]{1,7}") ? Integer.parseInt(digits) : -1;
    }
}
