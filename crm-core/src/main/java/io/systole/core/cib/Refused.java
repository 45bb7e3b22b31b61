package io.systole.core.cib;

import io.systole.core.value.CrmExit;

/** A change that cannot be made, with the exit status and the sentence that the person gets. */
final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    private final CrmExit exit;

    Refused(CrmExit exit, String sentence) {
        super(sentence);
        this.exit = exit;
    }

    CrmExit exit() {
        return exit;
    }
}
