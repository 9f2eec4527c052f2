package dev.lian4j.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lian4j.core.Piece;
import dev.lian4j.core.Retry;
import dev.lian4j.core.Run;
import dev.lian4j.core.RunListener;
import dev.lian4j.core.Step;
import dev.lian4j.core.StepKind;
import dev.lian4j.core.error.ModelException;
import dev.lian4j.core.error.ModelException.Details;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WrappedModelTest {

    private static final Set<ChatFeature> ONLY_SEED = EnumSet.of(ChatFeature.SEED);

    /** Says each character as a piece; fails as often as it is told. */
    private static final class Speller implements ChatModel {
        private int failures;

        Speller failing(int times) {
            this.failures = times;
            return this;
        }

        @Override
        public ChatResponse invoke(ChatRequest request, Run run) {
            if (failures-- > 0) {
                throw new ModelException("down", Details.TRANSIENT, null);
            }
            request.text().codePoints().forEach(c -> run.emit(new Piece.Text(Character.toString(c))));
            return ChatResponse.of(request.text());
        }

        @Override
        public Set<ChatFeature> features() {
            return ONLY_SEED;
        }
    }

    private static List<String> texts(ChatModel model, String question) {
        List<String> texts = new ArrayList<>();
        model.invoke(ChatRequest.of(question), piece -> texts.add(((Piece.Text) piece).text()));
        return texts;
    }

    @Test
    void whatIsAroundAModelIsAModelThatStreamsAndHasItsFeatures() {
        Speller model = new Speller();
        List<ChatModel> wrapped = List.of(
                model.with((request, run, next) -> run.call(next, request)),
                model.withRetry(Retry.of(2)),
                model.withFallback(new Speller()),
                model.withFallback(error -> true, new Speller()),
                model.withTimeout(Duration.ofMinutes(1)),
                model.withListener(new RunListener() {}),
                model.named("speller"));

        assertThat(wrapped).allSatisfy(each -> {
            assertThat(texts(each, "你好👋")).containsExactly("你", "好", "👋");
            assertThat(each.streams()).isTrue();
            assertThat(each.features()).isEqualTo(ONLY_SEED);
        });
    }

    @Test
    void retryAndFallbackWorkOnAModelAsOnAnyChain() {
        assertThat(new Speller()
                        .failing(1)
                        .withRetry(Retry.of(2).sleepingBy(millis -> {}))
                        .predict("again"))
                .isEqualTo("again");
        assertThat(new Speller()
                        .failing(1)
                        .withFallback(new Speller())
                        .named("both")
                        .predict("other"))
                .isEqualTo("other");
    }

    @Test
    void theModelItselfIsSeenAsOneModelInTraces() {
        List<String> seen = new ArrayList<>();
        RunListener listener = new RunListener() {
            @Override
            public void onStart(Step step, @Nullable Object input) {
                seen.add(step.name() + " " + step.kind());
            }
        };

        new Speller()
                .named("inner")
                .with((request, run, next) -> run.call(next, request))
                .withListener(listener)
                .predict("x");

        assertThat(seen).containsExactly("inner CHAIN", "inner MODEL");
        assertThat(new Speller().named("n").kind()).isEqualTo(StepKind.MODEL);
    }

    @Test
    void aLanguageModelStaysOneToo() {
        LanguageModel model =
                (request, run) -> new Completion(request.text() + "!", FinishReason.STOP, TokenUsage.UNKNOWN, "");

        LanguageModel wrapped = model.with((request, run, next) -> run.call(next, request));

        assertThat(wrapped.predict("继续")).isEqualTo("继续!");
        assertThat(wrapped.streams()).isTrue();
    }
}
