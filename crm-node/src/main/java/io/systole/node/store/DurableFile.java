package io.systole.node.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Writes files so that a power cut leaves the old one or the new one, whole. */
public final class DurableFile {
    /** A file system commits what several threads sync at one time together; one after another each waits for its own. */
    private static final ExecutorService SYNCS = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "disk-sync");
        thread.setDaemon(true);
        return thread;
    });

    private DurableFile() {}

    /** Beside its place, synced, renamed. The rename itself is on disk once the directory is synced. */
    public static void write(Path file, byte[] bytes) throws IOException {
        write(Map.of(file, bytes));
    }

    /** Several files: all are written and synced before the first is renamed; they are renamed in the map's order. */
    static void write(Map<Path, byte[]> files) throws IOException {
        List<Future<Void>> syncs = new ArrayList<>();
        files.forEach((file, bytes) -> syncs.add(SYNCS.submit(beside(file, bytes))));
        IOException failure = null;
        for (Future<Void> sync : syncs) {
            try {
                await(sync);
            } catch (IOException e) {
                failure = e;
            }
        }
        if (failure != null) {
            for (Path file : files.keySet()) {
                Files.deleteIfExists(beside(file));
            }
            throw failure;
        }
        for (Path file : files.keySet()) {
            Files.move(beside(file), file, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private static Path beside(Path file) {
        return file.resolveSibling(file.getFileName() + ".new");
    }

    private static Callable<Void> beside(Path file, byte[] bytes) {
        return () -> {
            try (FileChannel out = FileChannel.open(
                    beside(file),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.TRUNCATE_EXISTING)) {
                Files.setPosixFilePermissions(beside(file), PosixFilePermissions.fromString("rw-------"));
                ByteBuffer buffer = ByteBuffer.wrap(bytes);
                while (buffer.hasRemaining()) {
                    out.write(buffer);
                }
                out.force(true);
                return null;
            } catch (IOException e) {
                throw new IOException("cannot write " + file + ": " + e.getMessage(), e);
            }
        };
    }

    private static void await(Future<Void> sync) throws IOException {
        try {
            sync.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException io) {
                throw io;
            }
            throw new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while writing", e);
        }
    }

    static void sync(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
