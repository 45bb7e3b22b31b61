package io.systole.core.api.wire;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The words of a command as the client was called. On the wire: texts, each behind its length of four bytes: the protocol's
 * version, {@code 1} for an interactive caller, the working directory, the number of words, the words (the command's name
 * first), then environment variables as {@code NAME=VALUE}.
 */
public record Hello(boolean interactive, String directory, List<String> words, SortedMap<String, String> environment) {
    public static final String VERSION = "1";

    /** Most texts in one hello; the kernel's own limit for arguments is of the same order. */
    private static final int TEXTS_MAX = 100_000;

    /** @throws IOException with a sentence where the payload is not a hello of this version */
    public static Hello decode(byte[] payload) throws IOException {
        List<String> texts = texts(payload);
        if (texts.isEmpty() || !texts.get(0).equals(VERSION)) {
            throw new IOException("the client speaks version "
                    + (texts.isEmpty() ? "?" : texts.get(0)) + " of the local protocol, this daemon version " + VERSION
                    + "; client and daemon must come from the same installation");
        }
        try {
            int count = Integer.parseInt(texts.get(3));
            List<String> words = List.copyOf(texts.subList(4, 4 + count));
            if (words.isEmpty()) {
                throw new IOException("the client sent no command");
            }
            SortedMap<String, String> environment = new TreeMap<>();
            for (String entry : texts.subList(4 + count, texts.size())) {
                int equals = entry.indexOf('=');
                if (equals > 0) {
                    environment.put(entry.substring(0, equals), entry.substring(equals + 1));
                }
            }
            return new Hello(texts.get(1).equals("1"), texts.get(2), words, environment);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new IOException("the client's first frame is cut short", e);
        }
    }

    private static List<String> texts(byte[] payload) throws IOException {
        ByteBuffer in = ByteBuffer.wrap(payload);
        List<String> texts = new ArrayList<>();
        try {
            while (in.hasRemaining()) {
                int length = in.getInt();
                if (length < 0 || length > in.remaining() || texts.size() >= TEXTS_MAX) {
                    throw new IOException("the client's first frame is not understood");
                }
                byte[] bytes = new byte[length];
                in.get(bytes);
                texts.add(new String(bytes, StandardCharsets.UTF_8));
            }
        } catch (BufferUnderflowException e) {
            throw new IOException("the client's first frame is cut short", e);
        }
        return texts;
    }

    public byte[] encode() {
        List<String> texts = new ArrayList<>(List.of(VERSION, interactive ? "1" : "0", directory));
        texts.add(Integer.toString(words.size()));
        texts.addAll(words);
        environment.forEach((name, value) -> texts.add(name + "=" + value));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            for (String text : texts) {
                byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
                out.writeInt(encoded.length);
                out.write(encoded);
            }
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory failed", e);
        }
        return bytes.toByteArray();
    }
}
