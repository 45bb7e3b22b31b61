package io.systole.core.xml;

import java.nio.charset.StandardCharsets;

/**
 * Makes strings of ASCII bytes, and gives out the same string again where the same bytes were seen lately: most names and
 * half of the values of a CIB are repetitions.
 */
final class SeenStrings {
    private static final int SIZE = 1 << 12;

    private final String[] seen = new String[SIZE];

    /** @param hash of the bytes from {@code from} to {@code to}; equal bytes have equal hashes */
    String string(byte[] in, int from, int to, int hash) {
        int slot = (hash ^ hash >>> 15) & SIZE - 1;
        String before = seen[slot];
        if (before != null && isSame(before, in, from, to)) {
            return before;
        }
        String made = new String(in, from, to - from, StandardCharsets.ISO_8859_1);
        seen[slot] = made;
        return made;
    }

    private static boolean isSame(String text, byte[] in, int from, int to) {
        if (text.length() != to - from) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (text.charAt(i - from) != in[i]) {
                return false;
            }
        }
        return true;
    }
}
