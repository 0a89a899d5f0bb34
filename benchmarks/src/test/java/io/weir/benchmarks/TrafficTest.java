package io.weir.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The benchmarks measure what they say. */
class TrafficTest {

    @ParameterizedTest
    @EnumSource
    void isDecodedInFull(Traffic traffic) {
        Collector collector = new Collector(traffic);

        assertThat(collector.decode()).isEqualTo(Traffic.FLOWS);
        assertThat(collector.decode()).isEqualTo(Traffic.FLOWS);
    }

    @ParameterizedTest
    @EnumSource
    void fillsItsDatagrams(Traffic traffic) {
        byte[][] datagrams = new Collector(traffic).datagrams();

        for (int i = 0; i < datagrams.length - 1; i++) {
            assertThat(datagrams[i].length).isBetween(1_250, Datagrams.MAX_BYTES);
        }
    }
}
