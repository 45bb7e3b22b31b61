package io.systole.core.operation;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * MD5 (RFC 1321) of short texts, as digests of parameters are made with.
 *
 * <p>The Java runtime has it, too. But to ask it for the first time takes 20 ms of processor time, for its list of
 * security providers, which is a twentieth of all that {@code crm_simulate} needs for 500 resources.
 */
public final class Md5 {
    private static final int BLOCK = 64;
    private static final int LENGTH_FIELD = 8;
    private static final int[] SHIFTS = {7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21};
    private static final int[] SINES = new int[BLOCK];

    static {
        for (int i = 0; i < BLOCK; i++) {
            SINES[i] = (int) (long) (StrictMath.abs(StrictMath.sin(i + 1.0)) * (1L << 32));
        }
    }

    private int a = 0x67452301;
    private int b = 0xefcdab89;
    private int c = 0x98badcfe;
    private int d = 0x10325476;

    private Md5() {}

    /** The digest of a text in UTF-8, in hexadecimal digits. */
    public static String hex(String text) {
        byte[] message = text.getBytes(StandardCharsets.UTF_8);
        int padded = (message.length + LENGTH_FIELD) / BLOCK * BLOCK + BLOCK;
        byte[] blocks = Arrays.copyOf(message, padded);
        blocks[message.length] = (byte) 0x80;
        long bits = 8L * message.length;
        for (int i = 0; i < LENGTH_FIELD; i++) {
            blocks[padded - LENGTH_FIELD + i] = (byte) (bits >>> 8 * i);
        }
        Md5 state = new Md5();
        for (int at = 0; at < padded; at += BLOCK) {
            state.add(blocks, at);
        }
        char[] hex = new char[32];
        int[] words = {state.a, state.b, state.c, state.d};
        for (int i = 0; i < hex.length; i++) {
            // The bytes of a word from the lowest on, of a byte the higher half first.
            int halfByte = words[i >> 3] >>> 8 * (i >> 1 & 3) + (i % 2 == 0 ? 4 : 0) & 15;
            hex[i] = Character.forDigit(halfByte, 16);
        }
        return new String(hex);
    }

    private void add(byte[] in, int at) {
        int[] words = new int[BLOCK / 4];
        for (int i = 0; i < BLOCK; i++) {
            words[i >> 2] |= (in[at + i] & 0xff) << 8 * (i & 3);
        }
        int beforeA = a;
        int beforeB = b;
        int beforeC = c;
        int beforeD = d;
        for (int i = 0; i < BLOCK; i++) {
            int round = i >> 4;
            int mixed;
            int word;
            if (round == 0) {
                mixed = b & c | ~b & d;
                word = i;
            } else if (round == 1) {
                mixed = d & b | ~d & c;
                word = 5 * i + 1;
            } else if (round == 2) {
                mixed = b ^ c ^ d;
                word = 3 * i + 5;
            } else {
                mixed = c ^ (b | ~d);
                word = 7 * i;
            }
            int sum = a + mixed + SINES[i] + words[word & 15];
            a = d;
            d = c;
            c = b;
            b += Integer.rotateLeft(sum, SHIFTS[round << 2 | i & 3]);
        }
        a += beforeA;
        b += beforeB;
        c += beforeC;
        d += beforeD;
    }
}
