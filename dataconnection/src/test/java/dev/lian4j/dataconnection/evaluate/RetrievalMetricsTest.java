package dev.lian4j.dataconnection.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RetrievalMetricsTest {

    @Test
    void agreesWithNumbersFoundByHand() {
        List<String> ranked = List.of("甲", "乙", "甲", "丙");
        assertThat(RetrievalMetrics.recallAt(2, ranked, Set.of("乙", "丙"))).isEqualTo(0.5);
        assertThat(RetrievalMetrics.recallAt(3, ranked, Set.of("乙", "丙"))).isEqualTo(1);
        assertThat(RetrievalMetrics.reciprocalRank(ranked, Set.of("丙"))).isEqualTo(1.0 / 3);
        assertThat(RetrievalMetrics.reciprocalRank(ranked, Set.of())).isZero();
        // Grades by place 1, 3, 2: 1 + 3/1.58496 + 2/2 = 3.89279; the best order 3, 2, 1: 3 + 2/1.58496 + 1/2 =
        // 4.76186.
        Map<String, Double> grades = Map.of("甲", 1.0, "乙", 3.0, "丙", 2.0);
        assertThat(RetrievalMetrics.ndcgAt(3, ranked, grades)).isEqualTo(0.817494, within(1e-5));
        assertThat(RetrievalMetrics.ndcgAt(3, ranked, Map.of())).isZero();
    }
}
