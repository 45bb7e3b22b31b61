package io.systole.agents.builtin;

import java.io.IOException;

/**
 * An agent of our own, standing in where the distribution's is not installed: the same parameters, defaults, state files and
 * exit codes, in this process and with as few programs as the work needs.
 *
 * <p>It keeps nothing between calls that the machine itself does not show: a daemon that is started anew must find what an
 * earlier one has done. It is called from any thread, for different resources at the same time.
 */
interface BuiltinAgent {
    /** The OCF provider whose agent it stands in for. */
    String provider();

    String type();

    /**
     * Does what {@link Act#action} says. {@code meta-data} is not its affair.
     *
     * @throws ActEnd where the work ends early: refused, out of time, cancelled
     * @throws IOException a failure of the machine, which becomes a generic error with its sentence
     */
    Answer run(Act act) throws ActEnd, IOException;
}
