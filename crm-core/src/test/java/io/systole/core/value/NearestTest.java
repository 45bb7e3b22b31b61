package io.systole.core.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class NearestTest {
    @Test
    void aThirdOfTheLettersMayBeWrong() {
        List<String> words = List.of("configure", "resource", "node");
        assertThat(Nearest.to("confgiure", words)).contains("configure");
        assertThat(Nearest.to("nod", words)).contains("node");
        assertThat(Nearest.to("elephant", words)).isEmpty();
    }

    @Test
    void aBookInPlaceOfAWordIsNotCompared() {
        List<String> words = Collections.nCopies(2_000, "a-word-of-many-letters-that-is-not-far-from-others");
        String book = "x".repeat(3_000_000);
        assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> assertThat(Nearest.to(book, words)).isEmpty());
    }
}
