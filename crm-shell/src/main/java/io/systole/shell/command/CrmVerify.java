package io.systole.shell.command;

import io.systole.core.api.ClusterSession.NotConnectedException;
import io.systole.core.cib.CibValidation;
import io.systole.core.cib.rule.CibFinding;
import io.systole.core.value.CrmExit;
import io.systole.core.xml.Element;
import io.systole.core.xml.XmlFormat;
import io.systole.policy.Plan;
import io.systole.policy.Scheduler;
import io.systole.policy.SchedulerOptions;
import io.systole.shell.simulate.CibInput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code crm_verify}: checks a configuration. Exit status 78 where there is something to tell, an error or a warning, as
 * Pacemaker's; else 0.
 */
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
        if ("none".equals(cib.attribute("validate-with"))) {
            findings.add(new CibFinding(false, "cib", CibInput.UNCHECKED));
        }
        MissingFencing.of(cib).ifPresent(findings::add);
        if (findings.isEmpty()) {
            findings.addAll(ignored(cib));
        }
        boolean errors = findings.stream().anyMatch(CibFinding::error);
        if (!call.answer().quiet()) {
            for (CibFinding finding : findings) {
                call.answer().complain((finding.error() ? "error: " : "warning: ") + finding.sentence());
            }
            if (!findings.isEmpty()) {
                call.answer().complain(errors ? "Configuration invalid" : "Configuration may need attention");
            }
        }
        return findings.isEmpty() ? CrmExit.OK.code() : CrmExit.CONFIG.code();
    }

    /** What the scheduler would leave out of a configuration that looks sound. */
    private static List<CibFinding> ignored(Element cib) {
        Element whole = cib.child("status") == null ? cib.withChild(Element.of("status")) : cib;
        Plan plan = Scheduler.schedule(whole, System.currentTimeMillis(), SchedulerOptions.SIMULATION);
        List<String> problems = plan.failure() == null ? plan.problems() : List.of(plan.failure());
        return problems.stream()
                .map(problem -> new CibFinding(false, "cib", problem))
                .toList();
    }

    private static Element withResources(Element cib) {
        Element configuration = cib.child("configuration");
        return configuration.child("resources") != null
                ? cib
                : cib.replacing(
                        cib.children().indexOf(configuration), configuration.withChild(Element.of("resources")));
    }
}
