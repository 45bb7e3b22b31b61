package io.systole.core.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class Md5Test {
    @Test
    void theExamplesOfTheStandardHold() {
        assertThat(Md5.hex("")).isEqualTo("d41d8cd98f00b204e9800998ecf8427e");
        assertThat(Md5.hex("message digest")).isEqualTo("f96b697d7cb7938d525a2f31aaf161d0");
        // What Pacemaker's history says of a resource without parameters.
        assertThat(Md5.hex(" <parameters/>\n")).isEqualTo("f2317cad3d54cec5d7d7aa7d0bf35cf8");
    }

    @Test
    void everyLengthAndLetterGivesWhatTheJavaRuntimeGives() throws Exception {
        StringBuilder text = new StringBuilder();
        for (int length = 0; length < 300; length++) {
            byte[] expected =
                    MessageDigest.getInstance("MD5").digest(text.toString().getBytes(StandardCharsets.UTF_8));
            assertThat(Md5.hex(text.toString())).isEqualTo(HexFormat.of().formatHex(expected));
            text.append((char) (' ' + 7 * length % 400));
        }
    }
}
