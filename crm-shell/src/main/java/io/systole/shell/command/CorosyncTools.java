package io.systole.shell.command;

import io.systole.core.api.ClusterFacts;
import io.systole.core.api.ClusterSession.NotConnectedException;
import io.systole.core.api.Command;
import io.systole.core.membership.ClusterView;
import io.systole.core.value.CrmExit;
import java.util.List;
import java.util.Map;

/** corosync's tools, as far as an administrator reads them every day. */
final class CorosyncTools {
    private CorosyncTools() {}

    static List<Command> all() {
        return List.of(new Cfgtool(), new Quorumtool(), new Cmapctl());
    }

    /** {@code corosync-cfgtool -s}: the links and how fast a loss is noticed. */
    private static final class Cfgtool extends Tool {
        Cfgtool() {
            super("corosync-cfgtool", new Options("status|s", "nodes|n", "brief|b"));
        }

        @Override
        protected String usage() {
            return "usage: corosync-cfgtool -s | -n";
        }

        @Override
        protected int run(Call call) throws NotConnectedException {
            ClusterFacts facts = call.cluster().facts();
            facts.membership().forEach(call.io().out()::println);
            for (ClusterView.Member member : facts.view().members()) {
                call.io()
                        .out()
                        .println("\tnodeid:\t" + member.nodeId() + ":\t"
                                + (member.name().equals(facts.local()) ? "localhost" : "connected"));
            }
            facts.warnings().forEach(warning -> call.io().out().println("WARNING: " + warning));
            return CrmExit.OK.code();
        }
    }

    /** {@code corosync-quorumtool -s}: exit status 0 with quorum, 2 without, as corosync's. */
    private static final class Quorumtool extends Tool {
        Quorumtool() {
            super("corosync-quorumtool", new Options("s|s", "l|l", "i|i", "p|p"));
        }

        @Override
        protected String usage() {
            return "usage: corosync-quorumtool -s | -l";
        }

        @Override
        protected int run(Call call) throws NotConnectedException {
            ClusterFacts facts = call.cluster().facts();
            ClusterFacts.QuorumFacts quorum = facts.quorum();
            int id = facts.view()
                    .member(facts.local())
                    .map(ClusterView.Member::nodeId)
                    .orElse(0);
            if (!call.options().has("l")) {
                call.io().out().println("Quorum information");
                call.io().out().println("------------------");
                call.io().out().println("Quorum provider:  corosync_votequorum");
                call.io()
                        .out()
                        .println("Nodes:            " + facts.view().members().size());
                call.io().out().println("Node ID:          " + id);
                call.io()
                        .out()
                        .println("Ring ID:          " + facts.view().id().creator() + "."
                                + facts.view().id().sequence());
                call.io().out().println("Quorate:          " + (quorum.quorate() ? "Yes" : "No"));
                call.io().out().println();
                call.io().out().println("Votequorum information");
                call.io().out().println("----------------------");
                call.io().out().println("Expected votes:   " + quorum.expectedVotes());
                call.io().out().println("Highest expected: " + quorum.highestExpected());
                call.io().out().println("Total votes:      " + quorum.totalVotes());
                call.io()
                        .out()
                        .println("Quorum:           " + quorum.quorumVotes()
                                + (quorum.quorate() ? "" : " Activity blocked"));
                call.io().out().println("Flags:            " + String.join(" ", quorum.flags()));
                call.io().out().println();
            }
            call.io().out().println("Membership information");
            call.io().out().println("----------------------");
            call.io().out().println("    Nodeid      Votes Name");
            for (ClusterView.Member member : facts.view().members()) {
                call.io()
                        .out()
                        .printf(
                                "%10d %10d %s%s%n",
                                member.nodeId(),
                                quorum.votes().getOrDefault(member.name(), 1),
                                member.name(),
                                member.name().equals(facts.local()) ? " (local)" : "");
            }
            return quorum.quorate() ? CrmExit.OK.code() : 2;
        }
    }

    /** {@code corosync-cmapctl}: the configuration as keys and values. */
    private static final class Cmapctl extends Tool {
        Cmapctl() {
            super("corosync-cmapctl", new Options("get|g="));
        }

        @Override
        protected String usage() {
            return "usage: corosync-cmapctl [PREFIX] | -g KEY";
        }

        @Override
        protected int run(Call call) throws NotConnectedException, Failure {
            Map<String, String> cmap = call.cluster().facts().cmap();
            if (call.options().has("get")) {
                String value = cmap.get(call.options().value("get"));
                if (value == null) {
                    throw new Failure(
                            CrmExit.ERROR, "Can't get key " + call.options().value("get") + ". Error CS_ERR_NOT_EXIST");
                }
                call.io().out().println(call.options().value("get") + " (str) = " + value);
                return CrmExit.OK.code();
            }
            String prefix =
                    call.options().rest().isEmpty() ? "" : call.options().rest().get(0);
            cmap.forEach((key, value) -> {
                if (key.startsWith(prefix)) {
                    call.io().out().println(key + " (str) = " + value);
                }
            });
            return CrmExit.OK.code();
        }
    }
}
