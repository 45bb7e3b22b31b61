package io.systole.it.chaos;

import io.systole.it.lab.Lab;

/** What can happen to a machine, and how it ends. */
enum Fault {
    POWER(
            "loses its power",
            Sight.DOWN,
            (lab, witness, node, strength) -> {
                lab.run(30, "kill", node);
                witness.ends(node);
            },
            (lab, witness, node, strength) -> {
                witness.begins(node);
                lab.run(60, "join", node);
            }),
    /** Nobody has to mend it: the lab starts the daemon again as systemd would do it. */
    DAEMON(
            "has its daemon killed",
            Sight.DOWN,
            shell("kill -9 $(cat /run/systoled.pid)"),
            (lab, witness, node, strength) -> {}),
    FREEZE("stands still", Sight.APART, lab("freeze"), lab("thaw")),
    FREEZE_DAEMON(
            "has its daemon stopped",
            Sight.APART,
            shell("kill -STOP $(cat /run/systoled.pid)"),
            shell("kill -CONT $(cat /run/systoled.pid)")),
    CUT("is cut off", Sight.APART, lab("cut"), lab("join")),
    MUTE("is not heard any more", Sight.APART, lab("mute"), lab("join")),
    DEAF("does not hear any more", Sight.APART, lab("deafen"), lab("join")),
    LOSS(
            "loses packets",
            Sight.COMES_AND_GOES,
            (lab, witness, node, strength) -> {
                String percent = Integer.toString(5 + strength % 40);
                lab.run(30, "mute", node, percent);
                lab.run(30, "deafen", node, percent);
            },
            lab("join")),
    FULL_DISK(
            "has a full disk",
            Sight.SEEN,
            shell("cat /dev/zero >/var/lib/pacemaker/filler 2>/dev/null; true"),
            shell("rm -f /var/lib/pacemaker/filler")),
    CLOCK(
            "has its clock set wrong",
            Sight.SEEN,
            (lab, witness, node, strength) ->
                    lab.run(30, "clock", node, Integer.toString((strength % 2 == 0 ? 1 : -1) * (1 + strength) * 60)),
            (lab, witness, node, strength) -> lab.run(30, "clock", node, "0"));

    /** Something done to a node. */
    private interface Deed {
        void to(Lab lab, Witness witness, String node, int strength) throws Exception;
    }

    private final String words;
    private final Sight sight;
    private final Deed begin;
    private final Deed end;

    Fault(String words, Sight sight, Deed begin, Deed end) {
        this.words = words;
        this.sight = sight;
        this.begin = begin;
        this.end = end;
    }

    /** A verb of the lab. */
    private static Deed lab(String verb) {
        return (lab, witness, node, strength) -> lab.run(60, verb, node);
    }

    /** A line that the node's shell runs. */
    private static Deed shell(String line) {
        return (lab, witness, node, strength) -> lab.on(node, "sh", "-c", line);
    }

    /** What it does to a node, for the story. */
    String words() {
        return words;
    }

    Sight sight() {
        return sight;
    }

    /** Whether what runs on the node goes on while the others do not see it. */
    boolean blinds() {
        return sight == Sight.APART || sight == Sight.COMES_AND_GOES;
    }

    /** @param strength from 0 to 99 */
    void strike(Lab lab, Witness witness, String node, int strength) throws Exception {
        begin.to(lab, witness, node, strength);
    }

    void mend(Lab lab, Witness witness, String node) throws Exception {
        end.to(lab, witness, node, 0);
    }

    /** What the others see of the node. */
    enum Sight {
        /** All. */
        SEEN,
        /** Nothing, and its daemon does nothing either; no excuse for anybody. */
        DOWN,
        /** Nothing, or it sees nothing of them, from the first moment to the last. */
        APART,
        /** Now and then nothing. */
        COMES_AND_GOES
    }
}
