package io.systole.it.corpus;

import io.systole.core.xml.Element;
import io.systole.core.xml.XmlException;
import io.systole.core.xml.XmlParser;
import io.systole.policy.SchedulerOptions;
import io.systole.policy.simulate.Injections;
import io.systole.policy.simulate.Simulation;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A cluster by chance that has been at work: a {@link WideConfiguration}, up to two plans that were carried out on it, in part
 * with failures, and then something that happened: nodes lost, operations failed, quorum or tickets lost.
 */
final class WideCib {
    private static final long NOW = 1_700_000_000L;

    private final Random random;
    private final WideConfiguration configuration;

    private WideCib(long seed) {
        random = new Random(seed);
        configuration = new WideConfiguration(random);
    }

    static Element of(long seed) {
        return new WideCib(seed).cib();
    }

    private Element cib() {
        String xml =
                "<cib crm_feature_set='3.20.1' validate-with='pacemaker-3.9' epoch='1' num_updates='0' admin_epoch='0'"
                        + " have-quorum='" + (configuration.chance(10) ? 0 : 1) + "' dc-uuid='1' execution-date='" + NOW
                        + "'>"
                        + configuration.xml() + status() + "</cib>";
        Element cib;
        try {
            cib = XmlParser.parse(xml.replace('\'', '"'));
        } catch (XmlException e) {
            throw new IllegalStateException(e.getMessage() + " in " + xml, e);
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            Simulation.Request request = request(cib, Injections.NONE, failures("start"), Simulation.Extent.TRANSITION);
            cib = Simulation.run(request).transition().cib();
        }
        return Simulation.run(request(cib, events(), List.of(), Simulation.Extent.PLAN))
                .input()
                .cib();
    }

    private static Simulation.Request request(
            Element cib, Injections injections, List<String> failures, Simulation.Extent extent) {
        return new Simulation.Request(cib, NOW * 1000, injections, failures, extent, SchedulerOptions.SIMULATION);
    }

    private List<String> failures(String task) {
        List<String> failures = new ArrayList<>();
        if (!configuration.primitives.isEmpty() && configuration.chance(20)) {
            failures.add(configuration.any(configuration.primitives) + "_" + task + "_0@"
                    + configuration.any(configuration.nodes) + "=1");
        }
        return failures;
    }

    private Injections events() {
        List<String> failed = new ArrayList<>();
        List<String> down = new ArrayList<>();
        List<String> results = new ArrayList<>();
        for (String node : configuration.nodes.subList(1, configuration.nodes.size())) {
            if (node.startsWith("n") && configuration.chance(15)) {
                (configuration.chance(50) ? failed : down).add(node);
            }
        }
        if (!configuration.primitives.isEmpty() && configuration.chance(40)) {
            results.add(configuration.any(configuration.primitives)
                    + configuration.any("_monitor_10000", "_start_0", "_stop_0", "_monitor_0") + "@n1="
                    + configuration.any("1", "7", "5", "0"));
        }
        List<String> revoked = configuration.chance(20) ? configuration.tickets : List.of();
        List<String> granted = configuration.chance(40) ? configuration.tickets : List.of();
        return new Injections(
                configuration.chance(8) ? "0" : null,
                null,
                List.of(),
                down,
                failed,
                granted,
                revoked,
                List.of(),
                List.of(),
                results);
    }

    private String status() {
        StringBuilder status = new StringBuilder("<status>");
        for (String node : configuration.nodes) {
            if (node.startsWith("n")) {
                boolean up = node.equals("n1") || !configuration.chance(15);
                String expected = up || configuration.chance(50) ? "member" : "down";
                String id = node.substring(1);
                status.append("<node_state id='" + id + "' uname='" + node + "' in_ccm='" + up + "' crmd='"
                        + (up ? "online" : "offline") + "' join='" + (up ? "member" : "down") + "' expected='"
                        + expected
                        + "'/>");
            }
        }
        return status + "</status>";
    }
}
