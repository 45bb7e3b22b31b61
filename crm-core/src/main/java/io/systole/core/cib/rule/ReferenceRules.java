package io.systole.core.cib.rule;

import io.systole.core.xml.Element;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What an object names must be there: templates, the objects of {@code id-ref}, the resources of tags. */
public final class ReferenceRules implements Rule {
    @Override
    public void check(Element cib, List<CibFinding> findings) {
        Objects objects = new Objects(cib);
        Set<String> ids = new LinkedHashSet<>();
        Element configuration = cib.child("configuration");
        Objects.walk(configuration, element -> {
            if (element.id() != null) {
                ids.add(element.id());
            }
        });
        for (Element resource : objects.resources.values()) {
            String template = resource.attribute("template");
            if (template != null && !objects.templates.containsKey(template)) {
                findings.add(new CibFinding(
                        true,
                        resource.id(),
                        "primitive " + resource.id() + " uses the template " + template
                                + ", which does not exist; define it first with rsc_template"));
            }
        }
        Objects.walk(configuration, element -> {
            String reference = element.attribute("id-ref");
            if (reference != null && !ids.contains(reference)) {
                findings.add(new CibFinding(
                        true,
                        reference,
                        "a <" + element.name() + "> refers to \"" + reference + "\", which does not exist"));
            }
        });
    }
}
