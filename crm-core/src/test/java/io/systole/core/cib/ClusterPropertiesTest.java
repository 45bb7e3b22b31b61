package io.systole.core.cib;

import static org.assertj.core.api.Assertions.assertThat;

import io.systole.core.xml.Element;
import io.systole.core.xml.XmlException;
import io.systole.core.xml.XmlParser;
import org.junit.jupiter.api.Test;

class ClusterPropertiesTest {
    @Test
    void theBootstrapSetCountsBeforeOthersWhereverItStands() throws XmlException {
        Element section = section(set("early", "1000", "stonith-enabled", "false")
                + set("cib-bootstrap-options", "", "stonith-enabled", "true"));

        assertThat(ClusterProperties.value(section, "stonith-enabled")).isEqualTo("true");
        assertThat(ClusterProperties.fencing(section)).isTrue();
    }

    @Test
    void thenTheHighestScoreCountsAndOfEqualOnesTheLast() throws XmlException {
        assertThat(ClusterProperties.value(
                        section(set("a", "10", "dc-deadtime", "1s") + set("b", "5", "dc-deadtime", "2s")),
                        "dc-deadtime"))
                .isEqualTo("1s");
        assertThat(ClusterProperties.value(
                        section(set("a", "", "dc-deadtime", "1s") + set("b", "", "dc-deadtime", "2s")), "dc-deadtime"))
                .isEqualTo("2s");
    }

    @Test
    void thePresentNameCountsBeforeTheOldOne() throws XmlException {
        assertThat(ClusterProperties.fencing(section("<cluster_property_set id='cib-bootstrap-options'>"
                        + "<nvpair id='n1' name='stonith-enabled' value='true'/>"
                        + "<nvpair id='n2' name='fencing-enabled' value='false'/></cluster_property_set>")))
                .isFalse();
        assertThat(ClusterProperties.fencing(null)).isTrue();
    }

    @Test
    void aSetWithARuleIsLeftToTheScheduler() throws XmlException {
        Element section = section("<cluster_property_set id='night'><rule id='r' boolean-op='and'/>"
                + "<nvpair id='n' name='stonith-enabled' value='false'/></cluster_property_set>");

        assertThat(ClusterProperties.fencing(section)).isTrue();
    }

    @Test
    void fencingIsLackingWithoutADeviceAndWithoutAWatchdog() throws XmlException {
        String device = "<group id='g'><primitive id='f' class='stonith' type='fence_xvm'/></group>";

        assertThat(ClusterProperties.lackFencing(configuration("", ""))).isTrue();
        assertThat(ClusterProperties.lackFencing(configuration("", device))).isFalse();
        assertThat(ClusterProperties.lackFencing(configuration(set("s", "", "stonith-enabled", "false"), "")))
                .isFalse();
        assertThat(ClusterProperties.lackFencing(configuration(set("s", "", "stonith-watchdog-timeout", "10s"), "")))
                .isFalse();
    }

    private static Element configuration(String sets, String resources) throws XmlException {
        return XmlParser.parse("<configuration><crm_config>" + sets + "</crm_config><resources>" + resources
                + "</resources></configuration>");
    }

    private static Element section(String sets) throws XmlException {
        return XmlParser.parse("<crm_config>" + sets + "</crm_config>");
    }

    private static String set(String id, String score, String name, String value) {
        return "<cluster_property_set id='" + id + "'" + (score.isEmpty() ? "" : " score='" + score + "'")
                + "><nvpair id='" + id + "-" + name + "' name='" + name + "' value='" + value
                + "'/></cluster_property_set>";
    }
}
