package io.systole.agents.builtin;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.TreeSet;

/**
 * The active logical volumes of a volume group, as the device mapper shows them in sysfs: no LVM program, which would look
 * at every disk of the machine.
 */
final class MappedVolumes {
    private MappedVolumes() {}

    /**
     * Names of volumes; where one is asked for, that one or none.
     *
     * @param block by convention /sys/block
     * @param volume empty for all of the group
     */
    static TreeSet<String> active(Path block, String group, String volume) throws IOException {
        TreeSet<String> found = new TreeSet<>();
        String prefix = mangled(group) + "-";
        if (!Files.isDirectory(block)) {
            return found;
        }
        try (DirectoryStream<Path> devices = Files.newDirectoryStream(block, "dm-*")) {
            for (Path device : devices) {
                String name = name(device);
                String rest = name.startsWith(prefix) ? name.substring(prefix.length()) : "";
                // A single dash ends the group's name; a doubled one belongs to it.
                if (!rest.isEmpty() && rest.charAt(0) != '-' && (volume.isEmpty() || rest.equals(mangled(volume)))) {
                    found.add(rest.replace("--", "-"));
                }
            }
        }
        return found;
    }

    private static String name(Path device) throws IOException {
        try {
            return Files.readString(device.resolve("dm/name")).strip();
        } catch (NoSuchFileException e) {
            // The volume was removed while the list was read.
            return "";
        }
    }

    private static String mangled(String name) {
        return name.replace("-", "--");
    }
}
