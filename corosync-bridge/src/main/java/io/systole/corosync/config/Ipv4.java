package io.systole.corosync.config;

import java.util.Optional;

/** Numeric IPv4 addresses as text and as bits. */
final class Ipv4 {
    private Ipv4() {}

    /** The four octets; empty where the text is not a dotted quad. */
    static Optional<int[]> parse(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != 4) {
            return Optional.empty();
        }
        int[] octets = new int[4];
        for (int i = 0; i < 4; i++) {
            if (parts[i].isEmpty() || parts[i].length() > 3 || !parts[i].chars().allMatch(Character::isDigit)) {
                return Optional.empty();
            }
            octets[i] = Integer.parseInt(parts[i]);
            if (octets[i] > 255) {
                return Optional.empty();
            }
        }
        return Optional.of(octets);
    }

    static int bits(int[] octets) {
        return octets[0] << 24 | octets[1] << 16 | octets[2] << 8 | octets[3];
    }

    /** The network part under a prefix of so many bits. */
    static int network(int bits, int prefixLength) {
        return prefixLength == 0 ? 0 : bits & -1 << 32 - prefixLength;
    }

    static String text(int bits) {
        return (bits >>> 24) + "." + (bits >>> 16 & 0xff) + "." + (bits >>> 8 & 0xff) + "." + (bits & 0xff);
    }
}
