package io.systole.agents.lsb;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What has been found out about the {@code status} of scripts, until they are changed. */
final class Reputation {
    private static final Logger LOG = LoggerFactory.getLogger(Reputation.class);

    /** Whether a script's status can be believed. */
    enum Verdict {
        UNTRIED,
        /** It has said "stopped" when the service was. */
        HONEST,
        /** It says "running" when the service is stopped. */
        SAYS_RUNNING,
        /** It says "stopped" when the service runs. */
        SAYS_STOPPED,
        /** It does not end. */
        HANGS
    }

    private record Known(long stamp, Verdict verdict) {}

    private final Map<String, Known> known = new ConcurrentHashMap<>();

    Verdict of(InitScript script) {
        Known one = known.get(script.identity());
        return one != null && one.stamp() == script.stamp() ? one.verdict() : Verdict.UNTRIED;
    }

    /** Notes what was found; the first bad word about a script goes to the log. */
    Verdict note(InitScript script, Verdict verdict, boolean witnessed) {
        Verdict old = of(script);
        if (old != verdict) {
            known.put(script.identity(), new Known(script.stamp(), verdict));
            if (verdict != Verdict.HONEST) {
                LOG.warn("{}", sentence(script, verdict, witnessed));
            }
        }
        return verdict;
    }

    /**
     * What is wrong and how it is mended, for the log and the exit reason.
     *
     * @param witnessed whether the service's processes are looked at instead
     */
    static String sentence(InitScript script, Verdict verdict, boolean witnessed) {
        String what = switch (verdict) {
            case SAYS_RUNNING -> "says 0 (running) when the service is stopped";
            case SAYS_STOPPED -> "says that the service is stopped while it runs";
            case HANGS -> "does not end";
            case HONEST, UNTRIED -> "is in order";
        };
        return "\"" + script.path() + " status\" " + what
                + "; mend the script: status must end with 0 when the service runs"
                + " and with 3 when it is stopped. "
                + (witnessed
                        ? "Until then the server's processes are looked at instead"
                        : "Until then it is not used on this node");
    }
}
