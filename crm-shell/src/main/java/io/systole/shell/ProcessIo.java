package io.systole.shell;

import io.systole.core.api.CommandIo;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** {@link CommandIo} of this very process. */
final class ProcessIo implements CommandIo {
    private final PrintStream out = stream(FileDescriptor.out);
    private final PrintStream err = stream(FileDescriptor.err);
    private final Map<String, String> environment;
    private byte[] standardInput;

    /** @param environment of this process, or what stands for it */
    ProcessIo(Map<String, String> environment) {
        this.environment = environment;
    }

    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }

    @Override
    public PrintStream out() {
        return out;
    }

    @Override
    public PrintStream err() {
        return err;
    }

    @Override
    public SortedMap<String, String> environment() {
        return new TreeMap<>(environment);
    }

    @Override
    public byte[] standardInput() throws IOException {
        if (standardInput == null) {
            standardInput = System.in.readAllBytes();
        }
        return standardInput;
    }

    @Override
    public byte[] readFile(String path) throws IOException {
        if (path.equals("-")) {
            return standardInput();
        }
        try {
            return Files.readAllBytes(Path.of(path));
        } catch (FileSystemException e) {
            throw failed(path, e);
        }
    }

    private static IOException failed(String path, FileSystemException e) {
        String why = e instanceof NoSuchFileException ? "No such file or directory" : e.getReason();
        return new IOException(path + ": " + why, e);
    }

    @Override
    public void writeFile(String path, byte[] content) throws IOException {
        if (path.equals("-")) {
            out.write(content);
            return;
        }
        // Beside the file and renamed, so that a full disk leaves the old one.
        Path file = Path.of(path);
        Path beside = Path.of(path + ".new");
        try {
            Files.write(beside, content);
            Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            Files.deleteIfExists(beside);
            throw failed(path, e);
        }
    }

    @Override
    public boolean interactive() {
        return System.console() != null;
    }

    @Override
    public Caller caller() {
        String name = System.getProperty("user.name", "");
        return new Caller(name.equals("root") ? 0 : -1, name);
    }
}
