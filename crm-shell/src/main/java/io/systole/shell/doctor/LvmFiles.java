package io.systole.shell.doctor;

import java.util.ArrayList;
import java.util.List;

/** LVM's configuration: what {@code lvmlocal.conf} says of this host counts more than what {@code lvm.conf} says. */
final class LvmFiles {
    static final String FILE = "/etc/lvm/lvm.conf";
    static final String LOCAL = "/etc/lvm/lvmlocal.conf";

    private LvmFiles() {}

    /** Those that are there, the one that counts more last. */
    static List<TextFile> of(Machine machine) {
        List<TextFile> files = new ArrayList<>();
        machine.file(FILE).ifPresent(files::add);
        machine.file(LOCAL).ifPresent(files::add);
        return files;
    }
}
