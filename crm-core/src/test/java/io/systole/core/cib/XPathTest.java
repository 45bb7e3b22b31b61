package io.systole.core.cib;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class XPathTest {
    private static String ofLength(int length) {
        return "//" + "a".repeat(length - 2);
    }

    @Test
    void anExpressionThatIsTooLongIsRefusedWithASentence() {
        assertThat(XPath.parse(ofLength(XPath.LENGTH_MAX))).isNotNull();
        assertThatThrownBy(() -> XPath.parse(ofLength(XPath.LENGTH_MAX + 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the XPath is longer than 8192 characters");
    }
}
