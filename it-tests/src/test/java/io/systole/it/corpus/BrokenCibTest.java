package io.systole.it.corpus;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.systole.core.value.CrmExit;
import io.systole.core.xml.Element;
import io.systole.core.xml.XmlFormat;
import io.systole.policy.simulate.Simulation;
import io.systole.shell.command.Failure;
import io.systole.shell.simulate.CibInput;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** However broken a CIB is, there is an answer within bounded time: a plan, or a sentence that is no stack trace. */
class BrokenCibTest {
    private static final List<Path> SEEDS = OwnCorpus.files();
    private static final Duration LONGEST = Duration.ofSeconds(20);

    @Property(tries = 300)
    void elementsAndValuesAreDamaged(@ForAll long seed) {
        Random random = new Random(seed);
        Element cib = OwnCorpus.cib(SEEDS.get(random.nextInt(SEEDS.size())));
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            cib = Damage.to(cib, random);
        }
        // Most of what is damaged is refused by its schema; where checking is off, all of it gets to the scheduler.
        cib = random.nextInt(4) == 0 ? cib : cib.with("validate-with", "none");
        answered(XmlFormat.pretty(cib).getBytes(UTF_8));
    }

    @Property(tries = 100)
    void theFileIsCutOffOrOverwritten(@ForAll long seed) {
        Random random = new Random(seed);
        byte[] bytes = XmlFormat.pretty(OwnCorpus.cib(SEEDS.get(random.nextInt(SEEDS.size()))))
                .getBytes(UTF_8);
        if (random.nextBoolean()) {
            answered(java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length)));
        } else {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            answered(bytes);
        }
    }

    @Test
    void groupsAndClonesInOneAnotherToAnyDepth() {
        String open = "<clone id='c'><group id='g'>".repeat(5_000);
        String close = "</group></clone>".repeat(5_000);
        answered(cib(open + close, "").getBytes(UTF_8));
    }

    @Test
    void rulesInOneAnotherToAnyDepth() {
        String rules = "<rule id='r' score='1'>".repeat(10_000) + "</rule>".repeat(10_000);
        answered(cib(
                        "<primitive id='a' class='ocf' provider='pacemaker' type='Dummy'/>",
                        "<rsc_location id='l' rsc='a'>" + rules + "</rsc_location>")
                .getBytes(UTF_8));
    }

    @Test
    void referencesThatGoRound() {
        String resources = "<primitive id='a' template='b'/><template id='b' template='a' class='ocf' type='x'/>"
                + "<primitive id='c' class='ocf' provider='pacemaker' type='Dummy'>"
                + "<meta_attributes id='m1' id-ref='m2'/><meta_attributes id='m2' id-ref='m1'/>"
                + "<meta_attributes id='m3'><nvpair id='n' name='container' value='c'/></meta_attributes></primitive>"
                + "<primitive id='d' class='ocf' provider='pacemaker' type='Dummy'><meta_attributes id='m4'>"
                + "<nvpair id='n4' name='container' value='e'/></meta_attributes></primitive>"
                + "<primitive id='e' class='ocf' provider='pacemaker' type='Dummy'><meta_attributes id='m5'>"
                + "<nvpair id='n5' name='container' value='d'/></meta_attributes></primitive>";
        String constraints = "<rsc_colocation id='k1' rsc='c' with-rsc='d' score='INFINITY'/>"
                + "<rsc_colocation id='k2' rsc='d' with-rsc='e' score='INFINITY'/>"
                + "<rsc_colocation id='k3' rsc='e' with-rsc='c' score='INFINITY'/>"
                + "<rsc_order id='o1' first='c' then='d'/><rsc_order id='o2' first='d' then='e'/>"
                + "<rsc_order id='o3' first='e' then='c'/><rsc_order id='o4' first='c' then='c'/>"
                + "<rsc_location id='l1'><rule id='r1' id-ref='r1'/></rsc_location>";
        answered(cib(resources, constraints).getBytes(UTF_8));
    }

    @Test
    void numbersBeyondAllReason() {
        String clone = "<clone id='c'><meta_attributes id='m'>"
                + "<nvpair id='n1' name='clone-max' value='99999999999999999999'/>"
                + "<nvpair id='n2' name='clone-node-max' value='-7'/></meta_attributes>"
                + "<primitive id='a' class='ocf' provider='pacemaker' type='Dummy'><operations>"
                + "<op id='o' name='monitor' interval='99999999999999999999s' timeout='-1'/></operations></primitive></clone>";
        String bundle =
                "<bundle id='b'><podman image='i' replicas='99999999999'/><network ip-range-start='10.0.0.1'/></bundle>";
        answered(cib(clone + bundle, "").getBytes(UTF_8));
    }

    private static String cib(String resources, String constraints) {
        return "<cib validate-with='none' admin_epoch='0' epoch='1' num_updates='0' have-quorum='1'>"
                + "<configuration><crm_config/><nodes><node id='1' uname='n1'/></nodes><resources>" + resources
                + "</resources><constraints>" + constraints + "</constraints></configuration>"
                + "<status><node_state id='1' uname='n1' in_ccm='true' crmd='online' join='member' expected='member'/>"
                + "</status></cib>";
    }

    private static void answered(byte[] bytes) {
        assertTimeoutPreemptively(LONGEST, () -> answer(bytes));
    }

    private static void answer(byte[] bytes) {
        Element cib;
        try {
            cib = CibInput.parse(bytes, "the file");
        } catch (Failure e) {
            assertThat(e.exitCode()).isIn(CrmExit.DATAERR.code(), CrmExit.CONFIG.code());
            assertThat(e.getMessage()).isNotBlank().doesNotContain("Exception");
            return;
        }
        Simulation simulation = OwnCorpus.simulate(cib);
        if (simulation.plan().failure() != null) {
            assertThat(simulation.plan().failure())
                    .isNotBlank()
                    .as(() -> "for " + new String(bytes, UTF_8))
                    .doesNotContain("Exception");
        }
    }
}
