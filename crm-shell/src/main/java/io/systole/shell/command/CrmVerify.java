package io.systole.shell.command;

import io.systole.core.api.ClusterSession;
import io.systole.core.api.ClusterSession.NotConnectedException;
import io.systole.core.api.CommandIo;
import io.systole.core.cib.CibFinding;
import io.systole.core.cib.CibValidation;
import io.systole.core.value.CrmExit;
import io.systole.core.xml.Element;
import io.systole.core.xml.XmlException;
import io.systole.core.xml.XmlParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
    String usage() {
        return "usage: crm_verify --live-check | --xml-file FILE | --xml-text XML | --xml-pipe  [--verbose]";
    }

    @Override
    int run(Options.Parsed options, CommandIo io, ClusterSession session)
            throws UsageException, Failure, NotConnectedException, IOException {
        Element cib = read(options, io, session);
        if (!cib.name().equals("cib") || cib.child("configuration") == null) {
            throw new Failure(CrmExit.CONFIG, "the input is a <" + cib.name() + ">, not a <cib> with a configuration");
        }
        Element whole = cib.child("configuration").child("resources") == null
                ? cib.replacing(
                        cib.children().indexOf(cib.child("configuration")),
                        cib.child("configuration").withChild(Element.of("resources")))
                : cib;
        List<CibFinding> findings = CibValidation.check(whole);
        boolean errors = findings.stream().anyMatch(CibFinding::error);
        if (!options.has("quiet")) {
            for (CibFinding finding : findings) {
                io.err().println((finding.error() ? "error: " : "warning: ") + finding.sentence());
            }
            if (errors) {
                io.err().println("Configuration invalid");
            }
        }
        return errors ? CrmExit.CONFIG.code() : CrmExit.OK.code();
    }

    private static Element read(Options.Parsed options, CommandIo io, ClusterSession session)
            throws UsageException, Failure, NotConnectedException, IOException {
        String what;
        byte[] bytes;
        if (options.has("live-check")) {
            return session.cluster().cib().root();
        } else if (options.has("xml-file")) {
            what = options.value("xml-file");
            bytes = io.readFile(what);
        } else if (options.has("xml-text")) {
            what = "the XML given";
            bytes = options.value("xml-text").getBytes(StandardCharsets.UTF_8);
        } else if (options.has("xml-pipe")) {
            what = "standard input";
            bytes = io.standardInput();
        } else {
            throw new UsageException("say what to check");
        }
        try {
            return XmlParser.parse(bytes);
        } catch (XmlException e) {
            throw new Failure(CrmExit.CONFIG, what + ": " + e.getMessage());
        }
    }
}
