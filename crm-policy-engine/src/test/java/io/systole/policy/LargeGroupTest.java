package io.systole.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.systole.core.xml.XmlFormat;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Members of a large group add the wishes of those behind them in one step, but where the reasons are asked for, one by one:
 * both must come to the same scores.
 */
class LargeGroupTest {
    private static final int MEMBERS = 40;
    private static final int GROUPS_A_KIND = 60;
    private static final String[] EXTREME = {
        "-INFINITY", "INFINITY", "-900000", "900000", "-1", "1", "300000", "-300000"
    };
    private static final String[] COMMON = {"100", "-50", "0", "700", "-3"};

    /** Groups with a resource that follows the whole group, one that follows a member, none. */
    private enum Follower {
        NONE,
        OF_THE_GROUP,
        OF_A_MEMBER
    }

    private static void locations(SmallCib cib, Random random, String[] scores, int oneIn) {
        for (int i = 0; i < MEMBERS; i++) {
            for (int node = 1; node <= 2; node++) {
                if (random.nextInt(oneIn) == 0) {
                    cib.constraint("<rsc_location id='l" + i + "-" + node + "' rsc='m" + i + "' node='node" + node
                            + "' score='" + scores[random.nextInt(scores.length)] + "'/>");
                }
            }
        }
    }

    private static SmallCib group(Random random, Follower follower) {
        StringBuilder members = new StringBuilder();
        for (int i = 0; i < MEMBERS; i++) {
            members.append(SmallCib.primitive("m" + i, ""));
        }
        SmallCib cib = SmallCib.withoutFencing()
                .dummy("before")
                .resource("<group id='g'>" + members + "</group>")
                .dummy("behind");
        if (random.nextBoolean()) {
            cib.constraint("<rsc_colocation id='on' rsc='g' with-rsc='before' score='"
                    + (random.nextBoolean() ? "INFINITY" : "-500") + "'/>");
        }
        if (follower != Follower.NONE) {
            String primary = follower == Follower.OF_THE_GROUP ? "g" : "m" + random.nextInt(MEMBERS);
            cib.constraint("<rsc_colocation id='with' rsc='behind' with-rsc='" + primary + "' score='"
                    + (random.nextBoolean() ? "INFINITY" : "2000") + "'/>");
        }
        for (int i = 0; i < MEMBERS; i++) {
            if (random.nextInt(3) > 0) {
                cib.runningOnNode1("m" + i);
            }
        }
        return cib.option("default-resource-stickiness", "10");
    }

    @ParameterizedTest
    @ValueSource(strings = {"NONE", "OF_THE_GROUP", "OF_A_MEMBER"})
    void scores_are_the_same_in_one_step_as_one_by_one(String follower) {
        for (int seed = 0; seed < GROUPS_A_KIND; seed++) {
            Random random = new Random(seed);
            SmallCib cib = group(random, Follower.valueOf(follower));
            locations(cib, random, seed % 2 == 0 ? COMMON : EXTREME, seed % 3 == 0 ? 20 : 2);

            SchedulerOptions inOneStep = SchedulerOptions.DAEMON.withScores();
            Plan quick = Scheduler.schedule(cib.cib(), SmallCib.NOW_MS, inOneStep);
            Plan each = Scheduler.schedule(cib.cib(), SmallCib.NOW_MS, inOneStep.withExplanation());

            assertThat(quick.failure()).isNull();
            assertThat(quick.scores()).as("seed %d, %s", seed, follower).isEqualTo(each.scores());
            assertThat(XmlFormat.pretty(quick.graphXml())).isEqualTo(XmlFormat.pretty(each.graphXml()));
        }
    }
}
