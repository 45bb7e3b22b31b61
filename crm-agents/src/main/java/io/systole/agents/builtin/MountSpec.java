package io.systole.agents.builtin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What is to be mounted, where and how.
 *
 * @param device a path, an export, or what {@code selector} selects by
 * @param selector {@code -U} or {@code -L} where the device is named by UUID or label; else null
 * @param directory absolute, without links and trailing slashes
 * @param type may be empty: mount(8) finds out
 * @param options may be empty
 */
record MountSpec(String device, String selector, String directory, String type, String options) {
    static MountSpec of(Act act) throws ActEnd, IOException {
        String device = act.required("device");
        String selector = null;
        for (String prefix : List.of("--uuid", "--label", "-U", "-L")) {
            if (device.startsWith(prefix)) {
                selector = prefix.equals("--uuid") || prefix.equals("-U") ? "-U" : "-L";
                device = device.substring(prefix.length()).replaceFirst("^[ =]+", "");
                break;
            }
        }
        return new MountSpec(
                device, selector, canonical(act.required("directory")), act.text("fstype"), act.text("options"));
    }

    private static String canonical(String directory) throws ActEnd, IOException {
        Path path = Path.of(directory);
        if (!path.isAbsolute()) {
            throw ActEnd.misconfigured("the directory must begin with \"/\", not \"" + directory + "\"");
        }
        return (Files.exists(path) ? path.toRealPath() : path.normalize()).toString();
    }

    boolean isPath() {
        return selector == null && device.startsWith("/");
    }

    boolean hasOption(String option) {
        return Arrays.asList(options.split(",")).contains(option);
    }

    boolean isBind() {
        return hasOption("bind") || hasOption("rbind");
    }

    boolean needsBlockDevice() {
        return !FilesystemType.NO_BLOCK_DEVICE.is(type)
                && !hasOption("loop")
                && !isBind()
                && !(isPath() && Files.isDirectory(Path.of(device)));
    }

    boolean isNetwork() {
        return FilesystemType.NETWORK.is(type);
    }

    List<String> mountCommand() {
        List<String> words = new ArrayList<>(List.of("mount"));
        if (!type.isEmpty() && !type.equals("none")) {
            words.addAll(List.of("-t", type));
        }
        if (!options.isEmpty()) {
            words.addAll(List.of("-o", options));
        }
        if (selector != null) {
            words.add(selector);
        }
        words.addAll(List.of(device, directory));
        return words;
    }

    /** Whether a mount may be this one; false only where two block devices surely differ. */
    boolean mayBe(Mounts.Mount mounted) {
        if (!isPath() || !mounted.device().startsWith("/")) {
            return true;
        }
        long own = blockDevice(device);
        long other = blockDevice(mounted.device());
        return own < 0 || other < 0 || own == other;
    }

    /** The device's number, so that a logical volume is known under each of its names; -1 for no block device. */
    private static long blockDevice(String name) {
        try {
            int mode = (Integer) Files.getAttribute(Path.of(name), "unix:mode");
            return (mode & 0170000) == 0060000 ? (Long) Files.getAttribute(Path.of(name), "unix:rdev") : -1;
        } catch (IOException e) {
            return -1;
        }
    }

    Path statusFile(Act act) throws IOException {
        String prefix = act.text("statusfile_prefix", ".Filesystem_status/");
        return Path.of(directory + "/" + prefix + act.resource() + "_" + Host.name());
    }
}
