package io.systole.shell.doctor;

import java.util.List;

/** One thing that is looked at. Keeps no state; never changes anything. */
interface Check {
    /** A word or two, for example {@code lvm-filter}. */
    String name();

    /** What was found; at least one finding, if only that there is nothing of this kind here. */
    List<Finding> findings(Machine machine);
}
