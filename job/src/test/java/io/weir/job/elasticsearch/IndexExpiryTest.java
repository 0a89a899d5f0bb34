package io.weir.job.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IndexExpiryTest {

    private static final String STEM = "weir-flows-";

    @Test
    void readsTheDayOfAnIndex() {
        assertThat(IndexExpiry.day(STEM, "weir-flows-2024.02.29"))
                .contains(LocalDate.of(2024, 2, 29));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "weir-flows-",
                "weir-flows-2026.1.1",
                "weir-flows-2026.01.011",
                "weir-flows-2026.01.01-reindexed",
                "weir-flows-old-2026.01.01",
                "weir-flows-2026.02.29",
                "weir-flows-2026-01-01",
                "weir-flows-+2026.01.01",
                "weir-topn-2026.01.01",
                "other-weir-flows-2026.01.01"
            })
    void leavesOtherNamesToOthers(String name) {
        assertThat(IndexExpiry.day(STEM, name)).isEmpty();
    }
}
