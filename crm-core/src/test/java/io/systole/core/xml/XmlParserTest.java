package io.systole.core.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class XmlParserTest {
    private static byte[] hex(String digits) {
        return java.util.HexFormat.of().parseHex(digits);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ff",
                "c328",
                "3c6120623d22ff222f3e", // <a b="?"/>
                "3c613ee2823c2f613e", // a character that is cut short
                "3c613eeda0803c2f613e", // half a surrogate pair
                "f801020304"
            })
    void bytesThatAreNoTextAreRefusedAndNothingIsPrinted(String bytes) {
        PrintStream before = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            assertThatThrownBy(() -> XmlParser.parse(hex(bytes)))
                    .isInstanceOf(XmlException.class)
                    .hasMessageContaining("no text in the document's encoding");
        } finally {
            System.setErr(before);
        }
        assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "ISO-8859-1", "UTF-16", "UTF-16LE", "windows-1252"})
    void aDocumentIsReadInTheEncodingThatItDeclares(String encoding) throws XmlException {
        String document = "<?xml version=\"1.0\" encoding=\"" + encoding + "\"?>\n<a b=\"Bär\"/>";
        assertThat(XmlParser.parse(document.getBytes(Charset.forName(encoding))).attribute("b"))
                .isEqualTo("Bär");
    }

    @Test
    void moreElementsThanADocumentMayHaveAreRefusedWhereTheyStand() throws XmlException {
        String most = "<a>" + "<b/>".repeat(9) + "</a>";
        assertThat(XmlParser.parse(most, 10).children()).hasSize(9);
        assertThat(PlainScanner.read(most.getBytes(StandardCharsets.UTF_8), 10)).isNotNull();
        assertThat(PlainScanner.read(most.getBytes(StandardCharsets.UTF_8), 9)).isNull();
        assertThatThrownBy(() -> XmlParser.parse("<a>\n" + "<b/>".repeat(10) + "</a>", 10))
                .isInstanceOf(XmlException.class)
                .hasMessageContaining("the document has more than 10 elements")
                .hasMessageContaining("line 2");
    }

    @Test
    void aByteOrderMarkIsNoContent() throws XmlException {
        assertThat(XmlParser.parse("\ufeff<a b=\"Bär\"/>".getBytes(StandardCharsets.UTF_8))
                        .attribute("b"))
                .isEqualTo("Bär");
    }

    @Test
    void anEncodingThatNobodyKnowsIsNamed() {
        assertThatThrownBy(() -> XmlParser.parse(
                        "<?xml version='1.0' encoding='klingon'?><a/>".getBytes(StandardCharsets.UTF_8)))
                .hasMessageContaining("klingon is not known here");
    }
}
