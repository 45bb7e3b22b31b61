package io.systole.shell.command;

import io.systole.core.value.CrmExit;
import io.systole.core.xml.Element;
import io.systole.core.xml.XmlException;
import io.systole.core.xml.XmlParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** XML that a caller gives: as a text, in a file, on standard input. */
final class XmlInput {
    private XmlInput() {}

    /** The input of the options {@code xml-text}, {@code xml-file} and {@code xml-pipe}; null where none was given. */
    static Element of(Call call) throws Failure, IOException {
        if (call.has("xml-text")) {
            return text(call.value("xml-text"), "the XML given with --xml-text");
        }
        if (call.has("xml-file")) {
            return file(call, call.value("xml-file"));
        }
        return call.has("xml-pipe") ? parse(call.io().standardInput(), "standard input") : null;
    }

    static Element file(Call call, String path) throws Failure, IOException {
        return parse(call.io().readFile(path), path.equals("-") ? "standard input" : path);
    }

    /** @param what names the input in complaints */
    static Element text(String xml, String what) throws Failure {
        return parse(xml.getBytes(StandardCharsets.UTF_8), what);
    }

    private static Element parse(byte[] bytes, String what) throws Failure {
        try {
            return XmlParser.parse(bytes);
        } catch (XmlException e) {
            throw new Failure(CrmExit.CONFIG, what + ": " + e.getMessage());
        }
    }
}
