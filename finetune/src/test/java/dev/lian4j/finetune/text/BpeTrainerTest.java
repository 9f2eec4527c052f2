package dev.lian4j.finetune.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lian4j.core.error.ModelException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BpeTrainerTest {

    @Test
    void frequentPairsBecomeTokensTheMostFrequentFirst() {
        try (TextTokenizer tokenizer = new BpeTrainer(260, 2, List.of("<end>")).train(Stream.of("aab aab aab ab"))) {
            // "ab" stands 4 times, then " " + "a" 3 times of what is left of "aab".
            assertThat(tokenizer.vocabularySize()).isEqualTo(260);
            assertThat(tokenizer.id("ab")).contains(257);
            assertThat(tokenizer.encode("ab")).containsExactly(257);
            assertThat(tokenizer.specialTokens().end()).isZero();
        }
    }

    @Test
    void everyTextComesBackWhateverWasLearnt() {
        Stream<String> poem = Stream.of("床前明月光，疑是地上霜。\n", "举头望明月，低头思故乡。\n", "Moonlight before my bed\n");
        try (TextTokenizer tokenizer = BpeTrainer.of(300).train(poem)) {
            for (String text : List.of("明月几时有？", "don't  stop\t123 \n", "𠀀😀é", "")) {
                assertThat(tokenizer.decode(tokenizer.encode(text))).isEqualTo(text);
            }
            assertThat(tokenizer.encode("明月")).hasSizeLessThan(6);
            assertThat(tokenizer.encode("<|endoftext|>")).containsExactly(0);
        }
    }

    @Test
    void stopsWhereNoPairIsFrequentEnough() {
        try (TextTokenizer tokenizer = new BpeTrainer(5000, 3, List.of("<end>")).train(Stream.of("ab ab ab cd"))) {
            // "ab", three times; " ab" only twice
            assertThat(tokenizer.vocabularySize()).isEqualTo(257 + 1);
        }
    }

    @Test
    void longRunsWithoutSpacesAreCountedInPartsAndNeverWithinACharacter() {
        String run = "a" + "𠀀".repeat(100);
        try (TextTokenizer tokenizer = BpeTrainer.of(262).train(Stream.of(run))) {
            assertThat(tokenizer.decode(tokenizer.encode(run))).isEqualTo(run);
            // The four bytes of the character are one token.
            assertThat(tokenizer.encode("𠀀")).hasSize(1);
        }
    }

    @Test
    void theSameTextGivesTheSameTokenizer() {
        String text = "the cat sat on the mat, the dog sat on the log";
        try (TextTokenizer one = BpeTrainer.of(280).train(Stream.of(text));
                TextTokenizer other = BpeTrainer.of(280).train(Stream.of(text))) {
            assertThat(one.toJson()).isEqualTo(other.toJson());
        }
    }

    @Test
    void isSavedAndReadBack(@TempDir Path folder) {
        try (TextTokenizer tokenizer = BpeTrainer.of(280).train(Stream.of("hello hello hello world"))) {
            tokenizer.save(folder, Optional.of("{{ messages }}"));
            try (TextTokenizer back = TextTokenizer.read(folder)) {
                assertThat(back.encode("hello world")).isEqualTo(tokenizer.encode("hello world"));
                assertThat(back.specialTokens()).isEqualTo(tokenizer.specialTokens());
            }
        }
    }

    @Test
    void wrongSettingsAndNoTextAreToldAtOnce() {
        assertThatThrownBy(() -> BpeTrainer.of(200)).hasMessageContaining("256 bytes and 1 special");
        assertThatThrownBy(() -> new BpeTrainer(300, 0, List.of("<end>"))).hasMessageContaining("minFrequency");
        assertThatThrownBy(() -> new BpeTrainer(300, 1, List.of())).hasMessageContaining("special token");
        assertThatThrownBy(() -> BpeTrainer.of(300).train(Stream.of("")))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("no text");
    }
}
