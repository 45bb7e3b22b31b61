package io.systole.core.cib;

import static org.assertj.core.api.Assertions.assertThat;

import io.systole.core.xml.Element;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class CibPatchTest {
    /** Trees whose ids come from a small set, so that two of them share objects in different places and orders. */
    @Provide
    Arbitrary<Cib> cibs() {
        Arbitrary<Element> leaf = Arbitraries.integers()
                .between(0, 6)
                .flatMap(id -> Arbitraries.integers()
                        .between(0, 2)
                        .map(value -> id == 6
                                ? Element.comment("# note " + value)
                                : Element.of("nvpair", "id", "n" + id, "value", "" + value)));
        Arbitrary<Element> node = Arbitraries.integers()
                .between(0, 4)
                .flatMap(id -> leaf.list()
                        .ofMaxSize(6)
                        .map(children -> Element.of("primitive", "id", "p" + id).withChildren(distinct(children))));
        return node.list().ofMaxSize(5).map(resources -> {
            Element root = Cib.empty().root();
            Element configuration = root.child("configuration");
            return new Cib(root.replacing(
                    0,
                    configuration.replacing(2, configuration.child("resources").withChildren(distinct(resources)))));
        });
    }

    private static List<Element> distinct(List<Element> elements) {
        List<Element> kept = new ArrayList<>();
        for (Element element : elements) {
            if (kept.stream()
                    .noneMatch(k -> element.id() != null && element.id().equals(k.id()))) {
                kept.add(element);
            }
        }
        return kept;
    }

    @Property(tries = 400)
    void aPatchLeadsFromOneCibToTheOtherOrderIncluded(@ForAll("cibs") Cib from, @ForAll("cibs") Cib to) throws Refused {
        assertThat(CibPatch.apply(from.root(), CibPatch.diff(from, to))).isEqualTo(to.root());
    }

    @Property(tries = 20)
    void aPatchForAnotherVersionIsRefused(@ForAll("cibs") Cib from, @ForAll("cibs") Cib to) {
        Element other = from.root().with("epoch", "77");
        CibEngine.Outcome outcome =
                CibEngine.apply(new Cib(other), List.of(new CibOperation.Patch(CibPatch.diff(from, to))));
        assertThat(outcome.ok()).isFalse();
        assertThat(outcome.messages().get(0)).contains("0.0.0").contains("0.77.0");
    }
}
