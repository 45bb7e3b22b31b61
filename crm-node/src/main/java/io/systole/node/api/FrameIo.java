package io.systole.node.api;

import io.systole.core.api.CommandIo;
import io.systole.core.api.wire.Frame;
import io.systole.core.api.wire.Hello;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;

/** {@link CommandIo} at the other end of a local socket: the client reads and writes files with its caller's rights. */
final class FrameIo implements CommandIo {
    /** Largest piece of a file, bytes: as the client sends them. */
    static final int PIECE_MAX = 64 * 1024;

    private static final int OUTPUT_BUFFER = 32 * 1024;

    private final DataInputStream in;
    private final DataOutputStream out;
    private final Hello hello;
    private final Caller caller;
    private final InputLimit.Share share;
    private final PrintStream standardOut;
    private final PrintStream standardErr;
    private byte[] standardInput;

    FrameIo(DataInputStream in, DataOutputStream out, Hello hello, Caller caller, InputLimit.Share share) {
        this.in = in;
        this.out = out;
        this.hello = hello;
        this.caller = caller;
        this.share = share;
        this.standardOut = print(Frame.Type.OUT);
        this.standardErr = print(Frame.Type.ERR);
    }

    private PrintStream print(Frame.Type type) {
        OutputStream frames = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                Frame.write(out, type, java.util.Arrays.copyOfRange(bytes, offset, offset + length));
            }
        };
        return new PrintStream(new BufferedOutputStream(frames, OUTPUT_BUFFER), false, StandardCharsets.UTF_8);
    }

    /** Sends what is still buffered, standard output first. */
    void flush() {
        standardOut.flush();
        standardErr.flush();
    }

    @Override
    public PrintStream out() {
        return standardOut;
    }

    @Override
    public PrintStream err() {
        return standardErr;
    }

    @Override
    public SortedMap<String, String> environment() {
        return hello.environment();
    }

    @Override
    public byte[] standardInput() throws IOException {
        if (standardInput == null) {
            flush();
            standardInput = ask(Frame.Type.READ_INPUT, new byte[0], "standard input");
        }
        return standardInput;
    }

    @Override
    public byte[] readFile(String path) throws IOException {
        return path.equals("-") ? standardInput() : ask(Frame.Type.READ_FILE, bytes(path), path);
    }

    @Override
    public void writeFile(String path, byte[] content) throws IOException {
        if (path.equals("-")) {
            standardOut.write(content);
            return;
        }
        byte[] name = bytes(path);
        byte[] payload = ByteBuffer.allocate(Integer.BYTES + name.length + content.length)
                .putInt(name.length)
                .put(name)
                .put(content)
                .array();
        ask(Frame.Type.WRITE_FILE, payload, path);
    }

    private byte[] ask(Frame.Type question, byte[] payload, String what) throws IOException {
        Frame.write(out, question, payload);
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        long size = 0;
        boolean fits = true;
        while (true) {
            Frame frame = Frame.read(in, PIECE_MAX);
            switch (frame.type()) {
                case DATA -> {
                    size += frame.payload().length;
                    // What is too large is read to its end all the same: the client sends before it listens.
                    fits = fits && share.take(frame.payload().length);
                    if (fits) {
                        content.write(frame.payload());
                    } else {
                        content.reset();
                    }
                }
                case END -> {
                    if (!fits) {
                        throw new IOException(InputLimit.sentence(what, size));
                    }
                    return content.toByteArray();
                }
                case FAILED -> throw new IOException(what + ": " + new String(frame.payload(), StandardCharsets.UTF_8));
                default ->
                    throw new UncheckedIOException(
                            new IOException("the client sent " + frame.type() + " where data was expected"));
            }
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public boolean interactive() {
        return hello.interactive();
    }

    @Override
    public Caller caller() {
        return caller;
    }
}
