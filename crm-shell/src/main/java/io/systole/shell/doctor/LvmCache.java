package io.systole.shell.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A DRBD device comes and goes. LVM before 2.03 keeps a list of devices in {@code /etc/lvm/cache/.cache}, and one of before a
 * promotion hides the volume group after it; lvmetad does the same in memory.
 */
final class LvmCache implements Check {
    private static final String CACHE = "/etc/lvm/cache/.cache";

    @Override
    public String name() {
        return "lvm-cache";
    }

    @Override
    public List<Finding> findings(Machine machine) {
        List<TextFile> files = LvmFiles.of(machine);
        if (files.isEmpty()) {
            return List.of(Finding.none("there is no " + LvmFiles.FILE));
        }
        List<Finding> found = new ArrayList<>();
        setting(files, "write_cache_state", "LVM remembers devices that come and go with DRBD")
                .ifPresent(found::add);
        setting(files, "use_lvmetad", "lvmetad serves what it has seen before the promotion")
                .ifPresent(found::add);
        if (machine.exists(CACHE)) {
            found.add(Finding.wrong(CACHE, "an old list of devices is still there and is believed", "rm " + CACHE));
        }
        machine.names("/boot").stream()
                .filter(name -> name.matches("initrd.*|initramfs.*"))
                .filter(name -> machine.changedMs("/boot/" + name) < machine.changedMs(LvmFiles.FILE))
                .forEach(name -> found.add(Finding.advice(
                        "/boot/" + name,
                        "it is older than " + LvmFiles.FILE + ": the old filter is in it and takes the disk at boot",
                        machine.exists("/usr/sbin/update-initramfs") ? "update-initramfs -u" : "dracut -f")));
        return found.isEmpty() ? List.of(Finding.ok(LvmFiles.FILE, "no list of devices is kept")) : found;
    }

    /** A key that must be 0. Where the file only has it as a comment, its default, 1, holds; LVM 2.03 has it no more. */
    private static Optional<Finding> setting(List<TextFile> files, String key, String why) {
        Optional<TextFile.Setting> setting =
                files.stream().flatMap(file -> file.setting(key).stream()).reduce((first, last) -> last);
        if (setting.isPresent()) {
            return setting.get().value().equals("0")
                    ? Optional.empty()
                    : Optional.of(Finding.wrong(setting.get().place(), setting.get() + ": " + why, key + " = 0"));
        }
        TextFile file = files.get(0);
        for (int i = 0; i < file.lines().size(); i++) {
            if (file.lines().get(i).matches("\\s*#\\s*" + key + "\\s*=\\s*1.*")) {
                return Optional.of(
                        Finding.wrong(file.place(i), key + " is not set, and its default is 1: " + why, key + " = 0"));
            }
        }
        return Optional.empty();
    }
}
