package io.weir.sql;

import io.weir.codec.IpAddress;
import io.weir.codec.flow.FlowBatch;
import io.weir.operators.enrich.EnrichedFlows;
import io.weir.operators.enrich.Enricher;
import io.weir.operators.enrich.EnrichmentOptions;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.types.Row;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.Test;

/**
 * Prints what it costs to make the rows of a view, for docs/reference/rules.md. No test by its
 * name: it runs only when it is asked for.
 */
class ViewPrices {

    private static final int FLOWS = 24;
    private static final int ROUNDS = 100_000;
    private static final int WARM_UP = 3;

    private long rows;

    @Test
    void printsNanosecondsPerFlow() throws Exception {
        FlowBatch batch = TestFlows.batch(0);
        for (int i = 0; i < FLOWS; i++) {
            TestFlows.tcp(
                    batch,
                    IpAddress.ofIpv4(0x0a00_0001L + i),
                    IpAddress.ofIpv4(0xcb00_7101L + i),
                    TestFlows.SYN | TestFlows.ACK,
                    443);
        }
        try (Enricher enricher = Enricher.open(EnrichmentOptions.NONE)) {
            EnrichedFlows flows = enricher.enrich(batch);
            for (FlowView view : FlowView.values()) {
                if (view != FlowView.TRAFFIC_10S) {
                    print(view, flows);
                }
            }
        }
    }

    private void print(FlowView view, EnrichedFlows flows) throws Exception {
        FlatMapFunction<EnrichedFlows, Row> filter = view.filter();
        Collector<Row> counter = new Counter();
        for (int run = 0; run <= WARM_UP; run++) {
            rows = 0;
            long start = System.nanoTime();
            for (int round = 0; round < ROUNDS; round++) {
                filter.flatMap(flows, counter);
            }
            if (run == WARM_UP) {
                System.out.printf(
                        "%-12s %6.1f ns per flow, %d rows%n",
                        view.tableName(),
                        (System.nanoTime() - start) / (double) (ROUNDS * FLOWS),
                        rows);
            }
        }
    }

    private final class Counter implements Collector<Row> {

        @Override
        public void collect(Row row) {
            rows++;
        }

        @Override
        public void close() {}
    }
}
