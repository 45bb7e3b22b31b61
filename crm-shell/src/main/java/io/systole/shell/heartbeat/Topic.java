package io.systole.shell.heartbeat;

import java.util.List;

/** Some directives of {@code ha.cf} that belong together. Says of each line what becomes of it. */
interface Topic {
    /** The directives, in lower case. */
    List<String> names();

    void convert(HaCf file, Machine machine, ClusterPlan plan, Report report);
}
