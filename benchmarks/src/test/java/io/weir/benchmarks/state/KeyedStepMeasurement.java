package io.weir.benchmarks.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.codec.Malformation;
import io.weir.codec.flow.FlowBatch;
import io.weir.codec.session.ExporterSession;
import io.weir.codec.session.SessionCounter;
import io.weir.codec.session.SessionLimits;
import io.weir.codec.session.SessionListener;
import io.weir.codec.store.MemorySessionStore;
import io.weir.udp.Datagram;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.junit.jupiter.api.Test;

/**
 * Measures what the keyed step costs beside decoding without Flink, and prints it. Both take turns,
 * so that what else the machine does falls on both. It is run by name only.
 */
class KeyedStepMeasurement {

    private static final int EXPORTERS = 100;
    private static final int ROUNDS = 10_000;
    private static final int WARM_UP = 5_000;

    private final FlowBatch batch = new FlowBatch();
    private final List<ExporterSession> sessions = new ArrayList<>();
    private FlowBatch copied;

    @Test
    void printsItsCostPerFlow() throws Exception {
        List<StreamRecord<Datagram>> flows =
                IntStream.range(0, EXPORTERS)
                        .mapToObj(exporter -> RouterTraffic.flows().of(exporter))
                        .toList();
        long[] keyed = new long[ROUNDS];
        long[] decoding = new long[ROUNDS];
        long[] copying = new long[ROUNDS];
        try (DecodeStage stage = new DecodeStage(new HashMapStateBackend())) {
            for (int exporter = 0; exporter < EXPORTERS; exporter++) {
                stage.receive(RouterTraffic.templates().of(exporter));
                sessions.add(session());
            }
            for (int round = 0; round < ROUNDS; round++) {
                RouterTraffic.number(flows, round);
                long start = System.nanoTime();
                for (StreamRecord<Datagram> flow : flows) {
                    stage.receive(flow);
                }
                long received = System.nanoTime();
                decode(flows);
                long decoded = System.nanoTime();
                for (int exporter = 0; exporter < EXPORTERS; exporter++) {
                    copied = batch.copy(); // as the harness's output does
                }
                keyed[round] = received - start;
                decoding[round] = decoded - received;
                copying[round] = System.nanoTime() - decoded;
                stage.drain();
            }
        }
        assertThat(copied.size()).isEqualTo(RouterTraffic.FLOWS);
        print("keyed step", keyed);
        print("of that, decoding", decoding);
        print("of that, the copy that the harness makes", copying);
    }

    private ExporterSession session() {
        ExporterSession session =
                new ExporterSession(new MemorySessionStore(), new Silent(), SessionLimits.DEFAULTS);
        session.decode(RouterTraffic.templates().of(0).getValue().payload(), batch);
        return session;
    }

    private void decode(List<StreamRecord<Datagram>> flows) {
        for (int exporter = 0; exporter < EXPORTERS; exporter++) {
            Datagram datagram = flows.get(exporter).getValue();
            batch.setOrigin(
                    datagram.sourceHigh(),
                    datagram.sourceLow(),
                    datagram.sourcePort(),
                    datagram.receivedMillis());
            sessions.get(exporter).decode(datagram.payload(), batch);
        }
    }

    private static void print(String what, long[] nanosOfRounds) {
        long[] sorted = Arrays.copyOfRange(nanosOfRounds, WARM_UP, ROUNDS);
        Arrays.sort(sorted);
        double flows = EXPORTERS * RouterTraffic.FLOWS;
        System.out.printf(
                Locale.ROOT,
                "%s: %.0f / %.0f / %.0f ns per flow (least, median, 95th percentile of %d rounds"
                        + " with %d exporters, %d flows per datagram)%n",
                what,
                sorted[0] / flows,
                sorted[sorted.length / 2] / flows,
                sorted[sorted.length * 95 / 100] / flows,
                sorted.length,
                EXPORTERS,
                RouterTraffic.FLOWS);
    }

    private static final class Silent implements SessionListener {

        @Override
        public void count(SessionCounter counter, long amount) {}

        @Override
        public void malformed(Malformation reason, int offset) {}
    }
}
