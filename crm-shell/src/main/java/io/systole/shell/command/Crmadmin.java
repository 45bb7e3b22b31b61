package io.systole.shell.command;

import io.systole.core.api.ClusterFacts;
import io.systole.core.api.ClusterSession;
import io.systole.core.api.ClusterSession.NotConnectedException;
import io.systole.core.api.CommandIo;
import io.systole.core.value.CrmExit;
import io.systole.core.xml.Element;

/** {@code crmadmin}: asks controllers. */
final class Crmadmin extends Tool {
    Crmadmin() {
        super(
                "crmadmin",
                new Options(
                        "status|S=",
                        "pacemakerd|P",
                        "dc_lookup|D",
                        "nodes|N?",
                        "bash-export|B",
                        "timeout|t=",
                        "quiet|q",
                        "verbose|V",
                        "health|H"));
    }

    @Override
    String usage() {
        return "usage: crmadmin --dc_lookup | --nodes | --status NODE | --pacemakerd";
    }

    @Override
    int run(Options.Parsed options, CommandIo io, ClusterSession session)
            throws UsageException, Failure, NotConnectedException {
        ClusterFacts facts = session.cluster().facts();
        if (options.has("dc_lookup")) {
            if (facts.dc().isEmpty()) {
                throw new Failure(CrmExit.NOSUCH, "no DC is elected");
            }
            io.out()
                    .println((options.has("quiet") ? "" : "Designated Controller is: ")
                            + facts.dc().get());
        } else if (options.has("nodes")) {
            for (Element node : session.cluster().cib().section("nodes").children("node")) {
                io.out()
                        .println((options.has("bash-export") ? "export " : "")
                                + (options.has("bash-export")
                                        ? node.attribute("uname") + "=" + node.id()
                                        : "cluster node: " + node.attribute("uname") + " (" + node.id() + ")"));
            }
        } else if (options.has("status")) {
            String node = options.value("status");
            if (!facts.local().text().equalsIgnoreCase(node)) {
                throw new Failure(
                        CrmExit.NOSUCH, "ask on node " + node + " itself; here only " + facts.local() + " is known");
            }
            io.out().println("Controller on " + facts.local() + " in state " + facts.controllerState() + ": ok");
        } else {
            io.out().println("Systole on " + facts.local() + ": running");
        }
        return CrmExit.OK.code();
    }
}
