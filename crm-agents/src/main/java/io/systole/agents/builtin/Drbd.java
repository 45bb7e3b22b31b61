package io.systole.agents.builtin;

import io.systole.agents.process.AgentProcess;
import io.systole.core.operation.OcfExit;
import io.systole.core.value.CrmBoolean;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Drives a DRBD resource through drbdadm(8), and tells the cluster where it is best promoted. */
final class Drbd implements BuiltinAgent {
    /** Between two tries or looks, milliseconds. */
    private static final long AGAIN_MS = 200;

    /** A refused promotion is tried again at once by the cluster; this keeps it from spinning, milliseconds. */
    private static final long REFUSED_MS = 5_000;

    /** drbdadm: the data here must not be used. */
    private static final int NO_GOOD_DATA = 17;

    private final Path proc;

    /** @param proc by convention /proc/drbd */
    Drbd(Path proc) {
        this.proc = proc;
    }

    @Override
    public String provider() {
        return "linbit";
    }

    @Override
    public String type() {
        return "drbd";
    }

    @Override
    public Answer run(Act act) throws ActEnd, IOException {
        DrbdTools drbd = new DrbdTools(act, proc);
        Set<Integer> minors = drbd.minors();
        if (minors.isEmpty()) {
            return notInConfiguration(act, drbd);
        }
        return switch (act.action()) {
            case "start" -> {
                checkMeta(act, drbd);
                yield start(act, drbd, minors);
            }
            case "stop" -> stop(act, drbd, minors);
            case "promote" -> {
                checkMeta(act, drbd);
                yield promote(act, drbd, minors);
            }
            case "demote" -> demote(act, drbd, minors);
            case "monitor" -> monitor(act, drbd, minors);
            case "status" -> answer(drbd.state(minors));
            case "notify" -> notify(act, drbd, minors);
            case "reload" -> {
                drbd.adm("adjust");
                score(act, drbd, drbd.state(minors), minors);
                yield Answer.OK;
            }
            case "validate-all" -> Answer.OK;
            default -> Answer.UNKNOWN_ACTION;
        };
    }

    private static Answer notInConfiguration(Act act, DrbdTools drbd) throws ActEnd {
        if (act.probe()) {
            return Answer.NOT_RUNNING;
        }
        if (act.action().equals("stop")) {
            // Somebody took it out of the configuration while it ran: the kernel still knows its name.
            return act.run("drbdsetup", "down", drbd.resource()).exitCode() == 0
                    ? Answer.OK
                    : Answer.failed("DRBD resource " + drbd.resource() + " is not in " + drbd.configuration()
                            + ", and drbdsetup cannot take it down");
        }
        act.score(null);
        throw ActEnd.notInstalled(
                "DRBD resource " + drbd.resource() + " is not in " + drbd.configuration() + " on this node");
    }

    private static void checkMeta(Act act, DrbdTools drbd) throws ActEnd {
        if (!CrmBoolean.parse(act.meta("notify"), false) && !act.flag("ignore_missing_notifications", false)) {
            throw ActEnd.misconfigured("DRBD needs the meta-attribute notify=true on its clone"
                    + " (or the parameter ignore_missing_notifications=true)");
        }
        String nodeMax = act.meta("clone_node_max");
        if (!nodeMax.isEmpty() && !nodeMax.equals("1")) {
            throw ActEnd.misconfigured("DRBD needs clone-node-max=1, not " + nodeMax);
        }
        String promotedMax = act.meta("promoted_max").isEmpty() ? act.meta("master_max") : act.meta("promoted_max");
        if (!promotedMax.isEmpty()
                && !promotedMax.equals("0")
                && !promotedMax.equals("1")
                && !drbd.allowsTwoPrimaries()) {
            throw ActEnd.misconfigured("promoted-max is " + promotedMax + ", but " + drbd.resource()
                    + " has no allow-two-primaries in " + drbd.configuration());
        }
    }

    private static Answer answer(DrbdState state) {
        return !state.configured() ? Answer.NOT_RUNNING : state.primary() ? Answer.PROMOTED : Answer.OK;
    }

    /** Tells the cluster how good a place this is. @return what is against promoting it, where something is */
    private static Optional<String> score(Act act, DrbdTools drbd, DrbdState state, Set<Integer> minors) throws ActEnd {
        if (state.undecided()) {
            return Optional.empty();
        }
        Optional<String> old = new LoneWriter(act, drbd).against(state);
        Optional<String> unfit = state.configured() ? drbd.against(state, minors) : Optional.empty();
        Optional<String> against = unfit.isPresent() ? unfit : old;
        boolean none = old.isPresent() || against.isPresent() && !state.primary();
        act.score(none ? null : state.score(steps(act)).orElse(null));
        return against;
    }

    private static List<Integer> steps(Act act) {
        List<Integer> usual = List.of(0, 10, 1000, 10000);
        String[] words = act.text("adjust_master_score", "0 10 1000 10000").split("\\s+");
        if (words.length != 4 || !Arrays.stream(words).allMatch(word -> word.matches("[0-9]{1,7}"))) {
            return usual;
        }
        return Arrays.stream(words).map(Integer::valueOf).toList();
    }

    private static Answer start(Act act, DrbdTools drbd, Set<Integer> minors) throws ActEnd, IOException {
        drbd.loadModule();
        DrbdState state = drbd.state(minors);
        if (state.primary()) {
            drbd.adm("secondary");
        }
        AgentProcess.Result up = drbd.adm(state.configured() ? "adjust" : "up");
        while (true) {
            state = drbd.state(minors);
            if (state.configured() && !state.disks().isEmpty()) {
                break;
            }
            if (act.leftMs() < 2 * AGAIN_MS || up.exitCode() != 0 && act.leftMs() < act.timeoutMs() / 2) {
                return Answer.failed(drbd.resource() + " cannot be brought up: " + Act.said(up));
            }
            act.pause(AGAIN_MS);
            up = drbd.adm("adjust");
        }
        // Connected peers are worth a short wait: they show which data is the newest.
        long untilMs = act.leftMs() - act.number("wfc_timeout", 5, 0) * 1000L;
        while (state.peerUnknown() && act.leftMs() > Math.max(untilMs, AGAIN_MS)) {
            act.pause(AGAIN_MS);
            state = drbd.state(minors);
        }
        score(act, drbd, state, minors);
        return Answer.OK;
    }

    private static Answer stop(Act act, DrbdTools drbd, Set<Integer> minors) throws ActEnd, IOException {
        AgentProcess.Result result = null;
        while (true) {
            DrbdState state = drbd.state(minors);
            if (!state.configured()) {
                break;
            }
            if (act.leftMs() < 2 * AGAIN_MS) {
                return Answer.failed(drbd.resource() + " cannot be taken down: " + Act.said(result));
            }
            if (result != null) {
                act.pause(AGAIN_MS);
            }
            result = state.primary() ? drbd.adm("secondary") : result;
            if (!state.primary() || result.exitCode() == 0) {
                result = drbd.adm("down");
            }
        }
        outdateBehindPrimary(act, drbd);
        act.score(null);
        return Answer.OK;
    }

    /** Where the administrator wants it, a stopped Secondary is marked as behind while another node is Primary. */
    private static void outdateBehindPrimary(Act act, DrbdTools drbd) throws ActEnd, IOException {
        if (!act.flag("stop_outdates_secondary", false)) {
            return;
        }
        List<String> stopping = List.of(act.meta("notify_stop_uname").split("\\s+"));
        for (String node : act.meta("notify_master_uname").split("\\s+")) {
            if (!node.isEmpty() && !node.equalsIgnoreCase(Host.name()) && !stopping.contains(node)) {
                drbd.adm("outdate");
                return;
            }
        }
    }

    private static Answer promote(Act act, DrbdTools drbd, Set<Integer> minors) throws ActEnd, IOException {
        while (true) {
            DrbdState state = drbd.state(minors);
            if (state.primary()) {
                score(act, drbd, state, minors);
                return Answer.OK;
            }
            if (!state.configured()) {
                return Answer.failed(drbd.resource() + " cannot be promoted: it was not started");
            }
            // DRBD itself would promote either side of a split brain, and an old copy.
            Optional<String> against = new LoneWriter(act, drbd).against(state);
            if (against.isEmpty() && state.standsAlone()) {
                against = drbd.against(state, minors);
            }
            if (against.isPresent()) {
                return refused(act, against.get());
            }
            AgentProcess.Result result = drbd.adm("primary");
            if (result.exitCode() == NO_GOOD_DATA) {
                return refused(act, drbd.against(state, minors).orElse(Act.said(result)));
            }
            if (result.exitCode() != 0) {
                // A peer that is still Primary, or that DRBD has not yet noticed to be dead.
                if (act.leftMs() < 2 * AGAIN_MS) {
                    return Answer.failed(drbd.resource() + " cannot be promoted: " + Act.said(result));
                }
                act.pause(AGAIN_MS);
            }
        }
    }

    private static Answer refused(Act act, String why) throws ActEnd {
        act.score(null);
        act.pause(Math.min(REFUSED_MS, Math.max(0, act.leftMs() - 2 * AGAIN_MS)));
        return Answer.failed("not promoted: " + why);
    }

    private static Answer demote(Act act, DrbdTools drbd, Set<Integer> minors) throws ActEnd, IOException {
        while (true) {
            DrbdState state = drbd.state(minors);
            if (!state.configured()) {
                return Answer.NOT_RUNNING;
            }
            if (!state.primary()) {
                return Answer.OK;
            }
            AgentProcess.Result result = drbd.adm("secondary");
            if (result.exitCode() != 0) {
                if (act.leftMs() < 2 * AGAIN_MS) {
                    return Answer.failed(drbd.resource() + " cannot be demoted: " + Act.said(result));
                }
                act.pause(AGAIN_MS);
            }
        }
    }

    private static Answer monitor(Act act, DrbdTools drbd, Set<Integer> minors) throws ActEnd, IOException {
        DrbdState state = drbd.state(minors);
        if (act.probe() && !state.configured()) {
            return Answer.NOT_RUNNING;
        }
        Optional<String> against = score(act, drbd, state, minors);
        if (!act.probe()) {
            new LoneWriter(act, drbd).look(state);
        }
        Answer answer = answer(state);
        if (act.probe() || against.isEmpty()) {
            return answer;
        }
        // It runs, and it is of no use: status displays list a degraded resource with the reason.
        return state.primary()
                ? new Answer(OcfExit.DEGRADED_PROMOTED, against.get())
                : new Answer(OcfExit.DEGRADED, "cannot be promoted: " + against.get());
    }

    private static Answer notify(Act act, DrbdTools drbd, Set<Integer> minors) throws ActEnd, IOException {
        if (act.meta("notify_operation").equals("start")) {
            drbd.adm("adjust");
        }
        if (act.meta("notify_type").equals("post")) {
            score(act, drbd, drbd.state(minors), minors);
        }
        return Answer.OK;
    }
}
