package io.systole.core.xml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The quick scanner reads what the JDK's parser reads, or leaves the document to it. */
class PlainScannerTest {
    private static final String CIB = """
            <?xml version="1.0"?>
            <!-- of the test cluster -->
            <cib epoch="1" validate-with='pacemaker-3.9'>
              <configuration><!--# a comment line of crm's -->
                <nodes>
                  <node id="1" uname="a&amp;b &lt;c&gt; &quot;d&quot; &apos;e&apos;"/>
                  <node uname = "two
            lines"  id="2" ></node >
                </nodes>
                <text> some <b/> more ]] text </text>
              </configuration>
              <status/>
            </cib>
            """;

    private static final List<String> PIECES = List.of(
            "<!-- x -->",
            "&amp;",
            "&#10;",
            "]]>",
            "<![CDATA[a]]>",
            "\"",
            "'",
            " ",
            "<",
            "/>",
            "<!--#a-->",
            "x",
            "--",
            "<?pi x?>",
            "\r\n",
            "\t",
            "<a b='&lt;'/>",
            "ü",
            "=",
            "<!DOCTYPE x>",
            "&");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<a/>",
                "<a  b = 'c'\n/>",
                "<a><b/><b/></a>",
                "<a>text</a>",
                "<a> x <b>y</b> z </a>",
                "<a b='&lt;&gt;&amp;&quot;&apos;'/>",
                "<a><!--# kept --><!-- dropped --></a>"
            })
    void takesPlainDocuments(String document) throws XmlException {
        assertThat(PlainScanner.read(bytes(document), XmlParser.ELEMENT_LIMIT))
                .isNotNull()
                .isEqualTo(XmlParser.parse(new ByteArrayInputStream(bytes(document))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<a",
                "<a>",
                "<a></b>",
                "<a/><b/>",
                "<a b='1' b='2'/>",
                "<a b='1'c='2'/>",
                "<a b='<'/>",
                "<a b='&#65;'/>",
                "<a b='&x;'/>",
                "<a>&amp;</a>",
                "<a>ü</a>",
                "<!DOCTYPE a><a/>",
                "<?xml version='1.1'?><a/>",
                "<a><![CDATA[b]]></a>",
                "<a><?b c?></a>",
                "<a><!-- b -- c --></a>",
                "<a>\r\n</a>",
                "<x:a/>"
            })
    void leavesTheRestToTheParserOfTheJdk(String document) {
        assertThat(PlainScanner.read(bytes(document), XmlParser.ELEMENT_LIMIT)).isNull();
    }

    @Test
    void doesNotNestDeeperThanTheParser() {
        assertThat(PlainScanner.read(bytes("<a>".repeat(300) + "</a>".repeat(300)), XmlParser.ELEMENT_LIMIT))
                .isNull();
    }

    @Test
    void comesToTheSameOfDamagedDocuments() {
        Random random = new Random(20261125);
        for (int round = 0; round < 20_000; round++) {
            byte[] document = damaged(bytes(CIB), random);
            Element scanned = PlainScanner.read(document, XmlParser.ELEMENT_LIMIT);
            if (scanned != null) {
                assertThat(parsed(document))
                        .as("round %d:%n%s", round, new String(document, StandardCharsets.UTF_8))
                        .isEqualTo(scanned);
            }
        }
    }

    private static Object parsed(byte[] document) {
        try {
            return XmlParser.parse(new ByteArrayInputStream(document));
        } catch (XmlException e) {
            return e;
        }
    }

    private static byte[] damaged(byte[] document, Random random) {
        int at = random.nextInt(document.length);
        int until = Math.min(document.length, at + random.nextInt(6));
        String piece = random.nextBoolean() ? PIECES.get(random.nextInt(PIECES.size())) : "";
        String before = new String(Arrays.copyOf(document, at), StandardCharsets.UTF_8);
        String after = new String(Arrays.copyOfRange(document, until, document.length), StandardCharsets.UTF_8);
        return bytes(before + piece + after);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
