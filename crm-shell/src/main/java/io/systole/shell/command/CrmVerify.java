package io.systole.shell.command;

import io.systole.core.api.ClusterSession.NotConnectedException;
import io.systole.core.cib.CibValidation;
import io.systole.core.cib.rule.CibFinding;
import io.systole.core.value.CrmExit;
import io.systole.core.xml.Element;
import io.systole.core.xml.XmlFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** {@code crm_verify}: checks a configuration. Exit status 78 for errors, 0 otherwise, warnings included. */
final class CrmVerify extends Tool {
    CrmVerify() {
        super(
                "crm_verify",
                new Options(
                        "live-check|L",
                        "xml-file|x=",
                        "xml-text|X=",
                        "xml-pipe|p",
                        "save-xml|S=",
                        "quiet|q",
                        "verbose|V"));
    }

    @Override
    protected String usage() {
        return "usage: crm_verify --live-check | --xml-file FILE | --xml-text XML | --xml-pipe  [--save-xml FILE]"
                + " [--quiet]";
    }

    @Override
    protected int run(Call call) throws UsageException, Failure, NotConnectedException, IOException {
        Element cib = call.has("live-check") ? call.cluster().cib().root() : XmlInput.of(call);
        if (cib == null) {
            throw new UsageException("say what to check");
        }
        if (!cib.name().equals("cib") || cib.child("configuration") == null) {
            throw new Failure(CrmExit.CONFIG, "the input is a <" + cib.name() + ">, not a <cib> with a configuration");
        }
        if (call.has("save-xml")) {
            call.io().writeFile(call.value("save-xml"), XmlFormat.pretty(cib).getBytes(StandardCharsets.UTF_8));
        }
        List<CibFinding> findings = new ArrayList<>(CibValidation.check(withResources(cib)));
        MissingFencing.of(cib).ifPresent(findings::add);
        boolean errors = findings.stream().anyMatch(CibFinding::error);
        if (!call.answer().quiet()) {
            for (CibFinding finding : findings) {
                call.answer().complain((finding.error() ? "error: " : "warning: ") + finding.sentence());
            }
            if (errors) {
                call.answer().complain("Configuration invalid");
            }
        }
        return errors ? CrmExit.CONFIG.code() : CrmExit.OK.code();
    }

    private static Element withResources(Element cib) {
        Element configuration = cib.child("configuration");
        return configuration.child("resources") != null
                ? cib
                : cib.replacing(
                        cib.children().indexOf(configuration), configuration.withChild(Element.of("resources")));
    }
}
