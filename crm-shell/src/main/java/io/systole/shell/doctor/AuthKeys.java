package io.systole.shell.doctor;

import java.util.ArrayList;
import java.util.List;

/** Who can read the cluster's key can speak as a node. */
final class AuthKeys implements Check {
    private static final String COROSYNC = "/etc/corosync/authkey";
    private static final List<String> KEYS = List.of(COROSYNC, "/etc/pacemaker/authkey", "/etc/ha.d/authkeys");

    /** Corosync refuses shorter ones, bytes. */
    private static final long BYTES_MIN = 128;

    @Override
    public String name() {
        return "authkey";
    }

    @Override
    public List<Finding> findings(Machine machine) {
        List<Finding> found = new ArrayList<>();
        for (String key : KEYS) {
            machine.permissions(key).ifPresent(permissions -> {
                if (!permissions
                        .substring(3)
                        .matches(key.startsWith("/etc/pacemaker") ? "r--?---|------|rw----|r-----" : "------")) {
                    found.add(Finding.wrong(
                            key,
                            "others than its owner may read it (" + permissions + ")",
                            "chown root:root " + key + "; chmod " + (key.endsWith("keys") ? "600 " : "400 ") + key));
                } else {
                    found.add(Finding.ok(key, permissions));
                }
            });
        }
        long size = machine.size(COROSYNC);
        if (size >= 0 && size < BYTES_MIN) {
            found.add(Finding.wrong(
                    COROSYNC,
                    "it has " + size + " bytes; a key has " + BYTES_MIN + " to 4096",
                    "corosync-keygen -s 256, and copy it to every node"));
        }
        boolean crypto = CorosyncLines.of(machine).orElse(List.of()).stream()
                .anyMatch(line -> line.path().equals("totem.crypto_cipher")
                                && !line.value().equals("none")
                        || line.path().equals("totem.secauth") && line.value().matches("on|yes"));
        if (crypto && size < 0) {
            found.add(Finding.wrong(
                    COROSYNC,
                    "messages are to be encrypted, and there is no key",
                    "corosync-keygen, and copy it to every node"));
        }
        return found.isEmpty() ? List.of(Finding.none("there is no key")) : found;
    }
}
