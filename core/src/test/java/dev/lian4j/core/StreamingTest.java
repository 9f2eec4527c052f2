package dev.lian4j.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lian4j.core.error.CancelledException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class StreamingTest {

    /** Gives its input back, a character a piece. */
    private record Spelling(AtomicInteger emitted) implements Chain<String, String> {

        Spelling() {
            this(new AtomicInteger());
        }

        @Override
        public String invoke(String input, Run run) {
            input.codePoints().mapToObj(Character::toString).forEach(piece -> {
                run.emit(new Piece.Text(piece));
                emitted.incrementAndGet();
            });
            return input;
        }

        @Override
        public boolean streams() {
            return true;
        }
    }

    private static String joined(Chain<String, ?> chain, String input) {
        StringBuilder text = new StringBuilder();
        chain.invoke(input, piece -> text.append(((Piece.Text) piece).text()));
        return text.toString();
    }

    @Test
    void piecesJoinedAreTheResult() {
        try (Streamed<String> streamed = new Spelling().stream("链和炼🙂")) {
            assertThat(streamed.text().toList()).containsExactly("链", "和", "炼", "🙂");
            assertThat(streamed.result()).isEqualTo("链和炼🙂");
        }
    }

    @Test
    void piecesPassLaterSteps() {
        assertThat(joined(new Spelling().map(String::length), "abc")).isEqualTo("abc");
    }

    @Test
    void onlyTheLastStreamingStepIsHeard() {
        Chain<String, String> chain = new Spelling().map(text -> text + "!").then(new Spelling());

        assertThat(joined(chain, "ab")).isEqualTo("ab!");
    }

    @Test
    void twoStreamingBranchesAreNotMixed() {
        Chain<String, ?> both = Chain.<String>parallel("a", new Spelling(), "b", new Spelling());
        Chain<String, ?> one = Chain.<String>parallel("a", new Spelling(), "b", Chain.<String>identity());

        assertThat(joined(both, "xyz")).isEmpty();
        assertThat(joined(one, "xyz")).isEqualTo("xyz");
    }

    @Test
    void theProducerIsAtMostAPieceOrTwoAhead() {
        Spelling spelling = new Spelling();
        try (Streamed<String> streamed = spelling.stream("x".repeat(1_000))) {
            Iterator<String> texts = streamed.text().iterator();
            for (int pulled = 1; pulled <= 100; pulled++) {
                texts.next();
                assertThat(spelling.emitted().get()).isLessThanOrEqualTo(pulled + 2);
            }
        }
    }

    @Test
    void theFirstPieceComesBeforeTheSecondIsMade() throws InterruptedException {
        CountDownLatch taken = new CountDownLatch(1);
        Chain<String, String> chain = (input, run) -> {
            run.emit(new Piece.Text("first"));
            await(taken);
            run.emit(new Piece.Text("second"));
            return "firstsecond";
        };

        try (Streamed<String> streamed = chain.stream("")) {
            Iterator<String> texts = streamed.text().iterator();
            assertThat(texts.next()).isEqualTo("first");
            taken.countDown();
            assertThat(texts.next()).isEqualTo("second");
        }
    }

    @Test
    void aFailureComesOutOfThePiecesAndOfTheResult() {
        Chain<String, String> chain = (input, run) -> {
            run.emit(new Piece.Text("half"));
            throw new IllegalStateException("cut");
        };

        try (Streamed<String> streamed = chain.stream("")) {
            List<String> seen = new ArrayList<>();
            assertThatThrownBy(() -> streamed.text().forEach(seen::add)).hasMessage("cut");
            assertThat(seen).containsExactly("half");
            assertThatThrownBy(streamed::result).hasMessage("cut");
        }
    }

    @Test
    void closingCancelsTheCallBehindIt() throws InterruptedException {
        CountDownLatch cancelled = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        Chain<String, String> chain = (input, run) -> {
            try (Run.Registration ignored = run.onCancel(cancelled::countDown)) {
                run.emit(new Piece.Text("first"));
                await(new CountDownLatch(1));
                return input;
            } finally {
                ended.countDown();
            }
        };

        Streamed<String> streamed = chain.stream("");
        streamed.text().iterator().next();
        streamed.close();

        assertThat(cancelled.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(ended.await(30, TimeUnit.SECONDS)).isTrue();
        assertThatThrownBy(streamed::result).isInstanceOf(CancelledException.class);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw CancelledException.interrupted("waiting in a test");
        }
    }
}
