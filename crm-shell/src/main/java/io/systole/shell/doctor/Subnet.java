package io.systole.shell.doctor;

import java.util.Optional;

/**
 * An IPv4 address with its network.
 *
 * @param prefix bits of the network, 0 to 32
 */
record Subnet(String device, int address, int prefix) {
    /** The four numbers of an address; empty where it is something else. */
    static Optional<Integer> number(String text) {
        String[] parts = text.split("\\.", -1);
        int number = 0;
        for (String part : parts) {
            if (parts.length != 4 || !part.matches("[0-9]{1,3}") || Integer.parseInt(part) > 255) {
                return Optional.empty();
            }
            number = number << 8 | Integer.parseInt(part);
        }
        return Optional.of(number);
    }

    private int mask() {
        return prefix == 0 ? 0 : -1 << 32 - prefix;
    }

    boolean contains(int other) {
        return (address & mask()) == (other & mask());
    }

    String network() {
        return text(address & mask());
    }

    @Override
    public String toString() {
        return text(address) + "/" + prefix + " on " + device;
    }

    private static String text(int number) {
        return (number >>> 24) + "." + (number >> 16 & 255) + "." + (number >> 8 & 255) + "." + (number & 255);
    }
}
