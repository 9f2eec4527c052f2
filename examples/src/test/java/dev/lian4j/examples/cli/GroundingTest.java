package dev.lian4j.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GroundingTest {

    private static final String TEXT =
            "Every full-time employee has 27 days of paid annual leave a year. Call your team lead before 9:30.";
    private static final String QUESTION = "How many days of annual leave are there?";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Every full-time employee has 27 days of paid annual leave a year.",
                "The document states that there are 27 days of annual leave.",
                "27 days.",
                "You should call your team lead before 9:30."
            })
    void anAnswerFromTheTextHolds(String answer) {
        assertThat(Grounding.holds(answer, TEXT, QUESTION)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "There are 12 days of annual leave.",
                "There are 27 days, which is 10 more than 18 days.",
                "You should not call your team lead before 9:30.",
                "Annual leave was founded by John Smith.",
                "There are 27 weeks of annual leave.",
                "How many days of annual leave are there?",
                "Leave depends on many things such as weather and mood.",
                "",
                "…"
            })
    void anInventedAnswerDoesNotHold(String answer) {
        assertThat(Grounding.holds(answer, TEXT, QUESTION)).isFalse();
    }

    @Test
    void ofTwoPricesNoneIsPicked() {
        String prices = "Hotels are paid up to 140 euros a night; in Oslo the limit is 190 euros.";

        assertThat(Grounding.holds("The limit is 190 euros.", prices, "What is the maximum hotel price?"))
                .isFalse();
    }
}
