package io.systole.policy;

/**
 * What a scheduling run is to tell beside the transition graph. Each costs time, so the daemon asks for none.
 *
 * @param scores the lines that {@code crm_simulate --show-scores} prints
 * @param utilization the lines that {@code crm_simulate --show-utilization} prints
 * @param explain why each score is what it is
 * @param picture the lines of the graph for {@code dot(1)}
 * @param sanitized the input is a saved one, in which secrets were taken out
 */
public record SchedulerOptions(
        boolean scores, boolean utilization, boolean explain, Picture picture, boolean sanitized) {
    /** What the daemon needs: the plan. */
    public static final SchedulerOptions DAEMON = new SchedulerOptions(false, false, false, Picture.NONE, false);

    /** What a simulation needs at least. */
    public static final SchedulerOptions SIMULATION = new SchedulerOptions(false, false, false, Picture.NONE, true);

    /** Which actions a picture of the graph shows. */
    public enum Picture {
        NONE,
        REQUIRED,
        ALL
    }

    public SchedulerOptions withScores() {
        return new SchedulerOptions(true, utilization, explain, picture, sanitized);
    }

    public SchedulerOptions withUtilization() {
        return new SchedulerOptions(scores, true, explain, picture, sanitized);
    }

    public SchedulerOptions withExplanation() {
        return new SchedulerOptions(scores, utilization, true, picture, sanitized);
    }

    public SchedulerOptions withPicture(Picture which) {
        return new SchedulerOptions(scores, utilization, explain, which, sanitized);
    }
}
