package io.weir.benchmarks.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.apache.flink.contrib.streaming.state.EmbeddedRocksDBStateBackend;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.junit.jupiter.api.Test;

/** Measures what decode keeps per exporter, and prints it. */
class DecodeStateTest {

    private static final int EXPORTERS = 1_000;

    @Test
    void keepsLittleMoreThanTemplatesAsReceivedOnTheHeap() throws Exception {
        measureState("heap", new HashMapStateBackend());
    }

    @Test
    void keepsLittleMoreThanTemplatesAsReceivedInRocksDb() throws Exception {
        measureState("RocksDB", new EmbeddedRocksDBStateBackend());
    }

    private static void measureState(String name, StateBackend backend) throws Exception {
        try (DecodeStage stage = new DecodeStage(backend)) {
            long empty = stage.savepointBytes();
            for (int exporter = 0; exporter < EXPORTERS; exporter++) {
                stage.receive(RouterTraffic.templates().of(exporter));
                stage.receive(RouterTraffic.flows().of(exporter));
            }
            long savepoint = (stage.savepointBytes() - empty) / EXPORTERS;
            long checkpoint = stage.checkpointBytes() / EXPORTERS;
            System.out.printf(
                    Locale.ROOT,
                    "%s: %,d octets per exporter in a savepoint, %,d in a checkpoint (%,d"
                            + " exporters, %d templates of %d fields)%n",
                    name,
                    savepoint,
                    checkpoint,
                    EXPORTERS,
                    RouterTraffic.TEMPLATES,
                    RouterTraffic.FIELDS);
            long asReceived = RouterTraffic.TEMPLATES * (4 + 4 * RouterTraffic.FIELDS);
            assertThat(savepoint).isBetween(asReceived, 3 * asReceived);
        }
    }
}
