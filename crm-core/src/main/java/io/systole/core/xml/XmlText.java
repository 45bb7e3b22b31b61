package io.systole.core.xml;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Turns the bytes of a document into text, in the encoding of its byte order mark, else of its declaration, else UTF-8. The
 * JDK's parser would do it as well, but it prints bytes that are no text to standard error, each time it meets some.
 */
final class XmlText {
    /** A declaration stands within so many bytes. */
    private static final int DECLARATION_BYTES = 256;

    private static final Pattern ENCODING =
            Pattern.compile("^<\\?xml[^>]*\\sencoding\\s*=\\s*[\"']([A-Za-z0-9._-]{1,40})[\"']");

    private XmlText() {}

    /** A reader that fails on bytes that are no text. */
    static Reader of(InputStream bytes) throws XmlException, IOException {
        BufferedInputStream in = new BufferedInputStream(bytes);
        in.mark(DECLARATION_BYTES);
        byte[] head = in.readNBytes(DECLARATION_BYTES);
        in.reset();
        in.skipNBytes(markLength(head));
        return new InputStreamReader(
                in,
                encoding(head)
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
    }

    private static boolean begins(byte[] head, int... with) {
        boolean same = head.length >= with.length;
        for (int i = 0; same && i < with.length; i++) {
            same = (head[i] & 0xff) == with[i];
        }
        return same;
    }

    private static int markLength(byte[] head) {
        if (begins(head, 0xef, 0xbb, 0xbf)) {
            return 3;
        }
        return begins(head, 0xfe, 0xff) || begins(head, 0xff, 0xfe) ? 2 : 0;
    }

    private static Charset encoding(byte[] head) throws XmlException {
        if (begins(head, 0xfe, 0xff) || begins(head, 0, '<')) {
            return StandardCharsets.UTF_16BE;
        }
        if (begins(head, 0xff, 0xfe) || begins(head, '<', 0)) {
            return StandardCharsets.UTF_16LE;
        }
        Matcher declared = ENCODING.matcher(new String(head, StandardCharsets.ISO_8859_1));
        if (!declared.find()) {
            return StandardCharsets.UTF_8;
        }
        try {
            return Charset.forName(declared.group(1));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw new XmlException("the encoding " + declared.group(1) + " is not known here; use UTF-8", 1, 1);
        }
    }
}
