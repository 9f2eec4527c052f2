package dev.lian4j.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.lian4j.core.error.ModelException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RetryBudgetTest {

    private final AtomicInteger tries = new AtomicInteger();

    private Retry retry(RetryBudget budget) {
        return Retry.of(3).sleepingBy(millis -> {}).within(budget);
    }

    private int failing(Retry retry, int failures) {
        int before = tries.get();
        return retry.call(Run.root(), run -> {
            if (tries.incrementAndGet() - before <= failures) {
                throw new ModelException("down", ModelException.Details.TRANSIENT, null);
            }
            return 1;
        });
    }

    private void down(Retry retry) {
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> failing(retry, 9))
                .withMessage("down");
    }

    @Test
    void allCallsTogetherTryAgainOnlySoOften() {
        RetryBudget budget = RetryBudget.of(5);
        for (int call = 0; call < 100; call++) {
            down(retry(budget));
        }
        assertThat(tries).hasValue(105);
        assertThat(budget).hasToString("RetryBudget[0 of 5 tries left]");
    }

    @Test
    void aCallThatSucceedsGivesBackWhatItTook() {
        RetryBudget budget = RetryBudget.of(2);
        for (int call = 0; call < 100; call++) {
            assertThat(failing(retry(budget), 2)).isEqualTo(1);
        }
        assertThat(tries).hasValue(300);
        assertThat(budget.left()).isEqualTo(2);
    }

    @Test
    void tenCallsThatSucceedAtOnceEarnATry() {
        RetryBudget budget = RetryBudget.of(2);
        down(retry(budget));
        assertThat(budget.left()).isZero();
        for (int call = 0; call < 9; call++) {
            failing(retry(budget), 0);
        }
        assertThat(budget.left()).isZero();
        failing(retry(budget), 0);
        assertThat(budget.left()).isEqualTo(1);
        for (int call = 0; call < 100; call++) {
            failing(retry(budget), 0);
        }
        assertThat(budget.left()).isEqualTo(2);
    }

    @Test
    void withoutABudgetThereIsNoBound() {
        for (int call = 0; call < 100; call++) {
            down(Retry.of(3).sleepingBy(millis -> {}));
        }
        assertThat(tries).hasValue(300);
        assertThatIllegalArgumentException().isThrownBy(() -> RetryBudget.of(-1));
    }
}
