package io.systole.core.xml;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads XML into {@link Element} trees.
 *
 * <p>Document type declarations and entity references are refused, so neither an XML bomb nor a reference to a local
 * file can reach the cluster. Nesting and the number of elements are limited; a document over a limit ends in an {@link
 * XmlException} that names it, never in a stack overflow or in exhausted memory. Processing instructions are dropped, and
 * so are comments but those that begin with {@code #}: they are the comment lines of {@code crm}'s language, and stay with
 * the element that they stand in.
 */
public final class XmlParser {
    /** Deepest nesting accepted. The deepest element of a legitimate CIB is below 20. */
    public static final int DEPTH_LIMIT = 256;

    /** Most elements accepted in one document: some twenty times a CIB of 5,000 resources on 32 nodes. */
    public static final int ELEMENT_LIMIT = 8_000_000;

    /** Made when the first document needs it: many do not, see {@link PlainScanner}. */
    private static final class Stax {
        static final XMLInputFactory FACTORY = factory();
    }

    private XmlParser() {}

    private static XMLInputFactory factory() {
        // The JDK's own implementation by name: another StAX on the class path must not change what is accepted.
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, Boolean.FALSE);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, Boolean.FALSE);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, Boolean.TRUE);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, Boolean.FALSE);
        factory.setProperty(XMLInputFactory.IS_COALESCING, Boolean.TRUE);
        // The same on every Java: from 24 on its own limits are 100 levels and 200 attributes.
        factory.setProperty("jdk.xml.maxElementDepth", "0");
        factory.setProperty("jdk.xml.elementAttributeLimit", "10000");
        return factory;
    }

    /** Parses a document. */
    public static Element parse(String xml) throws XmlException {
        return parse(xml, ELEMENT_LIMIT);
    }

    static Element parse(String xml, int elementLimit) throws XmlException {
        Element plain = PlainScanner.read(xml.getBytes(StandardCharsets.UTF_8), elementLimit);
        return plain == null ? parse(new StringReader(xml), elementLimit) : plain;
    }

    /** Parses a document in the encoding that its declaration names, UTF-8 otherwise. */
    public static Element parse(byte[] xml) throws XmlException {
        Element plain = PlainScanner.read(xml, ELEMENT_LIMIT);
        return plain == null ? parse(new ByteArrayInputStream(xml)) : plain;
    }

    /** Parses a document in the encoding that its declaration names, UTF-8 otherwise. Does not close the stream. */
    public static Element parse(InputStream in) throws XmlException {
        try {
            return parse(XmlText.of(in));
        } catch (IOException e) {
            throw new XmlException("the document cannot be read: " + e.getMessage(), 0, 0);
        }
    }

    public static Element parse(Reader in) throws XmlException {
        return parse(in, ELEMENT_LIMIT);
    }

    private static Element parse(Reader in, int elementLimit) throws XmlException {
        try {
            return read(Stax.FACTORY.createXMLStreamReader(in), elementLimit);
        } catch (XMLStreamException e) {
            throw failure(e);
        }
    }

    private static Element read(XMLStreamReader reader, int elementLimit) throws XmlException {
        Deque<Element.Builder> open = new ArrayDeque<>();
        StringBuilder text = new StringBuilder();
        Deque<StringBuilder> texts = new ArrayDeque<>();
        int elements = 0;
        try {
            while (reader.hasNext()) {
                switch (reader.next()) {
                    case XMLStreamConstants.START_ELEMENT -> {
                        if (open.size() >= DEPTH_LIMIT) {
                            throw at(reader, "elements are nested deeper than " + DEPTH_LIMIT);
                        }
                        if (++elements > elementLimit) {
                            throw at(reader, "the document has more than " + elementLimit + " elements");
                        }
                        open.push(start(reader));
                        texts.push(text);
                        text = new StringBuilder();
                    }
                    case XMLStreamConstants.END_ELEMENT -> {
                        Element.Builder done = open.pop();
                        done.text(text.toString().strip());
                        text = texts.pop();
                        Element element = done.build();
                        if (open.isEmpty()) {
                            finish(reader);
                            return element;
                        }
                        open.peek().child(element);
                    }
                    case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                        if (!reader.isWhiteSpace()) {
                            text.append(reader.getText());
                        }
                    }
                    case XMLStreamConstants.DTD ->
                        throw at(reader, "a document type declaration (<!DOCTYPE …>) is not accepted; remove it");
                    case XMLStreamConstants.ENTITY_REFERENCE ->
                        throw at(reader, "the entity reference &" + reader.getLocalName() + "; is not accepted");
                    case XMLStreamConstants.COMMENT -> {
                        if (!open.isEmpty() && reader.getText().startsWith("#")) {
                            open.peek().child(Element.comment(reader.getText()));
                        }
                    }
                    default -> {
                        // Processing instructions carry nothing that the cluster uses.
                    }
                }
            }
        } catch (XMLStreamException e) {
            throw failure(e);
        } catch (RuntimeException e) {
            // The JDK's scanner reports some malformed input (bad surrogates, odd encodings) as unchecked exceptions.
            throw at(reader, "not well-formed XML (" + e.getMessage() + ")");
        }
        throw new XmlException("the document has no element", 0, 0);
    }

    /** Reads on to the end, so that trailing garbage is refused too. */
    private static void finish(XMLStreamReader reader) throws XMLStreamException {
        while (reader.hasNext()) {
            reader.next();
        }
    }

    private static Element.Builder start(XMLStreamReader reader) {
        Element.Builder builder = Element.builder(reader.getLocalName());
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            builder.attribute(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
        }
        return builder;
    }

    private static XmlException at(XMLStreamReader reader, String message) {
        return new XmlException(
                message,
                reader.getLocation().getLineNumber(),
                reader.getLocation().getColumnNumber());
    }

    private static XmlException failure(XMLStreamException e) {
        if (e.getNestedException() instanceof CharacterCodingException) {
            Location at = e.getLocation();
            String sentence = "bytes that are no text in the document's encoding (UTF-8 where it declares no other)";
            return new XmlException(sentence, at == null ? 0 : at.getLineNumber(), 0);
        }
        String message = e.getMessage() == null ? "not well-formed XML" : e.getMessage();
        int at = message.indexOf("Message: ");
        String plain = at >= 0 ? message.substring(at + "Message: ".length()) : message;
        if (e.getLocation() == null) {
            return new XmlException(plain, 0, 0);
        }
        return new XmlException(
                plain, e.getLocation().getLineNumber(), e.getLocation().getColumnNumber());
    }
}
