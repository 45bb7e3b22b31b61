package io.systole.it.chaos;

import io.systole.it.lab.Lab;

/** What can happen to a machine, and how it ends. */
enum Fault {
    POWER("loses its power", false) {
        @Override
        void strike(Lab lab, Witness witness, String node, int strength) throws Exception {
            lab.run(30, "kill", node);
            witness.ends(node);
        }

        @Override
        void mend(Lab lab, Witness witness, String node) throws Exception {
            witness.begins(node);
            lab.run(60, "join", node);
        }
    },
    DAEMON("has its daemon killed", false) {
        @Override
        void strike(Lab lab, Witness witness, String node, int strength) throws Exception {
            lab.on(node, "sh", "-c", "kill -9 $(cat /run/systoled.pid)");
        }

        @Override
        void mend(Lab lab, Witness witness, String node) {
            // It is started again as systemd would do it.
        }
    },
    FREEZE("stands still", true) {
        @Override
        void strike(Lab lab, Witness witness, String node, int strength) throws Exception {
            lab.run(60, "freeze", node);
        }

        @Override
        void mend(Lab lab, Witness witness, String node) throws Exception {
            lab.run(60, "thaw", node);
        }
    },
    FREEZE_DAEMON("has its daemon stopped", true) {
        @Override
        void strike(Lab lab, Witness witness, String node, int strength) throws Exception {
            lab.on(node, "sh", "-c", "kill -STOP $(cat /run/systoled.pid)");
        }

        @Override
        void mend(Lab lab, Witness witness, String node) throws Exception {
            lab.on(node, "sh", "-c", "kill -CONT $(cat /run/systoled.pid)");
        }
    },
    CUT("is cut off", true) {
        @Override
        void strike(Lab lab, Witness witness, String node, int strength) throws Exception {
            lab.run(30, "cut", node);
        }
    },
    MUTE("is not heard any more", true) {
        @Override
        void strike(Lab lab, Witness witness, String node, int strength) throws Exception {
            lab.run(30, "mute", node);
        }
    },
    DEAF("does not hear any more", true) {
        @Override
        void strike(Lab lab, Witness witness, String node, int strength) throws Exception {
            lab.run(30, "deafen", node);
        }
    },
    LOSS("loses packets", true) {
        @Override
        void strike(Lab lab, Witness witness, String node, int strength) throws Exception {
            String percent = Integer.toString(5 + strength % 40);
            lab.run(30, "mute", node, percent);
            lab.run(30, "deafen", node, percent);
        }
    },
    FULL_DISK("has a full disk", false) {
        @Override
        void strike(Lab lab, Witness witness, String node, int strength) throws Exception {
            lab.on(node, "sh", "-c", "cat /dev/zero >/var/lib/pacemaker/filler 2>/dev/null; true");
        }

        @Override
        void mend(Lab lab, Witness witness, String node) throws Exception {
            lab.on(node, "rm", "-f", "/var/lib/pacemaker/filler");
        }
    },
    CLOCK("has its clock set wrong", false) {
        @Override
        void strike(Lab lab, Witness witness, String node, int strength) throws Exception {
            lab.run(30, "clock", node, Integer.toString((strength % 2 == 0 ? 1 : -1) * (1 + strength) * 60));
        }

        @Override
        void mend(Lab lab, Witness witness, String node) throws Exception {
            lab.run(30, "clock", node, "0");
        }
    };

    private final String words;
    private final boolean blinds;

    Fault(String words, boolean blinds) {
        this.words = words;
        this.blinds = blinds;
    }

    /** What it does to a node, for the story. */
    String words() {
        return words;
    }

    /** Whether the node goes on while the others do not see it. */
    boolean blinds() {
        return blinds;
    }

    /** @param strength from 0 to 99 */
    abstract void strike(Lab lab, Witness witness, String node, int strength) throws Exception;

    void mend(Lab lab, Witness witness, String node) throws Exception {
        lab.run(60, "join", node);
    }
}
