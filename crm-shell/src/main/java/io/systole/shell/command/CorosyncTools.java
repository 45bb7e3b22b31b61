package io.systole.shell.command;

import io.systole.core.api.ClusterFacts;
import io.systole.core.api.ClusterSession;
import io.systole.core.api.ClusterSession.NotConnectedException;
import io.systole.core.api.Command;
import io.systole.core.api.CommandIo;
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
        String usage() {
            return "usage: corosync-cfgtool -s | -n";
        }

        @Override
        int run(Options.Parsed options, CommandIo io, ClusterSession session) throws NotConnectedException {
            ClusterFacts facts = session.cluster().facts();
            facts.membership().forEach(io.out()::println);
            for (ClusterView.Member member : facts.view().members()) {
                io.out()
                        .println("\tnodeid:\t" + member.nodeId() + ":\t"
                                + (member.name().equals(facts.local()) ? "localhost" : "connected"));
            }
            facts.warnings().forEach(warning -> io.out().println("WARNING: " + warning));
            return CrmExit.OK.code();
        }
    }

    /** {@code corosync-quorumtool -s}: exit status 0 with quorum, 2 without, as corosync's. */
    private static final class Quorumtool extends Tool {
        Quorumtool() {
            super("corosync-quorumtool", new Options("s|s", "l|l", "i|i", "p|p"));
        }

        @Override
        String usage() {
            return "usage: corosync-quorumtool -s | -l";
        }

        @Override
        int run(Options.Parsed options, CommandIo io, ClusterSession session) throws NotConnectedException {
            ClusterFacts facts = session.cluster().facts();
            ClusterFacts.QuorumFacts quorum = facts.quorum();
            int id = facts.view()
                    .member(facts.local())
                    .map(ClusterView.Member::nodeId)
                    .orElse(0);
            if (!options.has("l")) {
                io.out().println("Quorum information");
                io.out().println("------------------");
                io.out().println("Quorum provider:  corosync_votequorum");
                io.out().println("Nodes:            " + facts.view().members().size());
                io.out().println("Node ID:          " + id);
                io.out()
                        .println("Ring ID:          " + facts.view().id().creator() + "."
                                + facts.view().id().sequence());
                io.out().println("Quorate:          " + (quorum.quorate() ? "Yes" : "No"));
                io.out().println();
                io.out().println("Votequorum information");
                io.out().println("----------------------");
                io.out().println("Expected votes:   " + quorum.expectedVotes());
                io.out().println("Highest expected: " + quorum.highestExpected());
                io.out().println("Total votes:      " + quorum.totalVotes());
                io.out()
                        .println("Quorum:           " + quorum.quorumVotes()
                                + (quorum.quorate() ? "" : " Activity blocked"));
                io.out().println("Flags:            " + String.join(" ", quorum.flags()));
                io.out().println();
            }
            io.out().println("Membership information");
            io.out().println("----------------------");
            io.out().println("    Nodeid      Votes Name");
            for (ClusterView.Member member : facts.view().members()) {
                io.out()
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
        String usage() {
            return "usage: corosync-cmapctl [PREFIX] | -g KEY";
        }

        @Override
        int run(Options.Parsed options, CommandIo io, ClusterSession session) throws NotConnectedException, Failure {
            Map<String, String> cmap = session.cluster().facts().cmap();
            if (options.has("get")) {
                String value = cmap.get(options.value("get"));
                if (value == null) {
                    throw new Failure(
                            CrmExit.ERROR, "Can't get key " + options.value("get") + ". Error CS_ERR_NOT_EXIST");
                }
                io.out().println(options.value("get") + " (str) = " + value);
                return CrmExit.OK.code();
            }
            String prefix = options.rest().isEmpty() ? "" : options.rest().get(0);
            cmap.forEach((key, value) -> {
                if (key.startsWith(prefix)) {
                    io.out().println(key + " (str) = " + value);
                }
            });
            return CrmExit.OK.code();
        }
    }
}
