package io.systole.core.api.wire;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.function.IntPredicate;

/**
 * One unit of the conversation on the daemon's local socket: a type, a length of four bytes with the high byte first, and
 * so many bytes of payload.
 *
 * @param type see {@link Type}
 */
public record Frame(Type type, byte[] payload) {
    /** A larger payload ends the conversation; a CIB of this size is refused long before. */
    public static final int PAYLOAD_MAX = 128 * 1024 * 1024;

    /** What a frame means. The letters are shared with the native client. */
    public enum Type {
        /** Client: the words of a command, see {@link Hello}. */
        HELLO('H'),
        /** Client: an API call as XML. Daemon: its reply. */
        CALL('A'),
        /** Client: a piece of a file or of standard input. */
        DATA('D'),
        /** Client: the file is complete, or written. */
        END('E'),
        /** Client: the file could not be read or written; the payload says why. */
        FAILED('X'),
        /** Daemon: for the client's standard output. */
        OUT('O'),
        /** Daemon: for the client's standard error. */
        ERR('R'),
        /** Daemon: send standard input. */
        READ_INPUT('I'),
        /** Daemon: send the file of this path. */
        READ_FILE('F'),
        /** Daemon: write a file; a length of four bytes, the path, the content. */
        WRITE_FILE('W'),
        /** Daemon: run this command in a process of its own, it needs the terminal. */
        RUN_LOCALLY('L'),
        /** Daemon: done; four bytes of exit status. */
        EXIT('Q');

        private final char letter;

        Type(char letter) {
            this.letter = letter;
        }

        private static Type of(int letter) throws IOException {
            for (Type type : values()) {
                if (type.letter == letter) {
                    return type;
                }
            }
            throw new IOException("not a frame of this protocol (type " + letter + ")");
        }
    }

    /** A frame whose payload is over the limit of its reader. */
    public static final class TooLargeException extends IOException {
        private static final long serialVersionUID = 1L;

        private final long length;

        TooLargeException(long length) {
            super("a frame of " + length + " bytes is over the limit");
            this.length = length;
        }

        /** Bytes of payload that are still to be read. */
        public long length() {
            return length;
        }
    }

    /**
     * Reads one frame.
     *
     * @param payloadMax the largest payload accepted, bytes
     * @throws EOFException where the peer has gone
     * @throws TooLargeException where the payload is too large; it has not been read
     * @throws IOException where the bytes are no frame
     */
    public static Frame read(DataInputStream in, int payloadMax) throws IOException {
        return read(in, length -> length <= payloadMax);
    }

    /**
     * Reads one frame.
     *
     * @param accepted whether a payload of so many bytes may be read
     * @throws EOFException where the peer has gone
     * @throws TooLargeException where it may not; it has not been read
     * @throws IOException where the bytes are no frame
     */
    public static Frame read(DataInputStream in, IntPredicate accepted) throws IOException {
        Type type = Type.of(in.readUnsignedByte());
        int length = in.readInt();
        if (length < 0 || !accepted.test(length)) {
            throw new TooLargeException(length & 0xffffffffL);
        }
        // Grows with what really arrives, so that a promised length alone costs no memory.
        byte[] payload = in.readNBytes(length);
        if (payload.length < length) {
            throw new EOFException("the peer has gone in the middle of a frame");
        }
        return new Frame(type, payload);
    }

    public static void write(DataOutputStream out, Type type, byte[] payload) throws IOException {
        out.writeByte(type.letter);
        out.writeInt(payload.length);
        out.write(payload);
        out.flush();
    }
}
