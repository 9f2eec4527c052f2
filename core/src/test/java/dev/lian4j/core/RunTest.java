package dev.lian4j.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lian4j.core.error.CancelledException;
import dev.lian4j.core.error.ModelException;
import dev.lian4j.core.model.ChatModel;
import dev.lian4j.core.model.ChatRequest;
import dev.lian4j.core.model.ChatResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Traces and cancellation. */
class RunTest {

    private final List<Step> started = new CopyOnWriteArrayList<>();
    private final List<String> said = new CopyOnWriteArrayList<>();
    private final CancelScope scope = new CancelScope();

    private final RunListener notes = new RunListener() {
        @Override
        public void onStart(Step step, @Nullable Object input) {
            started.add(step);
        }

        @Override
        public void onPiece(Step step, Piece piece) {
            said.add(step.name() + ": " + ((Piece.Text) piece).text());
        }
    };

    private Step step(String name) {
        return started.stream()
                .filter(step -> step.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theTreeFollowsTheWorkIntoOtherThreads() {
        Chain<String, Integer> length =
                Chain.<String, Integer>of(String::length).named("length");
        Chain<String, Integer> calling = (input, run) -> run.call(length, input);
        Chain.<String>parallel("左", calling, "右", calling)
                .named("all")
                .withListener(notes)
                .invoke("abc");

        assertThat(step("左").parentId()).isEqualTo(step("all").id());
        assertThat(step("右").parentId()).isEqualTo(step("all").id());
        assertThat(started.stream().filter(step -> step.name().equals("length")))
                .extracting(Step::parentId)
                .containsExactlyInAnyOrder(step("左").id(), step("右").id());
        assertThat(started).extracting(Step::id).doesNotHaveDuplicates();
        assertThat(started).extracting(Step::runId).containsOnly(step("all").runId());
    }

    @Test
    void aRetriedModelIsOneNodeWithEachTryBelowIt() {
        AtomicInteger calls = new AtomicInteger();
        ChatModel model = (request, run) -> {
            if (calls.incrementAndGet() == 1) {
                throw new ModelException("busy", ModelException.Details.TRANSIENT, null);
            }
            return ChatResponse.of("ok");
        };
        model.withRetry(Retry.of(2).sleepingBy(millis -> {}))
                .withListener(notes)
                .invoke(ChatRequest.of("hi"));

        assertThat(started).extracting(Step::kind).containsExactly(StepKind.CHAIN, StepKind.MODEL, StepKind.MODEL);
        assertThat(started).extracting(Step::parentId).containsExactly(0L, 1L, 1L);
    }

    @Test
    void aNamedModelIsOneModel() {
        ChatModel model = (request, run) -> ChatResponse.of("ok");
        model.named("writer").withListener(notes).invoke(ChatRequest.of("hi"));

        assertThat(started).singleElement().satisfies(step -> {
            assertThat(step.name()).isEqualTo("writer");
            assertThat(step.kind()).isEqualTo(StepKind.MODEL);
        });
    }

    @Test
    void piecesAreToldOfTheStepThatSaysThem() {
        Chain<String, String> saying = (input, run) -> {
            run.emit(new Piece.Text("你"));
            run.emit(new Piece.Text("好"));
            return "你好";
        };
        saying.named("say").map(String::length).withListener(notes).invoke("x", piece -> {});

        assertThat(said).containsExactly("say: 你", "say: 好");
    }

    @Test
    void aFallbackThatStreamsIsHeardAndWhatIsBeforeItIsNot() {
        Chain<String, String> first = saying("一");
        Chain<String, String> second = saying("二");
        Chain<String, String> failing = Chain.of(text -> {
            throw new IllegalStateException("down");
        });
        List<Piece> heard = new ArrayList<>();
        var unused = first.then(failing.withFallback(second)).invoke("x", heard::add);

        assertThat(heard).containsExactly(new Piece.Text("二"));
    }

    private static Chain<String, String> saying(String text) {
        return new Chain<>() {
            @Override
            public String invoke(String input, Run run) {
                run.emit(new Piece.Text(text));
                return text;
            }

            @Override
            public boolean streams() {
                return true;
            }
        };
    }

    @Test
    void aCancelledRunStartsNoStepAndTakesNoPiece() {
        Run run = Run.of(scope, piece -> {});
        scope.cancel();

        assertThatExceptionOfType(CancelledException.class)
                .isThrownBy(() -> run.call(Chain.<String>identity(), "x"))
                .withMessage("The run was cancelled before step 'identity'");
        assertThatExceptionOfType(CancelledException.class).isThrownBy(() -> run.emit(new Piece.Text("late")));
        assertThat(run.muted().cancelled()).isTrue();
    }

    @Test
    void hooksRunOnceInOrderEvenIfOneFails() {
        Run run = Run.of(scope, null);
        List<String> ran = new ArrayList<>();
        run.onCancel(() -> ran.add("first"));
        run.onCancel(() -> {
            throw new IllegalStateException("hook");
        });
        run.onCancel(() -> ran.add("third"));
        run.onCancel(() -> ran.add("closed")).close();
        scope.cancel();
        scope.cancel();

        assertThat(ran).containsExactly("first", "third");
    }

    @Test
    void aHookOfACancelledRunRunsAtOnce() {
        scope.cancel();
        List<String> ran = new ArrayList<>();
        Run.of(scope, null).onCancel(() -> ran.add("late")).close();

        assertThat(ran).containsExactly("late");
    }
}
