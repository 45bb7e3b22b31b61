package io.systole.it.sim;

/** A rule that must hold in every run was broken. */
final class Violation extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String rule;

    Violation(String rule, String what) {
        super(rule + ": " + what);
        this.rule = rule;
    }

    String rule() {
        return rule;
    }
}
