package io.systole.policy.location;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ResourcePatternTest {
    @Test
    void theGroupsOfAMatchAreTold() {
        assertThat(ResourcePattern.parse("^db-([a-z]+)-([0-9]+)$").match("db-main-7"))
                .containsExactly("db-main-7", "main", "7");
        assertThat(ResourcePattern.parse("^db$").match("db-main")).isNull();
        assertThat(ResourcePattern.parse("a[")).isNull();
    }

    @Test
    void anExpressionThatWouldTakeYearsDoesNotMatch() {
        ResourcePattern pattern = ResourcePattern.parse("^(([a-z]+)*)*!$");
        assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> assertThat(pattern.match("a".repeat(60))).isNull());
    }

    @Test
    void anExpressionNestedTooDeepIsNoneOrDoesNotMatch() {
        ResourcePattern pattern = ResourcePattern.parse("(".repeat(100_000) + "a" + ")".repeat(100_000));
        assertThat(pattern == null ? null : pattern.match("a")).isNull();
    }
}
