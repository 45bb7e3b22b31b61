package io.systole.shell.fake;

import io.systole.core.api.CommandIo;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** A caller whose streams, environment and files are in memory. */
public final class FakeIo implements CommandIo {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final PrintStream outStream = new PrintStream(out, true, StandardCharsets.UTF_8);
    private final PrintStream errStream = new PrintStream(err, true, StandardCharsets.UTF_8);
    private final SortedMap<String, String> environment = new TreeMap<>();
    private final Map<String, byte[]> files = new LinkedHashMap<>();
    private boolean terminal;

    public FakeIo environment(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** A person sits at both ends. */
    public FakeIo onTerminal() {
        terminal = true;
        return this;
    }

    /** Puts a file there; {@code -} is standard input. */
    public FakeIo file(String path, String content) {
        files.put(path, content.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** What was printed so far. */
    public String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }

    /** What was complained of so far. */
    public String complained() {
        return err.toString(StandardCharsets.UTF_8);
    }

    /** A file's content, or null. */
    public String written(String path) {
        byte[] content = files.get(path);
        return content == null ? null : new String(content, StandardCharsets.UTF_8);
    }

    @Override
    public PrintStream out() {
        return outStream;
    }

    @Override
    public PrintStream err() {
        return errStream;
    }

    @Override
    public SortedMap<String, String> environment() {
        return environment;
    }

    @Override
    public byte[] standardInput() throws IOException {
        return readFile("-");
    }

    @Override
    public byte[] readFile(String path) throws IOException {
        byte[] content = files.get(path);
        if (content == null) {
            throw new IOException(path + ": No such file or directory");
        }
        return content;
    }

    @Override
    public void writeFile(String path, byte[] content) {
        files.put(path, content);
    }

    @Override
    public boolean interactive() {
        return terminal;
    }

    @Override
    public Caller caller() {
        return new Caller(0, "root");
    }
}
