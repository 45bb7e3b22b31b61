package io.systole.shell.command;

import io.systole.core.api.CommandIo;
import io.systole.core.xml.Element;
import io.systole.shell.render.ResultDocument;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a tool's answer goes: lines of text as they come, or one XML document at the end ({@code --output-as=xml}, a
 * {@code pacemaker-result} as Pacemaker's tools print it), to standard output or a file ({@code --output-to}).
 */
public final class Answer {
    private final CommandIo io;
    private final boolean xml;
    private final boolean quiet;
    private final String request;
    private final String file;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final PrintStream out;
    private final List<Element> elements = new ArrayList<>();
    private final List<String> errors = new ArrayList<>();

    private Answer(CommandIo io, boolean xml, boolean quiet, String request, String file) {
        this.io = io;
        this.xml = xml;
        this.quiet = quiet;
        this.request = request;
        this.file = file;
        this.out = file == null ? io.out() : new PrintStream(kept, true, StandardCharsets.UTF_8);
    }

    /**
     * @param words the command's name and all that was typed behind it
     * @throws UsageException where another form than text or XML is asked for
     */
    static Answer to(CommandIo io, Options.Parsed options, List<String> words) throws UsageException {
        String form = options.value("output-as", "text");
        if (!form.equals("text") && !form.equals("xml")) {
            throw new UsageException("--output-as takes text or xml, not " + form);
        }
        String file = options.value("output-to");
        return new Answer(
                io,
                form.equals("xml"),
                options.has("quiet"),
                String.join(" ", words),
                file == null || file.equals("-") ? null : file);
    }

    public boolean xml() {
        return xml;
    }

    /** Whether {@code --quiet} was given. */
    public boolean quiet() {
        return quiet;
    }

    /** A line of text; XML has none of it. */
    public void line(String text) {
        if (!xml) {
            out.println(text);
        }
    }

    /** Text of whole lines; XML has none of it. */
    public void text(String lines) {
        if (!xml) {
            out.print(lines);
        }
    }

    /** A line of text beside the answer proper: left out where {@code --quiet} was given. */
    public void note(String text) {
        if (!quiet) {
            line(text);
        }
    }

    /** A part of the XML document; text has none of it. */
    public void add(Element element) {
        if (xml) {
            elements.add(element);
        }
    }

    /** A sentence on standard error, or among the document's errors. */
    public void complain(String sentence) {
        if (xml) {
            errors.add(sentence);
        } else {
            io.err().println(sentence);
        }
    }

    /** Ends the answer and gives the exit status back. */
    int end(int code) throws IOException {
        if (xml) {
            out.print(new ResultDocument(request, elements, code, errors).xml());
        }
        out.flush();
        if (file != null) {
            io.writeFile(file, kept.toByteArray());
        }
        return code;
    }
}
